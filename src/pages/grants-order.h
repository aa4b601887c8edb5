/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order grants stand, and what can be said of their sums. */
#pragma once

#include "catalogue/query.h"

G_BEGIN_DECLS

typedef enum
{
  RC_GRANTS_BY_DEADLINE, /* those that close first first */
  RC_GRANTS_BY_AMOUNT,   /* currency by currency, the largest sum first in each; what has no sum comes last */
  RC_GRANTS_NEW_FIRST,   /* by the day they were added */
} RcGrantsOrder;

/* Sorts RcRowData in place. */
void rc_grants_sort (GPtrArray *rows, RcGrantsOrder order);

/* The currencies of the sums that are known, the most frequent one first: const char *, borrowed from the rows (RcRowData). */
GPtrArray *rc_grants_list_currencies (GPtrArray *rows);
/* A round sum of the currency that parts its grants into two halves as well as it can; -1 when it cannot. */
gint64 rc_grants_find_middle (GPtrArray *rows, const char *currency);

/* "US$" of "USD"; the code where there is no common sign. */
const char *rc_currency_get_sign (const char *currency);

G_END_DECLS
