/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer in JSON, whole and within bounds. */
#pragma once

#include "exchange/reader-private.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define RC_JSON_MAX_DEPTH 64

typedef struct
{
  JsonParser *parser; /* (owned) has the nodes */
  JsonNode *root;     /* (unowned) an object or an array */
  guint n_duplicates; /* members whose name came twice in one object: the last one counts */
  gboolean repaired;  /* what was no UTF-8 was */
} RcJsonDocument;

/* Reads all of the reader's input. NULL and an error for more than RC_MAX_DOCUMENT_BYTES, for what is nested too deep, and for
 * what is no JSON, which says the line; HTML is called that. */
RcJsonDocument *rc_json_document_load (RcReader *reader, GCancellable *cancellable, GError **error);
/* The same of some bytes of it. */
RcJsonDocument *rc_json_document_parse (RcReader *reader, const char *data, gsize length, GError **error);
void rc_json_document_free (RcJsonDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcJsonDocument, rc_json_document_free)

/* What an answer that is an error says: "message", "error", "detail" …; NULL when there is nothing of the kind. */
char *rc_json_document_dup_complaint (RcJsonDocument *self);
/* Tells the item, which is the first one, what was repaired. */
void rc_json_document_warn (RcJsonDocument *self, RcReaderItem *item);

/* The JSON that stands in a text, within the same bounds; NULL when it is none. */
JsonNode *rc_json_parse (const char *text, gsize length);

/* The node written as JSON: the bytes that an item has. */
GBytes *rc_json_node_to_bytes (JsonNode *node);

G_END_DECLS
