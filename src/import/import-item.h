/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record from elsewhere, as an import of its own. */
#pragma once

#include "import/import.h"

G_BEGIN_DECLS

/* Takes the record of the item, which must have one, in a transaction of its own; `from` (nullable) is where it is from and becomes the
 * name of the import. `id` (out, nullable): the record's, also of one that was there already. The report is that of an
 * import of one record. NULL on error: nothing was written. */
RcImportReport *rc_import_item (RcDatabase *db, const RcReaderItem *item, const char *from, gint64 *id, GError **error);

G_END_DECLS
