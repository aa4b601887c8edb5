/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything of a record that cannot be derived, as one value of a revision. For files of this room only. */
#pragma once

#include "catalogue/database.h"
#include "record/grant.h"
#include "record/marc.h"

G_BEGIN_DECLS

/* Row, grant and its sources, copies, rows of documents (their texts by digest) and of the disc, as they stand now. Equal content gives
 * equal bytes. NULL without an error when there is no such record. */
GBytes *rc_snapshot_take (RcDatabase *db, gint64 record, GError **error);

/* The content is the same, whatever was accepted of it. */
gboolean rc_snapshot_equal (GBytes *one, GBytes *other);

/* The MARC record in it; NULL without an error when it has none. */
RcMarc *rc_snapshot_get_marc (GBytes *snapshot, GError **error);

/* The grant in it; NULL without an error when it is of another kind. */
RcGrant *rc_snapshot_get_grant (GBytes *snapshot, GError **error);

/* Makes the record what it was, also one whose row is gone: derives its columns and its index entry; documents that were added since are dropped. */
gboolean rc_snapshot_restore (RcDatabase *db, gint64 record, GBytes *snapshot, GError **error);

G_END_DECLS
