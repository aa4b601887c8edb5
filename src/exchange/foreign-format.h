/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formats that are known and not read: named, with what to do instead. */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

/* RC_EXCHANGE_ERROR_UNKNOWN_FORMAT: says what the file with this beginning is, and what to export or save instead. */
void rc_foreign_format_set_error (const char *data, gsize length, GError **error);

G_END_DECLS
