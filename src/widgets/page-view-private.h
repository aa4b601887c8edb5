/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the page view share. */
#pragma once

#include "widgets/page-layout.h"
#include "widgets/page-view.h"

G_BEGIN_DECLS

#define RC_PAGE_VIEW_PIXELS_A_POINT (96.0 / 72.0)

/* A place of a page (parts of its sides) that belongs at a place of the widget. */
typedef struct
{
  guint page;
  double across, down; /* 0 to 1 within the page */
  double part;         /* of the widget's width */
  double y;            /* pixels from the widget's top */
  gboolean third;      /* instead of y: a third of the way down, or as far as leaves nothing of the page before in sight */
} RcPageAnchor;

typedef struct
{
  guint page;
  guint character;
} RcPageSpot;

struct _RcPageView
{
  GtkWidget parent_instance;
  RcPageTextures *textures;   /* (owned) (nullable) NULL: no document */
  RcPageTextures *small;      /* (owned) (nullable) as textures */
  RcPageLayout *layout;       /* (owned) (nullable) as textures */
  RcPdfPages *pages;          /* (owned) (nullable) once it is known */
  GCancellable *cancellable;  /* (owned) of what is asked of this document */
  GtkAdjustment *hadjustment; /* (owned) */
  GtkAdjustment *vadjustment; /* (owned) */
  double zoom;
  RcPageFit fit;
  gboolean continuous;
  gboolean two_pages;
  gboolean cover;
  guint turns;
  gboolean night;
  gboolean settling; /* the adjustments are being set, nobody scrolled */
  guint tell_source; /* what an allocation changed is yet to be told; 0 none */
  guint first_source; /* the first page goes before all else that is asked; 0 it has come */
  guint page;        /* the one that counts as read now */
  gboolean asked;    /* it was asked for, and counts until somebody scrolls */
  RcPageAnchor anchor;
  double last_top;   /* where the column was, to know which way it moves */
  int direction;     /* +1 down, -1 up */

  double pinch_zoom;           /* when the fingers came down */
  double pointer_x, pointer_y; /* -1: not above */

  GArray *history; /* (owned) RcPageAnchor */
  guint here;      /* index of the next one; those behind it were gone back from */

  GHashTable *links; /* (owned) page: GArray of RcPdfLink; NULL: asked for */
  int link_page;     /* of the link that has the keyboard, -1: none */
  guint link;

  char *caption; /* (owned) (nullable) in place of "Page 1 of 1" */

  gboolean may_copy;
  GHashTable *layers;  /* (owned) page: RcTextLayer; NULL: asked for */
  RcPageSpot from, to; /* what is selected, to excluded; equal: nothing */
  gboolean selecting;
  gboolean select_waits;     /* the text of the page is on its way */
  gboolean word_waits;       /* as the last, and the word is wanted, */
  gboolean all_waits;        /* or all of it */
  double select_x, select_y; /* where it began, in the widget */
  double reach_x, reach_y;   /* and how far it has come */

  RcHits *hits; /* (owned) (nullable) */
  int current_hit;
  char *page_text; /* (owned) (nullable) how the page begins, for screen readers */
  gboolean text_asked;
  guint text_page;

  guint n_drawn; /* pages of the last frame; */
  guint n_rough; /* of them those of which not all was as sharp as wanted, */
  guint n_blank; /* and those of which there was nothing to show */
};

/* --- place --- */

/* Widget pixels a point. */
double rc_page_view_get_scale (RcPageView *self);
/* The rectangle of a page in the widget, as it is scrolled now. */
void rc_page_view_get_page_area (RcPageView *self, guint page, graphene_rect_t *area);
void rc_page_view_get_pages_in_sight (RcPageView *self, guint *first, guint *last);
/* Page and points (as the file has them) at a place of the widget; FALSE beside the pages, with the nearest one. */
gboolean rc_page_view_get_point (RcPageView *self, double x, double y, guint *page, double *across, double *down);
/* Where a box of a page is in the widget. */
graphene_rect_t rc_page_view_get_box_area (RcPageView *self, guint page, const RcBox *box);
/* Keeps what is at a place of the widget where it is. */
void rc_page_view_zoom_at (RcPageView *self, double zoom, double x, double y);
/* After continuous, two_pages, cover, turns or the direction were set: lays the pages out anew around the one being read. */
void rc_page_view_arrange (RcPageView *self);
void rc_page_view_scrolled_cb (RcPageView *self);
void rc_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline);
/* Goes to the anchor in the room there is, and draws it. */
void rc_page_view_place_again (RcPageView *self);
/* By rows: +1 the next one. */
/* Whether there is a row before (-1) or behind (+1); with a document only. */
gboolean rc_page_view_can_step (RcPageView *self, int direction);
void rc_page_view_step (RcPageView *self, int direction);
/* Back (-1) and forward (+1) among the places somebody jumped from. */
void rc_page_view_go (RcPageView *self, int direction);

/* --- content --- */

/* Asks for the textures of the pages in sight, then of those around them, more where it moves to. */
void rc_page_view_want_pages (RcPageView *self);
/* Of a new document, once the first page is there, or does not come soon. */
void rc_page_view_ask_later (RcPageView *self);
/* After self->page was set: tells it to everyone. */
void rc_page_view_page_changed (RcPageView *self);
void rc_page_view_textures_changed_cb (RcPageTextures *textures, guint page, RcPageView *self);
RcPageLook rc_page_view_get_look (RcPageView *self, guint page);
/* The part of a page that is in sight, its sides being 1, and so many widgets' heights around it. */
gboolean rc_page_view_get_part (RcPageView *self, guint page, double margin, graphene_rect_t *part);

/* --- links --- */

void rc_page_view_ask_for_links (RcPageView *self, guint page);
/* (nullable) borrowed: the link at this place of the widget. */
const RcPdfLink *rc_page_view_find_link (RcPageView *self, double x, double y);
/* A GtkWidgetClass.focus: Tab goes through the links in sight. */
gboolean rc_page_view_focus (GtkWidget *widget, GtkDirectionType direction);
gboolean rc_page_view_follow_focused (RcPageView *self);
void rc_page_view_draw_focused (RcPageView *self, GtkSnapshot *snapshot, guint page);

/* --- selection --- */

void rc_page_view_clear_selection (RcPageView *self);
void rc_page_view_begin_selection (RcPageView *self, double x, double y);
void rc_page_view_extend_selection (RcPageView *self, double x, double y);
void rc_page_view_select_word (RcPageView *self, double x, double y);
void rc_page_view_select_all (RcPageView *self);
gboolean rc_page_view_has_selection (RcPageView *self);
void rc_page_view_copy (RcPageView *self);
void rc_page_view_draw_selection (RcPageView *self, GtkSnapshot *snapshot, guint page, const GdkRGBA *colour);
gboolean rc_page_view_is_selected (RcPageView *self, guint page);

/* --- the rest --- */

void rc_page_view_install_actions (GtkWidgetClass *widget_class);
void rc_page_view_add_controllers (RcPageView *self);
void rc_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
void rc_page_view_notify_history (RcPageView *self);

G_END_DECLS
