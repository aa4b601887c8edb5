/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting values over the rows of a set of records. Private to this room. */
#pragma once

#include "search/helper.h"
#include "search/index-file.h"

G_BEGIN_DECLS

/* Borrowed: rows by id, what common values are, and what did not fit into rows. */
typedef struct
{
  const RcRow *rows;
  const guint32 *common; /* RC_N_COMMON of them */
  const guint32 *overflow;
  gsize n_overflow;
  guint32 n_values; /* ids of values are below it; others are not counted */
  RcHelper *helper; /* (unowned) (nullable) counts some of many rows */
} RcRows;

RcRows rc_rows_of_file (const RcIndexFile *file);

/* Adds `step` (which may be -1 as a guint32) to `n` of each value of each record in the set, whose numbers all have a row. */
void rc_rows_count (const RcRows *self, const RcBits *records, guint32 *n, guint32 step);

G_END_DECLS
