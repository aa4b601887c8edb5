/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record of MARCXML. */
#pragma once

#include "exchange/decoder.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* An element that holds MARC, or holds nothing and is called a MARC record. */
gboolean rc_marcxml_is_record (const xmlNode *record);
/* The item takes the record. */
void rc_marcxml_read_record (RcDecoder *decoder, xmlNode *record, RcReaderItem *item);

G_END_DECLS
