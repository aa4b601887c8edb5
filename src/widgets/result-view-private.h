/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of RcResultView share: its rows (result-view-rows.c) and its keyboard (result-view-keys.c). */
#pragma once

#include "widgets/result-row.h"
#include "widgets/result-view.h"

G_BEGIN_DECLS

struct _RcResultView
{
  GtkWidget parent_instance;

  RcResultList *list;      /* (owned) (nullable) */
  char *query;             /* (owned) (nullable) */
  gboolean brief;
  GPtrArray *rows;         /* (owned) RcResultRow, borrowed children: one after another from `first` on */
  GPtrArray *near;         /* (owned) RcRow around them, held so that they are loaded */
  guint first;             /* position in the list of the first of the rows */
  guint cursor;            /* position where the keyboard is */
  int row_height;          /* px; 0 before the first measure */
  gboolean configuring;    /* the scroll bars are being set by us */
  guint fit_source;        /* waiting to have as many rows as fit; 0 none */
  GtkAdjustment *adjustments[2]; /* (owned) (nullable) by GtkOrientation */
  GtkScrollablePolicy policies[2];
};

guint rc_result_view_get_n_items (RcResultView *self);
double rc_result_view_get_value (RcResultView *self);
/* Tells that somebody opens a result, or the page of its document. */
void rc_result_view_activate (RcResultView *self, guint position, gboolean hit);

/* As many widgets as fit the height of the view, and whether that many are there, and at the place of the scroll bar. */
void rc_result_view_add_rows (RcResultView *self);
gboolean rc_result_view_fits (RcResultView *self);
/* The height of a row: it never shrinks for what the rows of the moment show, so that nothing moves while it is scrolled. */
void rc_result_view_measure_rows (RcResultView *self);
/* Shows the rows at the place of the scroll bar. `again`: they are those of another answer; `keep`: what they show stays until
 * they are loaded. */
void rc_result_view_show_place (RcResultView *self, gboolean again, gboolean keep);
/* The widget that shows a position, or NULL. */
GtkWidget *rc_result_view_get_row (RcResultView *self, guint position);

/* Takes the keyboard itself, not for a row. */
void rc_result_view_focus_self (RcResultView *self);
gboolean rc_result_view_has_keyboard (RcResultView *self);
/* Into the row of its position, or into the list while that is out of sight. */
void rc_result_view_give_keyboard (RcResultView *self);
/* Scrolls to a position and gives it the keyboard; FALSE for an empty list. */
gboolean rc_result_view_go_to (RcResultView *self, guint position);
void rc_result_view_add_keys (GtkWidgetClass *widget_class);

G_END_DECLS
