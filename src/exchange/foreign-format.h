/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formats that are known and not read: named, with what to do instead. */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

/* RC_EXCHANGE_ERROR_UNKNOWN_FORMAT: says what the file with this beginning is, and what to export or save instead. */
void rc_foreign_format_set_error (const char *data, gsize length, GError **error);

/* The bytes are those of an archive, a picture, a document of an office program, a database: what looks like a record inside is
 * not one of this file's. */
gboolean rc_foreign_format_is_container (const char *data, gsize length);

G_END_DECLS
