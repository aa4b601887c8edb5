/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Languages as people and formats write them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The MARC code of "en", "en-GB", "eng", "deu"; NULL when it is no code. Three letters are taken as they are. */
char *rc_language_to_marc (const char *code);
/* The same, also of a name in English, Russian or the language itself ("English", "қазақша"). */
char *rc_language_from_text (const char *text);

G_END_DECLS
