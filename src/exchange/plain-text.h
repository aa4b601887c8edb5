/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of formats that mostly say nothing of their encoding: RIS, BibTeX. */
#pragma once

#include "exchange/charset-guess.h"
#include "exchange/reader-private.h"

G_BEGIN_DECLS

/* TRUE for a text in UTF-16, with a byte order mark or by its zero bytes; `encoding` is an iconv name, a literal. */
gboolean rc_plain_text_is_utf16 (const char *data, gsize length, const char **encoding);
/* TRUE for a text in UTF-32, in the same way. */
gboolean rc_plain_text_is_utf32 (const char *data, gsize length, const char **encoding);
/* TRUE for 7 bits with escapes before Japanese letters, as in mails. */
gboolean rc_plain_text_is_iso2022 (const char *data, gsize length, const char **encoding);
/* UTF-16 as above, also UTF-32, and for XML in either, which begins with "<". */
gboolean rc_plain_text_is_wide (const char *data, gsize length, const char **encoding);
/* The whole of a stream in UTF-16, or another of these, as a stream in UTF-8. NULL on an error, also for more than RC_MAX_DOCUMENT_BYTES. */
RcInput *rc_plain_text_convert_input (RcInput *input, const char *encoding, GCancellable *cancellable, GError **error);

/* Weighs the lines that are not UTF-8, until they are enough. */
void rc_plain_text_weigh (RcEvidence *evidence, const char *data, gsize length);
/* What 8-bit text is likeliest in, by its lines. Never NULL. A literal. */
const char *rc_plain_text_guess (const char *data, gsize length);

/* The text in UTF-8, without zero bytes and byte order mark: `encoding` if there is one, else what the bytes are evidence
 * for. The item (nullable) is told the encoding; what was guessed or could not be converted is a warning. */
GString *rc_plain_text_decode (const char *data, gsize length, const char *encoding, RcReaderItem *item);

G_END_DECLS
