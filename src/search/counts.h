/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each value stands in the records of sets of the file. Private to this room. */
#pragma once

#include "search/part.h"

G_BEGIN_DECLS

/* One set and its counts. */
typedef struct
{
  const RcBits *hits;   /* (unowned) */
  const GArray *wanted; /* (unowned) (nullable) guint32, the only values that matter; NULL: all */
  guint64 n_hits;
  const RcListRef *nearest; /* (unowned) (nullable) of the part, what it is counted from; NULL: from nothing */
  gboolean by_lists;    /* it is counted value by value */
  guint64 n_rows;       /* what it costs, in rows that are looked at */
  guint32 *n;           /* (owned) by value of the file */
} RcCounts;

/* Counts the sets, of which the first one is in each of the others and wants all values; `n` has room for `n_values`. */
void rc_counts_count (RcPart *file, RcCounts *sets, guint n_sets, guint32 n_values);
void rc_counts_clear (RcCounts *sets, guint n_sets);

G_END_DECLS
