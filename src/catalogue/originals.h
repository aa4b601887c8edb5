/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes that records came in by, as the import kept them (rc_batch_keep_raw). Apart from batches, as it takes all that writes records
 * along, which no visitor needs. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* Those of the record, as they stood in the file that was imported last, whatever was changed since. NOT_FOUND when it came from none. */
GBytes *rc_originals_get (RcDatabase *db, gint64 record, GError **error);
/* Those of the records of a batch that were rejected, in order. Empty when none was, or none was kept. */
GBytes *rc_originals_get_rejects (RcDatabase *db, gint64 batch, GError **error);

G_END_DECLS
