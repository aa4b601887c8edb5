/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the answers of EU Funding & Tenders have that no mapping can tell. For files of this room only. */
#pragma once

#include "exchange/json-document.h"

G_BEGIN_DECLS

/* Whether the service did what it was asked for: it takes a question that it does not understand for none, and answers with all
 * that it has. FALSE and RC_EXCHANGE_ERROR_MALFORMED. records: JsonNode. */
gboolean rc_sedia_check (GPtrArray *records, guint64 announced, GError **error);

/* The topics that are there in English, by their identifiers. */
GHashTable *rc_sedia_gather_english (GPtrArray *records);

/* Adds to an item that the mapping has filled: deadlines, money, key words, the address of its page. What is no call for proposals,
 * or a topic that is there in English, too, is rejected. */
void rc_sedia_read_topic (JsonNode *node, GHashTable *english, RcReaderItem *item);

G_END_DECLS
