/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader and the writer of CSL-JSON both know. */
#pragma once

#include "record/reference.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define RC_CSL_WORD "csl-json" /* of what only CSL-JSON has a place for */

/* "article-journal"; never NULL. */
const char *rc_csl_type_to_text (RcReferenceType type);
/* Also the words that we do not write; RC_REFERENCE_OTHER for those that are none (NULL, too). */
RcReferenceType rc_csl_type_from_text (const char *text);

/* One item. Members that have no place are kept as others. */
RcReference *rc_reference_new_from_csl (JsonObject *object);

G_END_DECLS
