/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters and counts: takes each hit's row once, says whether it passes, and counts it. Private to this room. */
#pragma once

#include "search/parse.h"
#include "search/search.h"

G_BEGIN_DECLS

/* One row of search_entry. */
typedef struct
{
  gint64 id;
  int kind;
  int material;
  gboolean hidden;
  int year;
  gint64 added;
  gint64 deadline;
  const char *closings; /* (borrowed) see search/closing.h */
  const guint8 *values; /* (borrowed) little-endian guint32 */
  guint n_values;
} RcEntryRow;

typedef struct _RcTally RcTally;

/* `now`: Unix seconds. NULL with `error` when the values cannot be read. */
RcTally *rc_tally_new (sqlite3 *db, const RcSearchQuery *query, const RcTyped *typed, gint64 now, GError **error);
void rc_tally_free (RcTally *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTally, rc_tally_free)

/* TRUE when the row is a hit with all filters applied; counts it where it belongs. */
gboolean rc_tally_add (RcTally *self, const RcEntryRow *row);
guint64 rc_tally_get_total (const RcTally *self);
/* Fills `facets`, RC_N_FACETS of them. */
gboolean rc_tally_take_facets (RcTally *self, GArray **facets, GError **error);

G_END_DECLS
