/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which grants somebody wants to see, and how many there are of each sort. */
#pragma once

#include "pages/grants-order.h"
#include "record/eligibility.h"

G_BEGIN_DECLS

typedef enum
{
  RC_GRANTS_AUDIENCE, /* "researcher" … */
  RC_GRANTS_COUNTRY,  /* "KZ" …; a grant for any country counts for each */
  RC_GRANTS_FIELD,    /* a heading */
  RC_GRANTS_TYPE,     /* "fellowship" … */
  RC_GRANTS_AMOUNT,   /* "USD up to 5000", "USD more than 5000" */
  RC_GRANTS_MONTH,    /* "0" this month … "6"; the number of an RcGrantsLater */
  RC_GRANTS_DAY,      /* the number of the day, as in RcRowData */
  RC_GRANTS_MOVED,    /* "moved": its deadline is another one than a fortnight ago */
} RcGrantsGroup;

#define RC_GRANTS_N_GROUPS 8
/* No group: also what is not for the visitor (rc_grants_filter_set_all). */
#define RC_GRANTS_ALL (-1)
/* What stands after the months: three answers that are not the same to somebody who plans. */
enum RcGrantsLater
{
  RC_GRANTS_LATER = 7,  /* in a later month */
  RC_GRANTS_ANY_TIME,   /* it never closes */
  RC_GRANTS_NOT_STATED, /* the listing names no day */
  RC_GRANTS_N_MONTHS
};
#define RC_GRANTS_N_DAYS 14

typedef struct _RcGrantsFilter RcGrantsFilter;

RcGrantsFilter *rc_grants_filter_new (void);
void rc_grants_filter_free (RcGrantsFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrantsFilter, rc_grants_filter_free)

void rc_grants_filter_set (RcGrantsFilter *self, RcGrantsGroup group, const char *value, gboolean on);
gboolean rc_grants_filter_has (const RcGrantsFilter *self, RcGrantsGroup group, const char *value);
void rc_grants_filter_clear (RcGrantsFilter *self);
void rc_grants_filter_clear_group (RcGrantsFilter *self, RcGrantsGroup group);
guint rc_grants_filter_count (const RcGrantsFilter *self);
/* What is chosen of a group, in the order it was chosen: char *, borrowed. */
GPtrArray *rc_grants_filter_get_values (const RcGrantsFilter *self, RcGrantsGroup group);
/* What the words of a search found: ids (gint64 *) as a set; NULL: nobody searches. Counts as no filter. */
void rc_grants_filter_set_found (RcGrantsFilter *self, GHashTable *ids);

/* Whether those may apply who are ticked (audience, country): not stated where the source does not say; yes where nothing is ticked. */
RcAnswer rc_grants_filter_answer (const RcGrantsFilter *self, const RcRowData *row);
/* Also those that are not for the visitor, at the end. They are left out otherwise. */
void rc_grants_filter_set_all (RcGrantsFilter *self, gboolean all);
gboolean rc_grants_filter_get_all (const RcGrantsFilter *self);

/* Of the rows (RcRowData) those that are wanted, in order; the rows are borrowed. Ticks of one group mean or, groups mean and. Those that
 * the visitor may apply for come first, then those that do not say: nobody is kept from a grant by what a source leaves out. */
GPtrArray *rc_grants_filter_apply (const RcGrantsFilter *self, GPtrArray *rows, RcGrantsOrder order, gint64 now);

/* How many rows there are of each value of a group, with all other groups applied but not this one; months, days and what moved count what
 * the list shows, the others only what is certain; for all groups but the amount. */
GHashTable *rc_grants_filter_count_values (const RcGrantsFilter *self, GPtrArray *rows, RcGrantsGroup group, gint64 now);
/* The number of one value in it. */
guint rc_grants_counts_get (GHashTable *counts, const char *value);
/* The values of a group that occur, most frequent first: char *. For audience, country, field, type and amount. */
GPtrArray *rc_grants_filter_list_values (GPtrArray *rows, RcGrantsGroup group);

G_END_DECLS
