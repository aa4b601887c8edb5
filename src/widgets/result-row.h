/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One result: cover, title, what it is and how to get it. All rows of a list have one height. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/row.h"

G_BEGIN_DECLS

#define RC_TYPE_RESULT_ROW (rc_result_row_get_type ())
G_DECLARE_FINAL_TYPE (RcResultRow, rc_result_row, RC, RESULT_ROW, GtkWidget)

/* Property "brief": less on it, with the title on two lines, for narrow screens. */
GtkWidget *rc_result_row_new (void);
void rc_result_row_set_brief (RcResultRow *self, gboolean brief);
/* Shows the row now or when its data comes; NULL lets it go. `query` (nullable): its words are marked. `place`: "3 of 47" for
 * screen readers. */
void rc_result_row_set (RcResultRow *self, RcRow *row, const char *query, const char *place);

G_END_DECLS
