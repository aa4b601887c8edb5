/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant as it was, as its revisions tell. */
#pragma once

#include "catalogue/database.h"
#include "record/grant.h"

G_BEGIN_DECLS

/* What the grant was at the time `since` (Unix seconds), or as it was added if that was later. NULL without an error when it has not changed
 * since. */
RcGrant *rc_grants_load_past (RcDatabase *db, gint64 record, gint64 since, GError **error);

G_END_DECLS
