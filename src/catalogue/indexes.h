/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keeps a large transaction from writing pages of indexes into the journal twice. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* After so many records, which fill half of the cache or less. */
#define RC_INDEXES_STEP 4096

/* Looks up some of the records from `first` to `last`, all of this transaction, in the indexes that grow with each. */
gboolean rc_indexes_touch (RcDatabase *db, gint64 first, gint64 last, GError **error);

G_END_DECLS
