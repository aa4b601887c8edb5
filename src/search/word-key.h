/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The script-free key of a word. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The script-free key by which a folded word is found in another script or spelling; NULL when the word is too short or
 * its script has none. */
char *rc_word_key (const char *word);
/* The same of `length` bytes with a zero byte behind them, into `key` (RC_KEY_SIZE bytes); returns its length, 0 when it has none. */
gsize rc_word_key_write (const char *word, gsize length, char *key);
/* Its key is one of `keys` (nullable), or with `prefix` begins with one. What is a key itself has none. */
gboolean rc_word_has_key (const char *word, char **keys, gboolean prefix);

/* Of words with hyphens between them, which have a key in one, too; with more it is a line, not a word. */
#define RC_MAX_LINKED 4
/* What stands between two words is one hyphen, without spaces. */
gboolean rc_word_is_hyphen (const char *text, gsize length);

G_END_DECLS
