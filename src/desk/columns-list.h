/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a table: what each is called, what stands in it, and what it is taken for, which people can change. */
#pragma once

#include <gtk/gtk.h>

#include "exchange/csv-mapping.h"

G_BEGIN_DECLS

#define RC_TYPE_COLUMNS_LIST (rc_columns_list_get_type ())
G_DECLARE_FINAL_TYPE (RcColumnsList, rc_columns_list, RC, COLUMNS_LIST, GtkBox)

/* Signal "changed": somebody took a column for something else. */

/* The columns of a table as they were guessed, and its first records, each a GPtrArray of char *. again: the table was shown
 * before, in another encoding perhaps, and what people changed in it stays. guess NULL: no table. */
void rc_columns_list_show (RcColumnsList *self, const RcCsvMapping *guess, GPtrArray *rows, gboolean again);
/* Takes the columns for what a profile says of those of their names; NULL: for what was guessed. */
void rc_columns_list_apply (RcColumnsList *self, const RcCsvMapping *profile);
/* The profile says what each of these columns holds, and of no other. */
gboolean rc_columns_list_is_of (RcColumnsList *self, const RcCsvMapping *profile);
/* What the columns are taken for now; NULL when nothing is shown. The caller frees it. */
RcCsvMapping *rc_columns_list_dup_mapping (RcColumnsList *self);
/* Nobody changed what was guessed. */
gboolean rc_columns_list_is_guess (RcColumnsList *self);

G_END_DECLS
