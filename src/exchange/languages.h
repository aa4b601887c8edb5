/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Languages as people and formats write them. */
#pragma once

#include "exchange/deadline-prose.h"

G_BEGIN_DECLS

/* The MARC code of "en", "en-GB", "eng", "deu"; NULL when it is no code. Three letters are taken as they are. */
char *rc_language_to_marc (const char *code);
/* The same, also of a name in English, Russian or the language itself ("English", "қазақша"). */
char *rc_language_from_text (const char *text);
/* "en" for "eng"; the same code when there is no shorter one. Borrowed. */
const char *rc_language_to_tag (const char *code);

/* How days are written in "en-GB", "fr", "rus" (nullable). English of nowhere in particular does not tell, nor does a language that is written
 * in another order somewhere. */
RcDateOrder rc_language_get_date_order (const char *code);

G_END_DECLS
