/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What encoding the text of an ISIS database is in: the files never say. */
#pragma once

#include "exchange/isis-record.h"

G_BEGIN_DECLS

/* The name of the likeliest encoding of all these records (RcIsisRecord), which are one database; never NULL. `twice`: the text is
 * UTF-8 that somebody made of it as if it had been Latin-1: it has control characters where its letters should be. */
const char *rc_isis_charset_guess (GPtrArray *records, gboolean *twice);
/* Such a text as the bytes it was made of; NULL when it is none. */
char *rc_isis_charset_dup_once (const char *text, gsize length, gsize *new_length);

G_END_DECLS
