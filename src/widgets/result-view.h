/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results that are in sight: widgets for those and for no others, however many there are. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/result-list.h"

G_BEGIN_DECLS

/* To stand in a scrolled window. Signals (guint position): "activate": somebody opens a result; "activate-hit": the page of its document. */
#define RC_TYPE_RESULT_VIEW (rc_result_view_get_type ())
G_DECLARE_FINAL_TYPE (RcResultView, rc_result_view, RC, RESULT_VIEW, GtkWidget)

/* Shows another answer (nullable: none). What is on the screen stays until the new rows have come. `query` (nullable): for
 * marks. With `stay` the place in the list and the keyboard's place are kept, else the list begins at its top. */
void rc_result_view_set_list (RcResultView *self, RcResultList *list, const char *query, gboolean stay);
/* Borrowed; NULL before the first answer. */
RcResultList *rc_result_view_get_list (RcResultView *self);
/* Less on each row, for narrow screens. */
void rc_result_view_set_brief (RcResultView *self, gboolean brief);

G_END_DECLS
