/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The endings of Kazakh words. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes the stem of a folded Cyrillic word of at most RC_WORD_MAX bytes to `stem` (RC_KEY_SIZE bytes): plural,
 * possessive and case taken away while three letters stay, a last б, г, ғ as п, к, қ. Returns its length. */
gsize rc_kazakh_stem (const char *word, gsize length, char *stem);

G_END_DECLS
