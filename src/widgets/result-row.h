/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One result: cover, title, what it is and how to get it. All rows of a list have one height. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/row.h"

G_BEGIN_DECLS

#define RC_TYPE_RESULT_ROW (rc_result_row_get_type ())
G_DECLARE_FINAL_TYPE (RcResultRow, rc_result_row, RC, RESULT_ROW, GtkWidget)

/* Signals: "opened": somebody clicked, or a screen reader asks to open it. "hit-opened": the same for the page of a document where the
 * words stand. */
GtkWidget *rc_result_row_new (void);
/* Less on it, with the title on two lines, for narrow screens. */
void rc_result_row_set_brief (RcResultRow *self, gboolean brief);
/* Shows the row, the one at `position` of `total`, now or when its data comes; until then nothing, or with `keep` what it showed.
 * NULL lets it go. `query` (nullable): its words are marked. */
void rc_result_row_set (RcResultRow *self, RcRow *row, guint position, guint total, const char *query, gboolean keep);
/* Takes the keyboard from the row to its button for that page, or back. FALSE: it was there, or there is no such button. */
gboolean rc_result_row_focus_hit (RcResultRow *self, gboolean to);
/* Borrowed (nullable). */
RcRow *rc_result_row_get_row (RcResultRow *self);
guint rc_result_row_get_position (RcResultRow *self);

G_END_DECLS
