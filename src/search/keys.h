/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorted keys as they lie in the file: blocks of 16, each key as what it adds to the one before. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer keys are cut there, by who writes and by who asks. */
#define RC_MAX_KEY 1000

/* Collects keys that come in order. */
typedef struct
{
  GByteArray *text;   /* (owned) */
  GArray *starts;     /* (owned) guint32, of the blocks */
  GByteArray *before; /* (owned) the last key */
  guint32 n_keys;
} RcKeysWriter;

void rc_keys_writer_init (RcKeysWriter *self);
void rc_keys_writer_clear (RcKeysWriter *self);
/* Equal keys may follow each other. */
void rc_keys_writer_add (RcKeysWriter *self, const void *key, gsize length);

/* Keys in place; borrows everything. */
typedef struct
{
  const guint8 *text;
  gsize n_bytes;
  const guint32 *starts;
  guint32 n_keys;
} RcKeys;

/* Walks along the keys. */
typedef struct
{
  const RcKeys *keys;
  const guint8 *at;
  guint32 number; /* of the key below */
  gsize length;
  guint8 key[RC_MAX_KEY + 1]; /* with a zero byte behind it */
} RcKeysCursor;

/* Stands on key `number`; FALSE when there is none, or the text is damaged. */
gboolean rc_keys_cursor_init (RcKeysCursor *cursor, const RcKeys *keys, guint32 number);
gboolean rc_keys_cursor_next (RcKeysCursor *cursor);
/* The next key that does not begin with the first `n` bytes of this one, 1 at least. */
gboolean rc_keys_cursor_skip (RcKeysCursor *cursor, gsize n);

/* Stands on the first key that is not before `key`; FALSE when there is none. */
gboolean rc_keys_seek (const RcKeys *keys, const void *key, gsize length, RcKeysCursor *cursor);
/* The number of the key; FALSE when it is not there. */
gboolean rc_keys_find (const RcKeys *keys, const void *key, gsize length, guint32 *number);

int rc_keys_compare (const void *one, gsize length, const void *other, gsize other_length);

G_END_DECLS
