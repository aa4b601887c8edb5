/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What guesses and matches of columns have in common. */
#pragma once

#include "exchange/csv-mapping.h"

G_BEGIN_DECLS

/* The columns by their names in the row `header`; -1: by their numbers. */
void rc_csv_add_columns (RcCsvMapping *self, GPtrArray *rows, int header);
/* What stands between several values of a cell, column by column. */
void rc_csv_guess_values (RcCsvMapping *self, GPtrArray *rows, guint from);
/* Whether people are named with their first names first. */
void rc_csv_guess_order (RcCsvMapping *self, GPtrArray *rows, guint from);

G_END_DECLS
