/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a judgement: lists of codes, and texts that no text should be. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lists of the Library of Congress, with codes that were replaced since. `length` bytes at `code`. */
gboolean rc_codes_know_language (const char *code, gsize length);
gboolean rc_codes_know_country (const char *code, gsize length);
gboolean rc_codes_know_role (const char *code, gsize length);

enum
{
  RC_TEXT_CONTROL = 1 << 0, /* a control character other than blanks, and marks of non-filing words */
  RC_TEXT_LOST = 1 << 1,    /* U+FFFD */
  RC_TEXT_MIXED = 1 << 2,   /* a word of Latin and Cyrillic letters */
};

/* What the bytes of a field have; any bytes. `delimiters`: 0x1F has its place among them. */
guint rc_text_judge (const char *text, gsize length, gboolean delimiters);
/* The next word of Latin and Cyrillic letters at or after *at, before `end`; moves *at behind it. */
gboolean rc_text_next_mixed (const char **at, const char *end, const char **word, gsize *length);

G_END_DECLS
