/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of ids, written once and read in place. */
#define G_LOG_DOMAIN "rc-search"

#include "search/list.h"

#include <string.h>

/* Fewer ids are a plain array. */
#define MIN_CHUNKED 32
/* More ids of one chunk take more room than its bitset. */
#define MAX_ARRAY 4096
#define BITSET_BYTES (RC_CHUNK_WORDS * 8)

enum
{
  CHUNK_ARRAY,
  CHUNK_BITSET,
  CHUNK_RUNS,
};

typedef struct
{
  guint16 high; /* of its ids */
  guint16 form;
  guint32 n_ids;
  guint32 offset; /* from the begin of the list; a multiple of 4 */
  guint32 n_items; /* ids of an array, runs, words of a bitset */
} Chunk;

typedef struct
{
  guint16 first;
  guint16 more; /* ids after the first */
} ChunkRun;

static void
pad (GByteArray *out, gsize align)
{
  static const guint8 zeros[8];

  if (out->len % align != 0)
    g_byte_array_append (out, zeros, (guint) (align - out->len % align));
}

static void
put_words (GByteArray *out, Chunk *chunk, const guint64 *words)
{
  chunk->form = CHUNK_BITSET;
  chunk->n_items = RC_CHUNK_WORDS;
  g_byte_array_append (out, (const guint8 *) words, BITSET_BYTES);
}

static void
put_runs (GByteArray *out, Chunk *chunk, const guint16 *low, guint32 n, guint32 n_runs)
{
  chunk->form = CHUNK_RUNS;
  chunk->n_items = n_runs;
  for (guint32 i = 0; i < n;)
    {
      ChunkRun run = { low[i], 0 };

      for (i++; i < n && low[i] == low[i - 1] + 1; i++)
        run.more++;
      g_byte_array_append (out, (const guint8 *) &run, sizeof run);
    }
}

/* `low`: the lower halves of the ids of one chunk. */
static void
put_chunk (GByteArray *out, Chunk *chunk, const guint16 *low)
{
  guint32 n = chunk->n_ids, n_runs = 1;
  gsize shortest = n <= MAX_ARRAY ? n * sizeof (guint16) : BITSET_BYTES;

  for (guint32 i = 1; i < n; i++)
    n_runs += low[i] != low[i - 1] + 1;
  if (n_runs * sizeof (ChunkRun) < shortest)
    put_runs (out, chunk, low, n, n_runs);
  else if (n <= MAX_ARRAY)
    {
      chunk->form = CHUNK_ARRAY;
      chunk->n_items = n;
      g_byte_array_append (out, (const guint8 *) low, (guint) (n * sizeof (guint16)));
    }
  else
    {
      guint64 words[RC_CHUNK_WORDS] = { 0 };

      for (guint32 i = 0; i < n; i++)
        words[low[i] / 64] |= 1ull << (low[i] % 64);
      put_words (out, chunk, words);
    }
  pad (out, 4);
}

RcListRef
rc_list_write_ids (GByteArray *out, guint64 base, const guint32 *ids, guint32 n_ids)
{
  RcListRef ref = { 0, 0, n_ids };
  guint32 n_chunks = 1, at = 0;
  guint start, table;
  guint16 *low;

  if (n_ids <= 1)
    {
      ref.place = n_ids == 1 ? ids[0] : 0;
      return ref;
    }
  pad (out, RC_LIST_ALIGN);
  start = out->len;
  ref.place = (guint32) ((base + start) / RC_LIST_ALIGN);
  if (n_ids < MIN_CHUNKED)
    {
      g_byte_array_append (out, (const guint8 *) ids, (guint) (n_ids * sizeof (guint32)));
      ref.n_bytes = out->len - start;
      return ref;
    }
  for (guint32 i = 1; i < n_ids; i++)
    n_chunks += ids[i] >> 16 != ids[i - 1] >> 16;
  table = start + (guint) sizeof n_chunks;
  g_byte_array_append (out, (const guint8 *) &n_chunks, sizeof n_chunks);
  g_byte_array_set_size (out, (guint) (table + n_chunks * sizeof (Chunk)));
  low = g_new (guint16, RC_CHUNK_BITS);
  for (guint32 c = 0; c < n_chunks; c++)
    {
      Chunk chunk = { .high = (guint16) (ids[at] >> 16), .offset = out->len - start };

      for (; at < n_ids && ids[at] >> 16 == chunk.high && chunk.n_ids < RC_CHUNK_BITS; at++)
        low[chunk.n_ids++] = (guint16) ids[at];
      put_chunk (out, &chunk, low);
      memcpy (out->data + table + c * sizeof chunk, &chunk, sizeof chunk);
    }
  g_free (low);
  ref.n_bytes = out->len - start;
  return ref;
}

RcListRef
rc_list_write_bits (GByteArray *out, guint64 base, const RcBits *bits)
{
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) rc_bits_count (bits));

  for (gsize i = 0; i < bits->n_words; i++)
    for (guint64 word = bits->words[i]; word != 0; word &= word - 1)
      {
        guint32 id = (guint32) (i * 64) + (guint32) __builtin_ctzll (word);

        g_array_append_val (ids, id);
      }
  return rc_list_write_ids (out, base, (const guint32 *) (void *) ids->data, ids->len);
}

/* The list's bytes, or NULL when they are not inside the section. */
static const guint8 *
find_bytes (const guint8 *section, gsize n_bytes, const RcListRef *list)
{
  guint64 offset = (guint64) list->place * RC_LIST_ALIGN;

  if (offset > n_bytes || list->n_bytes > n_bytes - offset)
    return NULL;
  if (list->n_ids < MIN_CHUNKED ? list->n_bytes < list->n_ids * sizeof (guint32) : list->n_bytes < sizeof (guint32))
    return NULL;
  return section + offset;
}

