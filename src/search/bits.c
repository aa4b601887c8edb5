/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets as bits, line by line. What is behind a line without a mark is zero: whoever empties a line says so or leaves its
 * mark, and whoever fills one sets it. */
#define G_LOG_DOMAIN "rc-search"

#include "search/bits.h"

#include <string.h>

/* As wide as the machine can do at once. */
typedef guint64 Line __attribute__ ((vector_size (RC_LINE_WORDS * sizeof (guint64)), may_alias));

struct _RcBitsPool
{
  GMutex mutex;
  GPtrArray *kept; /* (owned) RcBits, empty ones */
  gsize n_bytes, max_bytes;
};

static Line *
get_line (const RcBits *self, gsize line)
{
  return (Line *) (void *) (self->words + line * RC_LINE_WORDS);
}

static guint64
get_marks (const RcBits *self, gsize i)
{
  return i < self->n_marks ? self->marks[i] : 0;
}

static gboolean
is_zero (const Line *line)
{
  const guint64 *words = (const guint64 *) line;
  guint64 any = 0;

  for (guint i = 0; i < RC_LINE_WORDS; i++)
    any |= words[i];
  return any == 0;
}

static gsize
get_n_bytes (gsize n_words)
{
  gsize n_marks = n_words / RC_LINE_WORDS / 64;

  return (n_words + n_marks + RC_LINE_WORDS) * sizeof (guint64);
}

gsize
rc_bits_get_n_bytes (const RcBits *self)
{
  return get_n_bytes (self->n_words);
}

static RcBits *
make (RcBitsPool *pool, gsize n_words)
{
  RcBits *self = g_new (RcBits, 1);
  const gsize align = RC_LINE_WORDS * sizeof (guint64);

  /* Fresh memory is zero already, and not touched before somebody writes to it. */
  self->block = g_malloc0 (get_n_bytes (n_words));
  self->words = (guint64 *) (((guintptr) self->block + align - 1) / align * align);
  self->n_words = n_words;
  self->marks = self->words + n_words;
  self->n_marks = n_words / RC_LINE_WORDS / 64;
  self->pool = pool;
  return self;
}

static void
destroy (gpointer data)
{
  RcBits *self = data;

  g_free (self->block);
  g_free (self);
}

RcBitsPool *
rc_bits_pool_new (gsize max_bytes)
{
  RcBitsPool *self = g_new0 (RcBitsPool, 1);

  g_mutex_init (&self->mutex);
  self->kept = g_ptr_array_new_with_free_func (destroy);
  self->max_bytes = max_bytes;
  return self;
}

void
rc_bits_pool_set_size (RcBitsPool *self, gsize max_bytes)
{
  g_mutex_lock (&self->mutex);
  self->max_bytes = max_bytes;
  g_mutex_unlock (&self->mutex);
}

void
rc_bits_pool_trim (RcBitsPool *self)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_set_size (self->kept, 0);
  self->n_bytes = 0;
  g_mutex_unlock (&self->mutex);
}

void
rc_bits_pool_free (RcBitsPool *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->kept);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* NULL: there is none of that size. */
static RcBits *
take (RcBitsPool *pool, gsize n_words)
{
  RcBits *taken = NULL;

  g_mutex_lock (&pool->mutex);
  for (guint i = pool->kept->len; i-- > 0 && taken == NULL;)
    {
      const RcBits *one = g_ptr_array_index (pool->kept, i);

      if (one->n_words != n_words)
        continue;
      pool->n_bytes -= get_n_bytes (n_words);
      taken = g_ptr_array_steal_index_fast (pool->kept, i);
    }
  g_mutex_unlock (&pool->mutex);
  return taken;
}

static RcBits *
get (RcBitsPool *pool, gsize n_words)
{
  RcBits *one = pool != NULL ? take (pool, n_words) : NULL;

  return one != NULL ? one : make (pool, n_words);
}

/* FALSE: it has enough. */
static gboolean
keep (RcBitsPool *pool, RcBits *one)
{
  const gsize n_bytes = get_n_bytes (one->n_words);
  gboolean has_room;

  g_mutex_lock (&pool->mutex);
  has_room = pool->n_bytes + n_bytes <= pool->max_bytes;
  if (has_room)
    {
      pool->n_bytes += n_bytes;
      g_ptr_array_add (pool->kept, one);
    }
  g_mutex_unlock (&pool->mutex);
  return has_room;
}

RcBits *
rc_bits_new_in (RcBitsPool *pool, guint32 most)
{
  return get (pool, ((gsize) most / RC_CHUNK_BITS + 1) * RC_CHUNK_WORDS);
}

RcBits *
rc_bits_new (guint32 most)
{
  return rc_bits_new_in (NULL, most);
}

RcBits *
rc_bits_copy (const RcBits *self)
{
  RcBits *copy = get (self->pool, self->n_words);

  rc_bits_assign (copy, self);
  return copy;
}

RcBits *
rc_bits_sample (const RcBits *self, guint n_chunks)
{
  RcBits *sample = get (self->pool, self->n_words);
  gsize step = MAX (self->n_words / RC_CHUNK_WORDS / n_chunks, 1);

  for (gsize i = 0; i < self->n_marks; i++)
    if (i / RC_CHUNK_MARKS % step == 0)
      {
        RC_FOREACH_LINE (line, self->marks[i], i)
          *get_line (sample, line) = *get_line (self, line);
        sample->marks[i] = self->marks[i];
      }
  return sample;
}

