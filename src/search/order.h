/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of the hits, and the part of it that was asked for. Private to this room. */
#pragma once

#include "search/closing.h"
#include "search/tally.h"

G_BEGIN_DECLS

/* What a hit is sorted by: major, then minor, ascending; then the newer id first. Closed grants are last in all orders. */
typedef struct
{
  guint64 major;
  guint64 minor;
  gint64 id;
} RcRank;

/* `tier`: 0 is the best match. `closings` are of the same moment, `now`. Title order is made by rc_order_by_title. */
RcRank rc_rank_new (const RcEntryRow *row, RcSort sort, guint tier, RcClosings *closings, gint64 now);

/* gint64 ids from `offset` on, at most `limit`; changes `ranks`. */
GArray *rc_order_by_rank (GArray *ranks, guint offset, guint limit);
/* The same in the order of titles; `ranks` must be ascending by id. NULL with `error`. */
GArray *rc_order_by_title (sqlite3 *db, GArray *ranks, guint offset, guint limit, GError **error);

G_END_DECLS
