/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Front-coded keys: written in order, found by halving over the blocks and walking one of them. */
#define G_LOG_DOMAIN "rc-search"

#include "search/keys.h"

#include <string.h>

#define BLOCK 16u

int
rc_keys_compare (const void *one, gsize length, const void *other, gsize other_length)
{
  int order = memcmp (one, other, MIN (length, other_length));

  return order != 0 ? order : length < other_length ? -1 : length > other_length;
}

void
rc_keys_writer_init (RcKeysWriter *self)
{
  self->text = g_byte_array_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->before = g_byte_array_new ();
  self->n_keys = 0;
}

void
rc_keys_writer_clear (RcKeysWriter *self)
{
  g_clear_pointer (&self->text, g_byte_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  g_clear_pointer (&self->before, g_byte_array_unref);
}

/* Seven bits a byte; keys are shorter than 2^14. */
static void
put_length (GByteArray *text, gsize length)
{
  guint8 bytes[2] = { (guint8) (length & 0x7f), (guint8) (length >> 7) };

  if (length > 0x7f)
    bytes[0] |= 0x80;
  g_byte_array_append (text, bytes, length > 0x7f ? 2 : 1);
}

void
rc_keys_writer_add (RcKeysWriter *self, const void *key, gsize length)
{
  gsize shared = 0;

  length = MIN (length, RC_MAX_KEY);
  if (self->n_keys % BLOCK == 0)
    {
      guint32 start = self->text->len;

      g_array_append_val (self->starts, start);
    }
  else
    while (shared < MIN (length, self->before->len) && self->before->data[shared] == ((const guint8 *) key)[shared])
      shared++;
  put_length (self->text, shared);
  put_length (self->text, length - shared);
  g_byte_array_append (self->text, (const guint8 *) key + shared, (guint) (length - shared));
  g_byte_array_set_size (self->before, 0);
  g_byte_array_append (self->before, key, (guint) length);
  self->n_keys++;
}

static gboolean
get_length (const RcKeys *keys, const guint8 **at, gsize *length)
{
  const guint8 *end = keys->text + keys->n_bytes;

  if (*at >= end)
    return FALSE;
  *length = *(*at)++;
  if (*length > 0x7f)
    {
      if (*at >= end)
        return FALSE;
      *length = (*length & 0x7f) | (gsize) * (*at)++ << 7;
    }
  return TRUE;
}

static gboolean
read_key (RcKeysCursor *cursor)
{
  const RcKeys *keys = cursor->keys;
  gsize shared, rest;

  if (!get_length (keys, &cursor->at, &shared) || !get_length (keys, &cursor->at, &rest) || shared > cursor->length
      || shared + rest > RC_MAX_KEY || rest > (gsize) (keys->text + keys->n_bytes - cursor->at))
    return FALSE;
  memcpy (cursor->key + shared, cursor->at, rest);
  cursor->at += rest;
  cursor->length = shared + rest;
  cursor->key[cursor->length] = '\0';
  return TRUE;
}

static gboolean
begin_block (RcKeysCursor *cursor, const RcKeys *keys, guint32 block)
{
  if ((guint64) block * BLOCK >= keys->n_keys || keys->starts[block] > keys->n_bytes)
    return FALSE;
  cursor->keys = keys;
  cursor->at = keys->text + keys->starts[block];
  cursor->number = block * BLOCK;
  cursor->length = 0;
  return read_key (cursor);
}

gboolean
rc_keys_cursor_next (RcKeysCursor *cursor)
{
  if (cursor->number + 1 >= cursor->keys->n_keys)
    return FALSE;
  cursor->number++;
  return read_key (cursor);
}

/* The first key of the block begins with these bytes. */
static gboolean
block_begins (const RcKeys *keys, guint32 block, const guint8 *bytes, gsize n)
{
  const guint8 *at = keys->text + MIN (keys->starts[block], keys->n_bytes);
  gsize shared, length;

  return get_length (keys, &at, &shared) && get_length (keys, &at, &length) && length >= n
         && length <= (gsize) (keys->text + keys->n_bytes - at) && memcmp (at, bytes, n) == 0;
}

/* The last block from this one on that begins with these bytes, as it does. */
static guint32
find_last_block (const RcKeys *keys, guint32 block, const guint8 *bytes, gsize n)
{
  guint32 n_blocks = (keys->n_keys + BLOCK - 1) / BLOCK, step = 1, high;

  while (step < n_blocks - block && block_begins (keys, block + step, bytes, n))
    {
      block += step;
      step *= 2;
    }
  high = block + MIN (step, n_blocks - block);
  while (high - block > 1)
    {
      guint32 middle = block + (high - block) / 2;

      if (block_begins (keys, middle, bytes, n))
        block = middle;
      else
        high = middle;
    }
  return block;
}

/* What shares them needs not be read: the key that ends it shares less. */
gboolean
rc_keys_cursor_skip (RcKeysCursor *cursor, gsize n)
{
  const RcKeys *keys = cursor->keys;

  while (cursor->number + 1 < keys->n_keys)
    {
      guint32 number = cursor->number + 1;
      const guint8 *at = cursor->at;
      gsize shared, rest;

      if (number % BLOCK == 0)
        {
          gboolean same = block_begins (keys, number / BLOCK, cursor->key, n);

          if (!begin_block (cursor, keys, same ? find_last_block (keys, number / BLOCK, cursor->key, n) : number / BLOCK))
            return FALSE;
          if (!same)
            return TRUE;
          continue;
        }
      if (!get_length (keys, &at, &shared) || !get_length (keys, &at, &rest) || shared + rest > RC_MAX_KEY
          || rest > (gsize) (keys->text + keys->n_bytes - at))
        return FALSE;
      if (shared < n)
        return rc_keys_cursor_next (cursor);
      cursor->at = at + rest;
      cursor->length = shared + rest;
      cursor->number = number;
    }
  return FALSE;
}

gboolean
rc_keys_cursor_init (RcKeysCursor *cursor, const RcKeys *keys, guint32 number)
{
  if (number >= keys->n_keys || !begin_block (cursor, keys, number / BLOCK))
    return FALSE;
  while (cursor->number < number)
    if (!rc_keys_cursor_next (cursor))
      return FALSE;
  return TRUE;
}

gboolean
rc_keys_seek (const RcKeys *keys, const void *key, gsize length, RcKeysCursor *cursor)
{
  guint32 low = 0, high = (keys->n_keys + BLOCK - 1) / BLOCK;

  length = MIN (length, RC_MAX_KEY);
  /* The last block that begins before the key; equal keys may lie in the one before that begins with it. */
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (!begin_block (cursor, keys, middle))
        return FALSE;
      if (rc_keys_compare (cursor->key, cursor->length, key, length) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  if (!begin_block (cursor, keys, low > 0 ? low - 1 : 0))
    return FALSE;
  while (rc_keys_compare (cursor->key, cursor->length, key, length) < 0)
    if (!rc_keys_cursor_next (cursor))
      return FALSE;
  return TRUE;
}

gboolean
rc_keys_find (const RcKeys *keys, const void *key, gsize length, guint32 *number)
{
  RcKeysCursor cursor;

  length = MIN (length, RC_MAX_KEY);
  if (!rc_keys_seek (keys, key, length, &cursor) || rc_keys_compare (cursor.key, cursor.length, key, length) != 0)
    return FALSE;
  *number = cursor.number;
  return TRUE;
}