void
rc_bits_free (RcBits *self)
{
  if (self == NULL)
    return;
  if (self->pool != NULL)
    rc_bits_clear (self);
  if (self->pool == NULL || !keep (self->pool, self))
    destroy (self);
}

static void
clear_lines (RcBits *self, guint64 marks, gsize i)
{
  RC_FOREACH_LINE (line, marks, i)
    *get_line (self, line) = (Line){ 0 };
}

void
rc_bits_clear (RcBits *self)
{
  for (gsize i = 0; i < self->n_marks; i++)
    {
      clear_lines (self, self->marks[i], i);
      self->marks[i] = 0;
    }
}

void
rc_bits_assign (RcBits *self, const RcBits *other)
{
  g_assert (self->n_words >= other->n_words);
  for (gsize i = 0; i < self->n_marks; i++)
    {
      guint64 theirs = get_marks (other, i);

      clear_lines (self, self->marks[i] & ~theirs, i);
      RC_FOREACH_LINE (line, theirs, i)
        *get_line (self, line) = *get_line (other, line);
      self->marks[i] = theirs;
    }
}

void
rc_bits_and (RcBits *self, const RcBits *other)
{
  for (gsize i = 0; i < self->n_marks; i++)
    {
      guint64 both = self->marks[i] & get_marks (other, i), left = both;

      clear_lines (self, self->marks[i] & ~both, i);
      RC_FOREACH_LINE (line, both, i)
        {
          Line *own = get_line (self, line);

          *own &= *get_line (other, line);
          if (is_zero (own))
            left &= ~(1ull << (line % 64));
        }
      self->marks[i] = left;
    }
}

void
rc_bits_or (RcBits *self, const RcBits *other)
{
  g_assert (self->n_words >= other->n_words);
  for (gsize i = 0; i < other->n_marks; i++)
    {
      RC_FOREACH_LINE (line, other->marks[i], i)
        *get_line (self, line) |= *get_line (other, line);
      self->marks[i] |= other->marks[i];
    }
}

void
rc_bits_and_not (RcBits *self, const RcBits *other)
{
  for (gsize i = 0; i < MIN (self->n_marks, other->n_marks); i++)
    {
      guint64 left = self->marks[i];

      RC_FOREACH_LINE (line, self->marks[i] & other->marks[i], i)
        {
          Line *own = get_line (self, line);

          *own &= ~*get_line (other, line);
          if (is_zero (own))
            left &= ~(1ull << (line % 64));
        }
      self->marks[i] = left;
    }
}

gboolean
rc_bits_meet (const RcBits *self, const RcBits *other)
{
  for (gsize i = 0; i < MIN (self->n_marks, other->n_marks); i++)
    RC_FOREACH_LINE (line, self->marks[i] & other->marks[i], i)
      {
        Line both = *get_line (self, line) & *get_line (other, line);

        if (!is_zero (&both))
          return TRUE;
      }
  return FALSE;
}

RC_COUNTS_BITS guint64
rc_bits_count (const RcBits *self)
{
  guint64 n = 0;

  for (gsize i = 0; i < self->n_marks; i++)
    RC_FOREACH_LINE (line, self->marks[i], i)
      for (gsize at = line * RC_LINE_WORDS; at < (line + 1) * RC_LINE_WORDS; at++)
        n += (guint64) __builtin_popcountll (self->words[at]);
  return n;
}

RC_COUNTS_BITS guint64
rc_bits_count_common (const RcBits *self, const RcBits *other)
{
  guint64 n = 0;

  for (gsize i = 0; i < MIN (self->n_marks, other->n_marks); i++)
    RC_FOREACH_LINE (line, self->marks[i] & other->marks[i], i)
      for (gsize at = line * RC_LINE_WORDS; at < (line + 1) * RC_LINE_WORDS; at++)
        n += (guint64) __builtin_popcountll (self->words[at] & other->words[at]);
  return n;
}

gboolean
rc_bits_is_empty (const RcBits *self)
{
  return !rc_bits_meet (self, self);
}

gboolean
rc_bits_next (const RcBits *self, guint32 from, guint32 *number)
{
  gsize at = from / 64, i;
  guint64 word, marks;

  if (at >= self->n_words)
    return FALSE;
  word = self->words[at] & (~0ull << (from % 64));
  while (word == 0 && ++at % RC_LINE_WORDS != 0)
    word = self->words[at];
  if (word == 0 && at == self->n_words)
    return FALSE;
  /* The rest of its line is empty: what follows are marked ones. */
  i = at / RC_LINE_WORDS / 64;
  for (marks = word == 0 ? self->marks[i] & (~0ull << (at / RC_LINE_WORDS % 64)) : 0; word == 0;)
    {
      while (marks == 0)
        {
          if (++i == self->n_marks)
            return FALSE;
          marks = self->marks[i];
        }
      at = (i * 64 + (gsize) __builtin_ctzll (marks)) * RC_LINE_WORDS;
      marks &= marks - 1;
      for (word = self->words[at]; word == 0 && (at + 1) % RC_LINE_WORDS != 0;)
        word = self->words[++at];
    }
  *number = (guint32) (at * 64) + (guint32) __builtin_ctzll (word);
  return TRUE;
}
