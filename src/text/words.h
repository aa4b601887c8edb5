/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the words of a text stand, so that what folding found can be shown in the text itself. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The next stretch of `text` (valid UTF-8 or not) that folds to one word, at or after `*at`: sets `*start` and `*stop`
 * (bytes from `text`), moves `*at` behind it. In scripts without spaces it is one character. FALSE at the end. */
gboolean rc_text_next_word (const char *text, gsize length, gsize *at, gsize *start, gsize *stop);

G_END_DECLS
