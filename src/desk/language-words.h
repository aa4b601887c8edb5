/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Languages as a librarian reads and types them: "Kazakh (kaz)". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The name in the language of the screen, and the code; the code alone where nobody has named it. */
char *rc_language_words_dup (const char *code);
/* Likewise, of several. */
GStrv rc_language_words_dup_all (const char *const *codes);
/* The codes of what was typed: words as above, a code, or a name in the language of the screen or in its own. What is none of these, or
 * is one of `stored` (nullable) as it is, stays as it was typed. */
GStrv rc_language_words_parse_all (const char *const *words, const char *const *stored);
/* FALSE for what is no code of MARC's list and no name of a language. */
gboolean rc_language_words_know (const char *words);
/* What may be meant, by the beginning of a code or a name; those of the region first. */
GStrv rc_language_words_complete (const char *typed);

G_END_DECLS
