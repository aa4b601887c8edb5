/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By what the same call is known in two sources. For files of this room only. */
#pragma once

#include "catalogue/database.h"
#include "record/grant.h"

G_BEGIN_DECLS

/* Writes the keys of a grant in place of those that were there. `source`: what it says; 0: the grant as it stands here. */
gboolean rc_grant_keys_store (RcDatabase *db, gint64 record, gint64 source, const RcGrant *grant, GError **error);

/* The grant (out, 0: none) that a new entry of `source` is, too: by the funder's number of the call, else by where it leads to, else by title
 * and day of the deadline. Never one of which the source has an entry already, nor one whose title, year or deadline speaks against it,
 * nor any where more than one would do. FALSE only on error. */
gboolean rc_grant_keys_find (RcDatabase *db, gint64 source, const RcGrant *grant, gint64 *record, GError **error);

/* Makes all keys anew, in a transaction. */
gboolean rc_grant_keys_rebuild (RcDatabase *db, GError **error);

G_END_DECLS
