/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records side by side, field by field, with what of the other one is taken. */
#pragma once

#include <gtk/gtk.h>

#include "record/join-rows.h"

G_BEGIN_DECLS

#define RC_TYPE_JOIN_TABLE (rc_join_table_get_type ())
G_DECLARE_FINAL_TYPE (RcJoinTable, rc_join_table, RC, JOIN_TABLE, GtkBox)

RcJoinTable *rc_join_table_new (void);
/* `rows` (RcJoinRow of both records, see record/join-rows.h) is kept, and what is ticked is written into it. */
void rc_join_table_show (RcJoinTable *self, GArray *rows, const RcMarc *keep, const RcMarc *other);

G_END_DECLS
