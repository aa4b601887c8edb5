/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record as JSON, whole. */
#pragma once

#include <json-glib/json-glib.h>

#include "admin/grant-history.h"
#include "catalogue/documents.h"
#include "catalogue/records.h"

G_BEGIN_DECLS

/* One object: what every record has, then "marc" (as MARC-in-JSON), "grant", or the file's path and disc. */
void rc_json_add_record (JsonBuilder *builder, const RcRecordDetails *details, const RcGrantHistory *history);
/* One object of a document; `reading` may be NULL. */
void rc_json_add_document (JsonBuilder *builder, const RcDocument *document, const RcTextReading *reading);

G_END_DECLS