/* The chunk of this number, with its items checked to lie inside the list. */
static gboolean
read_chunk (const guint8 *data, guint32 n_bytes, guint32 n_chunks, guint32 i, Chunk *chunk)
{
  static const gsize sizes[] = { sizeof (guint16), sizeof (guint64), sizeof (ChunkRun) };

  if (n_chunks > (n_bytes - sizeof n_chunks) / sizeof *chunk)
    return FALSE;
  memcpy (chunk, data + sizeof n_chunks + i * sizeof *chunk, sizeof *chunk);
  if (chunk->form >= G_N_ELEMENTS (sizes) || (chunk->form == CHUNK_BITSET && chunk->n_items != RC_CHUNK_WORDS))
    return FALSE;
  return chunk->offset % 4 == 0 && chunk->offset <= n_bytes && chunk->n_items <= RC_CHUNK_BITS
         && chunk->n_items <= (n_bytes - chunk->offset) / sizes[chunk->form];
}

static gboolean
add_run (guint64 *words, const ChunkRun *run)
{
  guint32 first = run->first, last = first + run->more;

  if (last >= RC_CHUNK_BITS)
    return FALSE;
  for (guint32 at = first / 64; at <= last / 64; at++)
    {
      guint64 mask = ~0ull;

      if (at == first / 64)
        mask &= ~0ull << (first % 64);
      if (at == last / 64)
        mask &= ~0ull >> (63 - last % 64);
      words[at] |= mask;
    }
  return TRUE;
}

static gboolean
add_chunk (const guint8 *items, const Chunk *chunk, guint64 *words)
{
  const guint16 *low = (const guint16 *) (const void *) items;

  switch (chunk->form)
    {
    case CHUNK_ARRAY:
      for (guint32 i = 0; i < chunk->n_items; i++)
        words[low[i] / 64] |= 1ull << (low[i] % 64);
      return TRUE;
    case CHUNK_BITSET:
      for (guint32 i = 0; i < RC_CHUNK_WORDS; i++)
        {
          guint64 word;

          memcpy (&word, items + i * sizeof word, sizeof word);
          words[i] |= word;
        }
      return TRUE;
    default:
      for (guint32 i = 0; i < chunk->n_items; i++)
        {
          ChunkRun run;

          memcpy (&run, items + i * sizeof run, sizeof run);
          if (!add_run (words, &run))
            return FALSE;
        }
      return TRUE;
    }
}

gboolean
rc_list_add_to_bits (const guint8 *section, gsize n_bytes, const RcListRef *list, RcBits *bits)
{
  guint64 most = (guint64) bits->n_words * 64;
  const guint8 *data;
  guint32 n_chunks;

  if (list->n_ids <= 1)
    {
      if (list->n_ids == 1 && list->place >= most)
        return FALSE;
      if (list->n_ids == 1)
        rc_bits_add (bits, list->place);
      return TRUE;
    }
  data = find_bytes (section, n_bytes, list);
  if (data == NULL)
    return FALSE;
  if (list->n_ids < MIN_CHUNKED)
    {
      const guint32 *ids = (const guint32 *) (const void *) data;

      for (guint32 i = 0; i < list->n_ids; i++)
        {
          if (ids[i] >= most)
            return FALSE;
          rc_bits_add (bits, ids[i]);
        }
      return TRUE;
    }
  memcpy (&n_chunks, data, sizeof n_chunks);
  for (guint32 i = 0; i < n_chunks; i++)
    {
      Chunk chunk;

      if (!read_chunk (data, list->n_bytes, n_chunks, i, &chunk)
          || (gsize) (chunk.high + 1) * RC_CHUNK_WORDS > bits->n_words
          || !add_chunk (data + chunk.offset, &chunk, bits->words + (gsize) chunk.high * RC_CHUNK_WORDS))
        return FALSE;
    }
  return TRUE;
}

static void
append_words (const guint64 *words, guint32 high, GArray *ids)
{
  for (guint32 i = 0; i < RC_CHUNK_WORDS; i++)
    for (guint64 word = words[i]; word != 0; word &= word - 1)
      {
        guint32 id = high << 16 | (i * 64 + (guint32) __builtin_ctzll (word));

        g_array_append_val (ids, id);
      }
}

gboolean
rc_list_append_to_array (const guint8 *section, gsize n_bytes, const RcListRef *list, GArray *ids)
{
  guint64 words[RC_CHUNK_WORDS];
  const guint8 *data;
  guint32 n_chunks;

  if (list->n_ids <= 1)
    {
      if (list->n_ids == 1)
        g_array_append_val (ids, list->place);
      return TRUE;
    }
  data = find_bytes (section, n_bytes, list);
  if (data == NULL)
    return FALSE;
  if (list->n_ids < MIN_CHUNKED)
    {
      g_array_append_vals (ids, data, list->n_ids);
      return TRUE;
    }
  memcpy (&n_chunks, data, sizeof n_chunks);
  for (guint32 i = 0; i < n_chunks; i++)
    {
      Chunk chunk;

      if (!read_chunk (data, list->n_bytes, n_chunks, i, &chunk))
        return FALSE;
      if (chunk.form == CHUNK_ARRAY)
        {
          const guint16 *low = (const guint16 *) (const void *) (data + chunk.offset);

          for (guint32 j = 0; j < chunk.n_items; j++)
            {
              guint32 id = (guint32) chunk.high << 16 | low[j];

              g_array_append_val (ids, id);
            }
          continue;
        }
      memset (words, 0, sizeof words);
      if (!add_chunk (data + chunk.offset, &chunk, words))
        return FALSE;
      append_words (words, chunk.high, ids);
    }
  return TRUE;
}
