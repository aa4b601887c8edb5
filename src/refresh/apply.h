/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A judged listing into the catalogue: one batch, one transaction. */
#pragma once

#include "refresh/judge.h"
#include "refresh/refresh.h"

G_BEGIN_DECLS

/* Adds, changes and closes what the listing says, and saves `source` with it: what it says of this try is true when the rest is.
 * Fills the counts and the batch of the report. On an error everything is as it was. */
gboolean rc_apply_listing (RcDatabase *db, RcSource *source, const RcListing *listing, RcRefreshReport *report,
                           GCancellable *cancellable, GError **error);

/* Saves what is known of the source, alone. */
gboolean rc_apply_source (RcDatabase *db, const RcSource *source, GError **error);

G_END_DECLS
