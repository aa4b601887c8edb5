/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters as sets, and counts of values. Private to this room. */
#pragma once

#include "search/order.h"
#include "search/parse.h"
#include "search/search.h"
#include "search/part.h"
#include "search/subject-groups.h"

G_BEGIN_DECLS

/* The values that a question lets through. */
typedef struct
{
  guint filtered;                  /* bit n: facet n has a filter */
  GArray *chosen[RC_N_FACETS];     /* (owned) (nullable) guint32 values */
  guint closing;                   /* bits of search/closing-classes.h */
  GArray *years;                   /* (owned) (nullable) guint32, of year: as typed; NULL: any */
  GArray *without;                 /* (owned) (nullable) guint32, of -year: as typed; NULL: none */
} RcFilters;

RcFilters *rc_filters_new (const RcSnapshot *snapshot, const RcSearchQuery *query, const RcTyped *typed, GError **error);
void rc_filters_free (RcFilters *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFilters, rc_filters_free)

/* A key of age than which nothing that is let through has a lower one. */
guint64 rc_filters_get_least_age (const RcFilters *self, const RcSnapshot *snapshot);

/* Those that have one of the values. */
RcBits *rc_filters_new_set (RcPart *part, const GArray *values);

/* Counts of all values of the snapshot, over the sets of both parts. */
typedef struct _RcCounter RcCounter;
/* `groups` (nullable) are counted as one value each. */
RcCounter *rc_counter_new (const RcSnapshot *snapshot, RcSubjectGroups *groups);
void rc_counter_free (RcCounter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCounter, rc_counter_free)

/* Counts the sets, which are there until the counter is freed. The first one is in each of the others, of which each is for
 * the facet of its number in `names` only. */
void rc_counter_count_sets (RcCounter *self, RcPart *file, const RcHits *sets, const RcFacetName *names, guint n_sets);
/* One of them is what facets are taken of from now on. */
void rc_counter_choose (RcCounter *self, guint set);
/* The facet as an answer has it. `filter` (nullable): the values somebody has chosen, char *. */
GArray *rc_counter_take_facet (RcCounter *self, RcFacetName name, const GPtrArray *filter);

/* One to be filled: RcFacetValue. */
GArray *rc_facet_new (void);
void rc_facet_add (GArray *facet, const char *value, guint64 count);

G_END_DECLS
