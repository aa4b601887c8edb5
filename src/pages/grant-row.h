/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One grant in the list: day, title, funder, how long it is open, how much it gives. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/row.h"
#include "record/eligibility.h"

G_BEGIN_DECLS

#define RC_TYPE_GRANT_ROW (rc_grant_row_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantRow, rc_grant_row, RC, GRANT_ROW, GtkWidget)

GtkWidget *rc_grant_row_new (void);
/* Borrowed for the call. `labels`: heading → label (char *) of fields; `is_new`: it came this week; `answer`: whether the visitor may
 * apply; `narrow`: what does not fit a
 * narrow screen is left out. */
void rc_grant_row_set (RcGrantRow *self, const RcRowData *data, GHashTable *labels, gboolean is_new, RcAnswer answer, gboolean narrow,
                       gint64 now);

/* Without the tile: there is no room beside it. */
void rc_grant_row_set_cramped (RcGrantRow *self, gboolean cramped);
/* What a screen reader says of the row; new string. */
char *rc_grant_row_dup_name (const RcRowData *data, gboolean is_new, RcAnswer answer, gint64 now);

/* Titles have two lines: all of them, as rows have one height. */
void rc_grant_row_set_long_titles (RcGrantRow *self, gboolean long_titles);

G_END_DECLS
