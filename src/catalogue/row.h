/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a list: there at once, filled when its data arrives. */
#pragma once

#include "catalogue/query.h"

G_BEGIN_DECLS

#define RC_TYPE_ROW (rc_row_get_type ())
G_DECLARE_FINAL_TYPE (RcRow, rc_row, RC, ROW, GObject)

gint64 rc_row_get_id (RcRow *self);
/* NULL until it is loaded (then "notify::data" tells), and for a record that is gone. Borrowed. */
const RcRowData *rc_row_get_data (RcRow *self);
/* TRUE when data has come, or it is known that there is none. */
gboolean rc_row_is_loaded (RcRow *self);

/* For RcRowLoader. Takes data. */
RcRow *rc_row_new (gint64 id);
void rc_row_take_data (RcRow *self, RcRowData *data);

G_END_DECLS
