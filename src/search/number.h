/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identifiers as the index has them. Private to this room. */
#pragma once

#include "text/keys.h"

G_BEGIN_DECLS

/* The one form in which an identifier is kept and looked for: an ISBN is its 13 digits however many it was typed with, the
 * bar code of a periodical its ISSN; all others are as rc_identifier_key says. Writes it to `key` (RC_KEY_SIZE bytes) and
 * returns its length; 0 when `text` is none. */
gsize rc_number_key (const char *text, gssize length, char *key);

/* The next stretch of `text` at or after `*at` that looks like the symbol of a document (S/RES/2347, 43 C/57): sets
 * `*start` and `*stop` (bytes from `text`), moves `*at` behind it. FALSE at the end. */
gboolean rc_number_next_symbol (const char *text, gsize length, gsize *at, gsize *start, gsize *stop);

G_END_DECLS
