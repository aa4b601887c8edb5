/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of ids, written once. */
#define G_LOG_DOMAIN "rc-search"

#include <string.h>

#include "search/list-private.h"

/* More ids of one chunk take more room than its bitset. */
#define MAX_ARRAY 4096
#define BITSET_BYTES (RC_CHUNK_WORDS * 8)
/* Shorter lists are changed id by id. */
#define MANY_IDS 1024

/* Chunks in the making. */
typedef struct
{
  GArray *chunks;   /* (owned) RcChunk; offsets from the begin of `items` */
  GByteArray *items; /* (owned) */
  guint32 n_ids;
} Chunks;

static void
chunks_init (Chunks *self)
{
  self->chunks = g_array_new (FALSE, FALSE, sizeof (RcChunk));
  self->items = g_byte_array_new ();
  self->n_ids = 0;
}

static void
chunks_clear (Chunks *self)
{
  g_clear_pointer (&self->chunks, g_array_unref);
  g_clear_pointer (&self->items, g_byte_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chunks, chunks_clear)

static void
pad (GByteArray *out, gsize align)
{
  static const guint8 zeros[8];

  if (out->len % align != 0)
    g_byte_array_append (out, zeros, (guint) (align - out->len % align));
}

/* `bytes` bytes more, to be written to. */
static void *
extend (GByteArray *out, gsize n_bytes)
{
  g_byte_array_set_size (out, out->len + (guint) n_bytes);
  return out->data + out->len - n_bytes;
}

static void
add_chunk (Chunks *self, RcChunk *chunk)
{
  pad (self->items, 4);
  self->n_ids += chunk->n_ids;
  g_array_append_val (self->chunks, *chunk);
}

static guint
choose_form (guint32 n_ids, guint32 n_runs)
{
  gsize shortest = n_ids <= MAX_ARRAY ? n_ids * sizeof (guint16) : BITSET_BYTES;

  if (n_runs * sizeof (RcChunkRun) < shortest)
    return RC_CHUNK_RUNS;
  return n_ids <= MAX_ARRAY ? RC_CHUNK_ARRAY : RC_CHUNK_BITSET;
}

static void
put_runs (GByteArray *out, const guint16 *low, guint32 n)
{
  for (guint32 i = 0; i < n;)
    {
      RcChunkRun run = { low[i], 0 };

      for (i++; i < n && low[i] == low[i - 1] + 1; i++)
        run.more++;
      g_byte_array_append (out, (const guint8 *) &run, sizeof run);
    }
}

/* The ids of one chunk. */
static void
add_ids (Chunks *self, const guint32 *ids, guint32 n)
{
  RcChunk chunk = { .high = (guint16) (ids[0] >> 16), .n_ids = n, .offset = self->items->len };
  guint32 n_runs = 1;

  for (guint32 i = 1; i < n; i++)
    n_runs += ids[i] != ids[i - 1] + 1;
  chunk.form = (guint16) choose_form (n, n_runs);
  if (chunk.form == RC_CHUNK_BITSET)
    {
      guint64 *words = extend (self->items, BITSET_BYTES);

      chunk.n_items = RC_CHUNK_WORDS;
      memset (words, 0, BITSET_BYTES);
      for (guint32 i = 0; i < n; i++)
        words[(ids[i] & 0xffff) / 64] |= 1ull << (ids[i] % 64);
    }
  else
    {
      guint16 low[RC_CHUNK_BITS];

      for (guint32 i = 0; i < n; i++)
        low[i] = (guint16) ids[i];
      chunk.n_items = chunk.form == RC_CHUNK_RUNS ? n_runs : n;
      if (chunk.form == RC_CHUNK_RUNS)
        put_runs (self->items, low, n);
      else
        g_byte_array_append (self->items, (const guint8 *) low, (guint) (n * sizeof *low));
    }
  add_chunk (self, &chunk);
}

RC_COUNTS_BITS static void
count_words (const guint64 *words, guint32 *n_ids, guint32 *n_runs)
{
  guint64 before = 0;

  for (guint32 i = 0; i < RC_CHUNK_WORDS; i++)
    {
      *n_ids += (guint32) __builtin_popcountll (words[i]);
      *n_runs += (guint32) __builtin_popcountll (words[i] & ~(words[i] << 1 | before));
      before = words[i] >> 63;
    }
}

/* The same as bits; none when there are none. */
static void
add_words (Chunks *self, guint16 high, const guint64 *words)
{
  RcChunk chunk = { .high = high, .offset = self->items->len };
  guint32 n_runs = 0, n = 0;

  count_words (words, &chunk.n_ids, &n_runs);
  if (chunk.n_ids == 0)
    return;
  chunk.form = (guint16) choose_form (chunk.n_ids, n_runs);
  if (chunk.form == RC_CHUNK_BITSET)
    {
      chunk.n_items = RC_CHUNK_WORDS;
      g_byte_array_append (self->items, (const guint8 *) words, BITSET_BYTES);
    }
  else
    {
      guint16 low[RC_CHUNK_BITS];

      for (guint32 i = 0; i < RC_CHUNK_WORDS; i++)
        for (guint64 word = words[i]; word != 0; word &= word - 1)
          low[n++] = (guint16) (i * 64 + (guint32) __builtin_ctzll (word));
      chunk.n_items = chunk.form == RC_CHUNK_RUNS ? n_runs : n;
      if (chunk.form == RC_CHUNK_RUNS)
        put_runs (self->items, low, n);
      else
        g_byte_array_append (self->items, (const guint8 *) low, (guint) (n * sizeof *low));
    }
  add_chunk (self, &chunk);
}

static RcListRef
begin_list (GByteArray *out, guint64 base, guint32 n_ids)
{
  pad (out, RC_LIST_ALIGN);
  return (RcListRef){ (guint32) ((base + out->len) / RC_LIST_ALIGN), 0, n_ids };
}

/* At least RC_LIST_MIN_CHUNKED ids. */
static RcListRef
write_chunks (const Chunks *self, GByteArray *out, guint64 base)
{
  RcListRef ref = begin_list (out, base, self->n_ids);
  guint32 n_chunks = self->chunks->len;
  guint start = out->len;

  g_byte_array_append (out, (const guint8 *) &n_chunks, sizeof n_chunks);
  for (guint32 i = 0; i < n_chunks; i++)
    {
      RcChunk chunk = g_array_index (self->chunks, RcChunk, i);

      chunk.offset += (guint32) (sizeof n_chunks + n_chunks * sizeof chunk);
      g_byte_array_append (out, (const guint8 *) &chunk, sizeof chunk);
    }
  g_byte_array_append (out, self->items->data, self->items->len);
  ref.n_bytes = out->len - start;
  return ref;
}

RcListRef
rc_list_write_ids (GByteArray *out, guint64 base, const guint32 *ids, guint32 n_ids)
{
  RcListRef ref = { 0, 0, n_ids };
  g_auto (Chunks) chunks = { NULL, NULL, 0 };

  if (n_ids <= 1)
    {
      ref.place = n_ids == 1 ? ids[0] : 0;
      return ref;
    }
  if (n_ids < RC_LIST_MIN_CHUNKED)
    {
      ref = begin_list (out, base, n_ids);
      ref.n_bytes = (guint32) (n_ids * sizeof *ids);
      g_byte_array_append (out, (const guint8 *) ids, ref.n_bytes);
      return ref;
    }
  chunks_init (&chunks);
  for (guint32 at = 0, end; at < n_ids; at = end)
    {
      for (end = at + 1; end < n_ids && ids[end] >> 16 == ids[at] >> 16;)
        end++;
      add_ids (&chunks, ids + at, end - at);
    }
  return write_chunks (&chunks, out, base);
}

RcListRef
rc_list_write_bits (GByteArray *out, guint64 base, const RcBits *bits)
{
  guint32 few[RC_LIST_MIN_CHUNKED], n = 0;
  g_auto (Chunks) chunks = { NULL, NULL, 0 };

  chunks_init (&chunks);
  for (gsize i = 0; i < bits->n_words; i += RC_CHUNK_WORDS)
    add_words (&chunks, (guint16) (i / RC_CHUNK_WORDS), bits->words + i);
  if (chunks.n_ids >= RC_LIST_MIN_CHUNKED)
    return write_chunks (&chunks, out, base);
  for (guint32 from = 0; rc_bits_next (bits, from, &few[n]); from = few[n++] + 1)
    ;
  return rc_list_write_ids (out, base, few, n);
}

/* The old ids that are not masked, and the new ones among them, in order; how many. */
static guint32
merge_ids (guint32 *ids, const guint32 *old, guint32 n_old, const RcBits *masked, const guint32 *fresh, guint32 n_fresh)
{
  guint32 at = 0, n = 0;

  for (guint32 i = 0; i < n_old; i++)
    {
      while (at < n_fresh && fresh[at] < old[i])
        ids[n++] = fresh[at++];
      ids[n] = old[i];
      n += !rc_bits_has (masked, old[i]);
    }
  while (at < n_fresh)
    ids[n++] = fresh[at++];
  return n;
}

static gboolean
write_changed_ids (GByteArray *out, guint64 base, const guint8 *section, gsize n_bytes, const RcListRef *list,
                   const RcBits *masked, const guint32 *fresh, guint32 n_fresh, RcListRef *changed)
{
  g_autoptr (GArray) old = g_array_sized_new (FALSE, FALSE, sizeof (guint32), list->n_ids);
  g_autofree guint32 *ids = NULL;
  guint32 n;

  if (!rc_list_append_to_array (section, n_bytes, list, old))
    return FALSE;
  ids = g_new (guint32, (gsize) old->len + n_fresh + 1);
  n = merge_ids (ids, (const guint32 *) (const void *) old->data, old->len, masked, fresh, n_fresh);
  *changed = rc_list_write_ids (out, base, ids, n);
  return TRUE;
}

/* Takes out what is masked; FALSE: nothing was. */
static gboolean
take_out (guint64 *words, guint16 high, const RcBits *masked)
{
  const guint64 *mask = masked->words + (gsize) high * RC_CHUNK_WORDS;
  guint64 any = 0;

  if ((gsize) (high + 1) * RC_CHUNK_WORDS > masked->n_words)
    return FALSE;
  for (guint32 i = 0; i < RC_CHUNK_WORDS; i++)
    {
      any |= words[i] & mask[i];
      words[i] &= ~mask[i];
    }
  return any != 0;
}

/* Something in the chunk may be masked. */
static gboolean
may_be_masked (const RcBits *masked, guint16 high)
{
  const guint64 *marks = masked->marks + (gsize) high * RC_CHUNK_MARKS;
  guint64 any = 0;

  for (guint i = 0; i < RC_CHUNK_MARKS && (gsize) (high + 1) * RC_CHUNK_WORDS <= masked->n_words; i++)
    any |= marks[i];
  return any != 0;
}

static void
copy_chunk (Chunks *self, const guint8 *data, const RcChunk *chunk)
{
  static const gsize sizes[] = { sizeof (guint16), sizeof (guint64), sizeof (RcChunkRun) };
  RcChunk same = *chunk;

  same.offset = self->items->len;
  g_byte_array_append (self->items, data + chunk->offset, (guint) (chunk->n_items * sizes[chunk->form]));
  add_chunk (self, &same);
}

/* An array that stays one. */
static void
add_changed_array (Chunks *self, const guint16 *low, const RcChunk *chunk, const RcBits *masked, const guint32 *fresh,
                   guint32 n_fresh)
{
  guint32 old[MAX_ARRAY], ids[MAX_ARRAY], n;

  for (guint32 i = 0; i < chunk->n_items; i++)
    old[i] = (guint32) chunk->high << 16 | low[i];
  n = merge_ids (ids, old, chunk->n_items, masked, fresh, n_fresh);
  if (n > 0)
    add_ids (self, ids, n);
}

/* A chunk of the list (nullable) and the new ids of the same. */
static gboolean
add_changed (Chunks *self, const guint8 *data, const RcChunk *chunk, const RcBits *masked, const guint32 *fresh, guint32 n_fresh)
{
  guint64 words[RC_CHUNK_WORDS];

  if (chunk == NULL)
    {
      add_ids (self, fresh, n_fresh);
      return TRUE;
    }
  if (n_fresh == 0 && !may_be_masked (masked, chunk->high))
    {
      copy_chunk (self, data, chunk);
      return TRUE;
    }
  if (chunk->form == RC_CHUNK_ARRAY && chunk->n_items + n_fresh <= MAX_ARRAY)
    {
      add_changed_array (self, (const guint16 *) (const void *) (data + chunk->offset), chunk, masked, fresh, n_fresh);
      return TRUE;
    }
  memset (words, 0, sizeof words);
  if (!rc_chunk_add_to_words (data + chunk->offset, chunk, words))
    return FALSE;
  if (!take_out (words, chunk->high, masked) && n_fresh == 0)
    {
      copy_chunk (self, data, chunk);
      return TRUE;
    }
  for (guint32 i = 0; i < n_fresh; i++)
    words[(fresh[i] & 0xffff) / 64] |= 1ull << (fresh[i] % 64);
  add_words (self, chunk->high, words);
  return TRUE;
}

static guint32
count_of_chunk (const guint32 *ids, guint32 n_ids)
{
  guint32 n = 0;

  while (n < n_ids && ids[n] >> 16 == ids[0] >> 16)
    n++;
  return n;
}

static gboolean
change_chunks (Chunks *self, const guint8 *data, guint32 n_bytes, const RcBits *masked, const guint32 *fresh, guint32 n_fresh)
{
  guint32 n_chunks, at = 0, n;

  memcpy (&n_chunks, data, sizeof n_chunks);
  for (guint32 i = 0; i < n_chunks; i++)
    {
      RcChunk chunk;

      if (!rc_list_read_chunk (data, n_bytes, n_chunks, i, &chunk))
        return FALSE;
      for (; at < n_fresh && fresh[at] >> 16 < chunk.high; at += n)
        {
          n = count_of_chunk (fresh + at, n_fresh - at);
          add_changed (self, NULL, NULL, masked, fresh + at, n);
        }
      n = at < n_fresh && fresh[at] >> 16 == chunk.high ? count_of_chunk (fresh + at, n_fresh - at) : 0;
      if (!add_changed (self, data, &chunk, masked, fresh + at, n))
        return FALSE;
      at += n;
    }
  for (; at < n_fresh; at += n)
    {
      n = count_of_chunk (fresh + at, n_fresh - at);
      add_changed (self, NULL, NULL, masked, fresh + at, n);
    }
  return TRUE;
}

gboolean
rc_list_write_changed (GByteArray *out, guint64 base, const guint8 *section, gsize n_bytes, const RcListRef *list,
                       const RcBits *masked, const guint32 *fresh, guint32 n_fresh, RcListRef *changed)
{
  const guint8 *data = rc_list_find (section, n_bytes, list);
  g_auto (Chunks) chunks = { NULL, NULL, 0 };

  if (list->n_ids < MANY_IDS)
    return write_changed_ids (out, base, section, n_bytes, list, masked, fresh, n_fresh, changed);
  chunks_init (&chunks);
  if (data == NULL || !change_chunks (&chunks, data, list->n_bytes, masked, fresh, n_fresh))
    return FALSE;
  if (chunks.n_ids < RC_LIST_MIN_CHUNKED)
    return write_changed_ids (out, base, section, n_bytes, list, masked, fresh, n_fresh, changed);
  *changed = write_chunks (&chunks, out, base);
  return TRUE;
}
