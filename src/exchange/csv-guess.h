/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a table holds, by its first rows. For files of this room only. */
#pragma once

#include "exchange/csv-mapping.h"

G_BEGIN_DECLS

/* By the first rows of a file; rows: GPtrArray of char * each. n_before: (out) rows before the records. */
RcCsvMapping *rc_csv_guess (GPtrArray *rows, guint *n_before);
/* The mapping of people or of a profile, for the columns that the table has. missing: (out) those that it has not. */
RcCsvMapping *rc_csv_match (const RcCsvMapping *mapping, GPtrArray *rows, guint *n_before, char **missing);

typedef enum
{
  RC_CSV_TABLE_NONE, /* no table */
  RC_CSV_TABLE_PUBLICATIONS,
  RC_CSV_TABLE_GRANTS, /* but not ours: other columns */
  RC_CSV_TABLE_OTHER,
} RcCsvTable;

/* By the beginning of a file. */
RcCsvTable rc_csv_detect (const char *data, gsize length);

G_END_DECLS
