/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets as bits. The loops are plain, so that the compiler makes vectors of them. */
#define G_LOG_DOMAIN "rc-search"

#include "search/bits.h"

#include <string.h>

RcBits *
rc_bits_new (guint32 most)
{
  RcBits *self = g_new (RcBits, 1);

  self->n_words = ((gsize) most / RC_CHUNK_BITS + 1) * RC_CHUNK_WORDS;
  self->words = g_new0 (guint64, self->n_words);
  return self;
}

RcBits *
rc_bits_copy (const RcBits *self)
{
  RcBits *copy = g_new (RcBits, 1);

  copy->n_words = self->n_words;
  copy->words = g_memdup2 (self->words, self->n_words * sizeof (guint64));
  return copy;
}

void
rc_bits_free (RcBits *self)
{
  if (self == NULL)
    return;
  g_free (self->words);
  g_free (self);
}

void
rc_bits_clear (RcBits *self)
{
  memset (self->words, 0, self->n_words * sizeof (guint64));
}

void
rc_bits_assign (RcBits *self, const RcBits *other)
{
  g_assert (self->n_words == other->n_words);
  memcpy (self->words, other->words, self->n_words * sizeof (guint64));
}

void
rc_bits_and (RcBits *self, const RcBits *other)
{
  g_assert (self->n_words == other->n_words);
  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] &= other->words[i];
}

void
rc_bits_or (RcBits *self, const RcBits *other)
{
  g_assert (self->n_words == other->n_words);
  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] |= other->words[i];
}

void
rc_bits_and_not (RcBits *self, const RcBits *other)
{
  g_assert (self->n_words == other->n_words);
  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] &= ~other->words[i];
}

RC_COUNTS_BITS guint64
rc_bits_count (const RcBits *self)
{
  guint64 n = 0;

  for (gsize i = 0; i < self->n_words; i++)
    n += (guint64) __builtin_popcountll (self->words[i]);
  return n;
}

RC_COUNTS_BITS guint64
rc_bits_count_differences (const RcBits *self, const RcBits *other)
{
  guint64 n = 0;

  g_assert (self->n_words == other->n_words);
  for (gsize i = 0; i < self->n_words; i++)
    n += (guint64) __builtin_popcountll (self->words[i] ^ other->words[i]);
  return n;
}

gboolean
rc_bits_meet (const RcBits *self, const RcBits *other)
{
  for (gsize i = 0; i < self->n_words; i++)
    if ((self->words[i] & other->words[i]) != 0)
      return TRUE;
  return FALSE;
}

gboolean
rc_bits_is_empty (const RcBits *self)
{
  for (gsize i = 0; i < self->n_words; i++)
    if (self->words[i] != 0)
      return FALSE;
  return TRUE;
}

gboolean
rc_bits_next (const RcBits *self, guint32 from, guint32 *number)
{
  gsize at = from / 64;
  guint64 word;

  if (at >= self->n_words)
    return FALSE;
  word = self->words[at] & (~0ull << (from % 64));
  while (word == 0)
    {
      if (++at == self->n_words)
        return FALSE;
      word = self->words[at];
    }
  *number = (guint32) (at * 64) + (guint32) __builtin_ctzll (word);
  return TRUE;
}
