/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each value stands in the records of sets of the file. Private to this room. */
#pragma once

#include "search/part.h"

G_BEGIN_DECLS

/* The counts of one set. */
typedef struct
{
  const RcBits *hits; /* (unowned) */
  guint64 n_hits;
  const RcListRef *nearest; /* (unowned) (nullable) of the part, what it is counted from; NULL: from nothing */
  guint64 n_rows;     /* that are looked at then */
  guint32 *n;         /* (owned) by value of the file */
} RcCounts;

/* RcCounts of the sets in their order, with room for `n_values`. The first one is in each of the others. */
GArray *rc_counts_new (RcPart *file, const RcBits *const *sets, guint n_sets, guint32 n_values);

G_END_DECLS
