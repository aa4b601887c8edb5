/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results that are in sight, however many there are. */
#pragma once

#include "catalogue/result-list.h"
#include "widgets/row-view.h"

G_BEGIN_DECLS

/* Signals (guint position): "activate" of RcRowView: somebody opens a result; "activate-hit": the page of its document. */
#define RC_TYPE_RESULT_VIEW (rc_result_view_get_type ())
G_DECLARE_FINAL_TYPE (RcResultView, rc_result_view, RC, RESULT_VIEW, RcRowView)

/* Shows another answer (nullable: none). `query` (nullable): for marks. `stay` as for rc_row_view_set_model(). */
void rc_result_view_set_list (RcResultView *self, RcResultList *list, const char *query, gboolean stay);
/* Borrowed; NULL before the first answer. */
RcResultList *rc_result_view_get_list (RcResultView *self);
/* Less on each row, for narrow screens. */
void rc_result_view_set_brief (RcResultView *self, gboolean brief);

G_END_DECLS
