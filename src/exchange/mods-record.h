/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record of MODS 3. */
#pragma once

#include "exchange/reader.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

gboolean rc_mods_is_record (const xmlNode *node);
/* The item takes the record as MARC 21. What MARC has no place for stands in 887, as the elements that were left. */
void rc_mods_read_record (xmlNode *record, RcReaderItem *item);

G_END_DECLS
