/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a disc that is captured again is as it was. For files of this room only. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* Paths (borrowed of the entries, RcDiscEntry) of documents that were read to their end and whose content is the same. NULL on error. */
GHashTable *rc_capture_find_known (RcDatabase *db, gint64 disc, GPtrArray *entries, GError **error);

G_END_DECLS
