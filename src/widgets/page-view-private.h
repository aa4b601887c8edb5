/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the page view share. */
#pragma once

#include "widgets/page-layout.h"
#include "widgets/page-view.h"

G_BEGIN_DECLS

#define RC_PAGE_VIEW_PIXELS_A_POINT (96.0 / 72.0)

struct _RcPageView
{
  GtkWidget parent_instance;
  RcPageTextures *textures;   /* (owned) (nullable) NULL: no document */
  RcPageLayout *layout;       /* (owned) (nullable) as textures */
  GtkAdjustment *hadjustment; /* (owned) */
  GtkAdjustment *vadjustment; /* (owned) */
  double zoom;
  double pinch_zoom; /* when the fingers came down */
  gboolean fit_width;
  gboolean night;
  gboolean settling; /* the adjustments are being set, nobody scrolled */
  guint tell_source; /* what an allocation changed is yet to be told; 0 none */
  guint page;        /* the one that counts as read now */
  guint anchor_page; /* this page, this part of its height, is at the upper edge */
  double anchor_part;
  GHashTable *sizes_asked; /* (owned) set of pages */
  GPtrArray *hits;         /* (nullable) RcPdfHit; the reader's */
  int current_hit;
  char *page_text;      /* (owned) (nullable) how the page begins, for screen readers */
  guint n_texts_awaited;
};

/* Widget pixels a point. */
double rc_page_view_get_scale (RcPageView *self);
/* The rectangle of a page in the widget, as it is scrolled now. */
void rc_page_view_get_page_area (RcPageView *self, guint page, graphene_rect_t *area);
void rc_page_view_get_pages_in_sight (RcPageView *self, guint *first, guint *last);
/* The best texture there is; borrowed; NULL when there is none at all. */
GdkTexture *rc_page_view_get_texture (RcPageView *self, guint page);
/* Keeps what is at height y of the widget where it is. */
void rc_page_view_zoom_at (RcPageView *self, double zoom, double y);

/* Asks for the textures and sizes of the pages in sight, then of those around them. */
void rc_page_view_want_pages (RcPageView *self);
/* After self->page was set: tells it to everyone. */
void rc_page_view_page_changed (RcPageView *self);
void rc_page_view_textures_changed_cb (RcPageTextures *textures, guint page, RcPageView *self);

void rc_page_view_scrolled_cb (RcPageView *self);
void rc_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline);
/* Goes to the anchor in the room there is, and draws it. */
void rc_page_view_place_again (RcPageView *self);

void rc_page_view_install_actions (GtkWidgetClass *widget_class);
void rc_page_view_add_controllers (RcPageView *self);
void rc_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
