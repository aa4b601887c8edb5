/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words come again and again: their keys, remembered. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One thread at a time. */
typedef struct _RcWordKeys RcWordKeys;

RcWordKeys *rc_word_keys_new (void);
void rc_word_keys_free (RcWordKeys *self);

/* The key of a folded word as rc_word_key gives it; 0 bytes when it has none. Borrowed until the next call; no zero byte
 * follows. */
const char *rc_word_keys_find (RcWordKeys *self, const char *word, gsize length, gsize *key_length);

/* Of bytes of any kind; good enough for a table. */
guint32 rc_word_hash (const char *bytes, gsize length);

G_END_DECLS
