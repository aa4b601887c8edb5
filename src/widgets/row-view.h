/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a list that are in sight: widgets for those and for no others, however many there are. All have one height. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_ROW_VIEW (rc_row_view_get_type ())
typedef struct _RcRowView RcRowView;
typedef struct _RcRowViewClass RcRowViewClass;
GType rc_row_view_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRowView, g_object_unref)
#define RC_ROW_VIEW(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), RC_TYPE_ROW_VIEW, RcRowView))
#define RC_IS_ROW_VIEW(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), RC_TYPE_ROW_VIEW))
#define RC_ROW_VIEW_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), RC_TYPE_ROW_VIEW, RcRowViewClass))
#define RC_ROW_VIEW_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), RC_TYPE_ROW_VIEW, RcRowViewClass))

/* To stand in a scrolled window; for kinds of it, which say what a row is. Signal "activate" (guint position): somebody opens it.
 * What stands here is for its own files: row-view.c, its rows (row-view-rows.c) and its keyboard (row-view-keys.c). */
struct _RcRowView
{
  GtkWidget parent_instance;

  GListModel *model;       /* (owned) (nullable) */
  GPtrArray *rows;         /* (owned) borrowed children: one after another from `first` on */
  GArray *shown;           /* (owned) guint: the position that each of them shows; G_MAXUINT none */
  GPtrArray *near;         /* (owned) items around them, held so that they are loaded */
  guint first;             /* position in the list of the first of the rows */
  guint cursor;            /* position where the keyboard is */
  guint wish;              /* position to be scrolled to when there is a height; G_MAXUINT none */
  int row_height;          /* px; 0 before the first measure */
  gboolean configuring;    /* the scroll bars are being set by us */
  guint fit_source;        /* waiting to have as many rows as fit; 0 none */
  GtkAdjustment *adjustments[2]; /* (owned) (nullable) by GtkOrientation */
  GtkScrollablePolicy policies[2];
};

struct _RcRowViewClass
{
  GtkWidgetClass parent_class;

  /* A widget that can have the keyboard. */
  GtkWidget *(*make_row) (RcRowView *self);
  /* Shows the item at `position`, now or when its data comes; until then nothing, or with `keep` what it showed. NULL lets it go. */
  void (*set_row) (RcRowView *self, GtkWidget *row, gpointer item, guint position, gboolean keep);
  /* (nullable) Takes the keyboard into the row, or back out of it. FALSE: it was there, or there is nothing in it. */
  gboolean (*focus_inside) (RcRowView *self, GtkWidget *row, gboolean to);
  /* (nullable) Keys have moved the keyboard's place. */
  void (*moved) (RcRowView *self, guint position);
};

/* Shows another list (nullable: none). What is on the screen stays until the new rows have come. With `stay` the place in the list
 * and the keyboard's place are kept, else the list begins at its top. */
void rc_row_view_set_model (RcRowView *self, GListModel *model, gboolean stay);
guint rc_row_view_get_n_items (RcRowView *self);
/* Scrolls no further than needed for a row to be seen whole, and the keyboard's place is there. */
void rc_row_view_scroll_to (RcRowView *self, guint position);
/* Rows may have become higher, or lower. */
void rc_row_view_measure_anew (RcRowView *self);
/* The widget that shows a position, or NULL; the position that a widget shows, or G_MAXUINT. */
GtkWidget *rc_row_view_get_row (RcRowView *self, guint position);
guint rc_row_view_get_position (RcRowView *self, GtkWidget *row);
/* Somebody opens what a widget shows. */
void rc_row_view_open (RcRowView *self, GtkWidget *row);

/* --- for the files of RcRowView --- */

double rc_row_view_get_value (RcRowView *self);
void rc_row_view_activate (RcRowView *self, guint position);

/* As many widgets as fit the height of the view, and whether that many are there, and at the place of the scroll bar. */
void rc_row_view_add_rows (RcRowView *self);
gboolean rc_row_view_fits (RcRowView *self);
/* The height of a row: it never shrinks for what the rows of the moment show, so that nothing moves while it is scrolled. */
void rc_row_view_measure_rows (RcRowView *self);
/* Shows the rows at the place of the scroll bar. `again`: they are those of another list; `keep`: what they show stays until
 * they are loaded. */
void rc_row_view_show_place (RcRowView *self, gboolean again, gboolean keep);

/* Takes the keyboard itself, not for a row. */
void rc_row_view_focus_self (RcRowView *self);
gboolean rc_row_view_has_keyboard (RcRowView *self);
/* Into the row of its position, or into the list while that is out of sight. */
void rc_row_view_give_keyboard (RcRowView *self);
void rc_row_view_reveal (RcRowView *self, guint position);
/* Scrolls to a position and gives it the keyboard; FALSE for an empty list. */
gboolean rc_row_view_go_to (RcRowView *self, guint position);
void rc_row_view_add_keys (GtkWidgetClass *widget_class);

G_END_DECLS
