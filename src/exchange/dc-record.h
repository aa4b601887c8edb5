/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record of Dublin Core, simple or qualified, in whatever element it stands. */
#pragma once

#include "exchange/reader.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* An element of Dublin Core: dc:title, dcterms:issued, or the dcvalue of DSpace. */
gboolean rc_dc_is_element (const xmlNode *node);
/* An element that has such elements. */
gboolean rc_dc_is_record (const xmlNode *node);
/* The item takes the record as MARC 21. What MARC has no place for stands in 887. */
void rc_dc_read_record (xmlNode *record, RcReaderItem *item);

G_END_DECLS
