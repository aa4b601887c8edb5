/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of a judged listing into the catalogue: one transaction. */
#pragma once

#include "refresh/judge.h"
#include "refresh/refresh.h"

G_BEGIN_DECLS

/* Adds, changes and closes what waits in the listing; with `last` also what a complete listing does not hold any more. The first
 * change opens the batch of the report, later pages go on in it. Saves `source` with it, and what the listing has seen so far as long as
 * it is not the last page: what both say is true when the rest is. When nothing changes, nothing at all is written: `stored` (out).
 * Adds to the counts of the report. On an error everything is as it was before the page. */
gboolean rc_apply_listing (RcDatabase *db, const RcSource *source, const RcListing *listing, gboolean last, RcRefreshReport *report, gboolean *stored,
                           GCancellable *cancellable, GError **error);

/* Keeps what is known of how the answers are made, in a transaction of its own: after a listing that needs care why it does, after one that staff
 * had accepted that it is the usual one now. */
gboolean rc_apply_drift (RcDatabase *db, const RcSource *source, const RcListing *listing, GError **error);

G_END_DECLS
