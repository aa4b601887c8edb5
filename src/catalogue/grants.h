/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of grants and their deadlines. For files of this room only. */
#pragma once

#include "catalogue/database.h"
#include "record/grant.h"

G_BEGIN_DECLS

/* Writes the row and its deadlines in place of what was there. */
gboolean rc_grants_store (RcDatabase *db, gint64 record, const RcGrant *grant, GError **error);
/* NULL and an error (NOT_FOUND when there is none). */
RcGrant *rc_grants_load (RcDatabase *db, gint64 record, GError **error);
/* RcDeadline of one grant; NULL on error. */
GPtrArray *rc_grants_load_deadlines (RcDatabase *db, gint64 record, GError **error);

/* When it closes for good, for the search: G_MAXINT64 never (or nobody said when), 1 when the source closed it. */
gint64 rc_grants_get_end (const RcGrant *grant);
/* When it closes next: G_MAXINT64 for rolling and unknown. `precision` (RcDeadlinePrecision) is that of the deadline
 * meant; may be NULL. */
gint64 rc_grants_get_next (GPtrArray *deadlines, gint64 now, int *precision);

G_END_DECLS
