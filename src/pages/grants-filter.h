/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which grants somebody wants to see, and how many there are of each sort. */
#pragma once

#include "catalogue/query.h"

G_BEGIN_DECLS

typedef enum
{
  RC_GRANTS_AUDIENCE, /* "researcher" … */
  RC_GRANTS_COUNTRY,  /* "KZ" …; a grant for any country counts for each */
  RC_GRANTS_TYPE,     /* "fellowship" … */
  RC_GRANTS_MONTH,    /* "0" this month … "6"; "7" later or at any time */
  RC_GRANTS_DAY,      /* "0" today … "13" */
} RcGrantsGroup;

#define RC_GRANTS_N_GROUPS 5
#define RC_GRANTS_N_MONTHS 8
#define RC_GRANTS_N_DAYS 14

typedef enum
{
  RC_GRANTS_BY_DEADLINE,
  RC_GRANTS_BY_AMOUNT, /* the largest number of the amount's text, whatever the currency */
  RC_GRANTS_NEW_FIRST,
} RcGrantsOrder;

typedef struct _RcGrantsFilter RcGrantsFilter;

RcGrantsFilter *rc_grants_filter_new (void);
void rc_grants_filter_free (RcGrantsFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrantsFilter, rc_grants_filter_free)

void rc_grants_filter_set (RcGrantsFilter *self, RcGrantsGroup group, const char *value, gboolean on);
gboolean rc_grants_filter_has (const RcGrantsFilter *self, RcGrantsGroup group, const char *value);
void rc_grants_filter_clear (RcGrantsFilter *self);
void rc_grants_filter_clear_group (RcGrantsFilter *self, RcGrantsGroup group);
guint rc_grants_filter_count (const RcGrantsFilter *self);

/* Of the rows (RcRowData) those that are wanted, in order; the rows are borrowed. Ticks of one group mean or, groups mean and. */
GPtrArray *rc_grants_filter_apply (const RcGrantsFilter *self, GPtrArray *rows, RcGrantsOrder order, gint64 now);

/* How many rows have the value with all other groups applied but not this one. */
guint rc_grants_filter_count_value (const RcGrantsFilter *self, GPtrArray *rows, RcGrantsGroup group, const char *value, gint64 now);
/* The values of a group that occur, most frequent first: char *. For audience, country and type. */
GPtrArray *rc_grants_filter_list_values (GPtrArray *rows, RcGrantsGroup group);

/* The largest number in a text like "US$ 6 000 to 10,000"; 0 without one. */
guint64 rc_grants_amount_of_text (const char *text);

G_END_DECLS
