/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands near a record: the same subjects and places, the same authors. */
#pragma once

#include "catalogue/records.h"

G_BEGIN_DECLS

/* Ids (gint64) of at most `n` publications and discs that visitors see, the nearest first; never NULL but with `error`. What is shared
 * counts the more, the fewer have it; of what very many share, the newest are looked at. */
GArray *rc_neighbours_find (RcDatabase *db, const RcRecordDetails *details, guint n, GCancellable *cancellable, GError **error);

G_END_DECLS
