/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of ids, read in place. */
#define G_LOG_DOMAIN "rc-search"

#include "search/list-private.h"

#include <string.h>

/* What it costs to find the first of a line, in items gone through. */
#define LOOK_UP_COST 24
/* So many ids are in nearly all lines of a chunk. */
#define MANY_ITEMS 384

const guint8 *
rc_list_find (const guint8 *section, gsize n_bytes, const RcListRef *list)
{
  guint64 offset = (guint64) list->place * RC_LIST_ALIGN;

  if (offset > n_bytes || list->n_bytes > n_bytes - offset)
    return NULL;
  if (list->n_ids < RC_LIST_MIN_CHUNKED ? list->n_bytes < list->n_ids * sizeof (guint32) : list->n_bytes < sizeof (guint32))
    return NULL;
  return section + offset;
}

gboolean
rc_list_read_chunk (const guint8 *data, guint32 n_bytes, guint32 n_chunks, guint32 i, RcChunk *chunk)
{
  static const gsize sizes[] = { sizeof (guint16), sizeof (guint64), sizeof (RcChunkRun) };

  if (n_chunks > (n_bytes - sizeof n_chunks) / sizeof *chunk)
    return FALSE;
  memcpy (chunk, data + sizeof n_chunks + i * sizeof *chunk, sizeof *chunk);
  if (chunk->form >= G_N_ELEMENTS (sizes) || (chunk->form == RC_CHUNK_BITSET && chunk->n_items != RC_CHUNK_WORDS))
    return FALSE;
  return chunk->offset % 4 == 0 && chunk->offset <= n_bytes && chunk->n_items <= RC_CHUNK_BITS
         && chunk->n_items <= (n_bytes - chunk->offset) / sizes[chunk->form];
}

static gboolean
add_run (guint64 *words, const RcChunkRun *run)
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

gboolean
rc_chunk_add_to_words (const guint8 *items, const RcChunk *chunk, guint64 *words)
{
  const guint16 *low = (const guint16 *) (const void *) items;

  switch (chunk->form)
    {
    case RC_CHUNK_ARRAY:
      for (guint32 i = 0; i < chunk->n_items; i++)
        words[low[i] / 64] |= 1ull << (low[i] % 64);
      return TRUE;
    case RC_CHUNK_BITSET:
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
          RcChunkRun run;

          memcpy (&run, items + i * sizeof run, sizeof run);
          if (!add_run (words, &run))
            return FALSE;
        }
      return TRUE;
    }
}

/* The chunk as its lines are marked in a set: enough ids are everywhere. */
static void
mark_chunk (const guint8 *items, const RcChunk *chunk, guint64 *marks)
{
  const guint16 *low = (const guint16 *) (const void *) items;

  if (chunk->form != RC_CHUNK_ARRAY || chunk->n_items >= MANY_ITEMS)
    {
      memset (marks, 0xff, RC_CHUNK_MARKS * sizeof *marks);
      return;
    }
  for (guint32 i = 0; i < chunk->n_items; i++)
    marks[low[i] / RC_LINE_BITS / 64] |= 1ull << (low[i] / RC_LINE_BITS % 64);
}

/* The first item that is not below `least`. */
static guint32
find_item (const guint16 *low, guint32 n, guint32 least)
{
  guint32 begin = 0;

  while (begin < n)
    {
      guint32 middle = begin + (n - begin) / 2;

      if (low[middle] < least)
        begin = middle + 1;
      else
        n = middle;
    }
  return begin;
}

/* Of an array, what is in these lines. */
static void
look_up_items (const guint16 *low, guint32 n, const guint64 *marks, RcBits *bits, guint32 base)
{
  for (guint i = 0; i < RC_CHUNK_MARKS; i++)
    RC_FOREACH_LINE (line, marks[i], i)
      for (guint32 at = find_item (low, n, (guint32) line * RC_LINE_BITS); at < n && low[at] / RC_LINE_BITS == line; at++)
        rc_bits_add (bits, base + low[at]);
}

/* Of a bitset, the same. */
static void
copy_lines (const guint8 *items, const guint64 *marks, guint64 *words, guint64 *marked)
{
  for (guint i = 0; i < RC_CHUNK_MARKS; i++)
    {
      RC_FOREACH_LINE (line, marks[i], i)
        for (gsize at = line * RC_LINE_WORDS; at < (line + 1) * RC_LINE_WORDS; at++)
          {
            guint64 word;

            memcpy (&word, items + at * sizeof word, sizeof word);
            words[at] |= word;
          }
      marked[i] |= marks[i];
    }
}

static gboolean
add_chunk (const guint8 *items, const RcChunk *chunk, const RcBits *within, RcBits *bits)
{
  const gsize first = (gsize) chunk->high * RC_CHUNK_WORDS, mark = (gsize) chunk->high * RC_CHUNK_MARKS;
  guint n_lines = 0;

  if (first + RC_CHUNK_WORDS > bits->n_words)
    return FALSE;
  if (within != NULL && within->n_words >= bits->n_words)
    {
      for (guint i = 0; i < RC_CHUNK_MARKS; i++)
        n_lines += (guint) __builtin_popcountll (within->marks[mark + i]);
      if (n_lines == 0)
        return TRUE;
      if (chunk->form == RC_CHUNK_BITSET)
        {
          copy_lines (items, within->marks + mark, bits->words + first, bits->marks + mark);
          return TRUE;
        }
      if (chunk->form == RC_CHUNK_ARRAY && n_lines * LOOK_UP_COST < chunk->n_items)
        {
          look_up_items ((const guint16 *) (const void *) items, chunk->n_items, within->marks + mark, bits,
                         (guint32) chunk->high * RC_CHUNK_BITS);
          return TRUE;
        }
    }
  mark_chunk (items, chunk, bits->marks + mark);
  return rc_chunk_add_to_words (items, chunk, bits->words + first);
}

gboolean
rc_list_add_to_bits (const guint8 *section, gsize n_bytes, const RcListRef *list, const RcBits *within, RcBits *bits)
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
  data = rc_list_find (section, n_bytes, list);
  if (data == NULL)
    return FALSE;
  if (list->n_ids < RC_LIST_MIN_CHUNKED)
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
      RcChunk chunk;

      if (!rc_list_read_chunk (data, list->n_bytes, n_chunks, i, &chunk) || !add_chunk (data + chunk.offset, &chunk, within, bits))
        return FALSE;
    }
  return TRUE;
}

RC_COUNTS_BITS static guint64
count_chunk_within (const guint8 *items, const RcChunk *chunk, const RcBits *within)
{
  const guint64 *words = within->words + (gsize) chunk->high * RC_CHUNK_WORDS;
  const guint64 *marks = within->marks + (gsize) chunk->high * RC_CHUNK_MARKS;
  const guint16 *low = (const guint16 *) (const void *) items;
  guint64 n = 0, any = 0;

  for (guint i = 0; i < RC_CHUNK_MARKS; i++)
    any |= marks[i];
  if (any != 0 && chunk->form == RC_CHUNK_ARRAY)
    {
      for (guint32 i = 0; i < chunk->n_items; i++)
        n += words[low[i] / 64] >> (low[i] % 64) & 1;
      return n;
    }
  for (guint i = 0; i < RC_CHUNK_MARKS; i++)
    RC_FOREACH_LINE (line, marks[i], i)
      for (gsize at = line * RC_LINE_WORDS; at < (line + 1) * RC_LINE_WORDS; at++)
        {
          guint64 word;

          memcpy (&word, items + at * sizeof word, sizeof word);
          n += (guint64) __builtin_popcountll (word & words[at]);
        }
  return n;
}

gboolean
rc_list_count_within (const guint8 *section, gsize n_bytes, const RcListRef *list, const RcBits *within, guint64 *n)
{
  const guint8 *data = list->n_ids > 1 ? rc_list_find (section, n_bytes, list) : NULL;
  guint32 n_chunks;

  *n = list->n_ids == 1 && rc_bits_has (within, list->place);
  if (list->n_ids <= 1 || data == NULL)
    return list->n_ids <= 1;
  if (list->n_ids < RC_LIST_MIN_CHUNKED)
    {
      for (guint32 i = 0; i < list->n_ids; i++)
        *n += rc_bits_has (within, ((const guint32 *) (const void *) data)[i]);
      return TRUE;
    }
  memcpy (&n_chunks, data, sizeof n_chunks);
  for (guint32 i = 0; i < n_chunks; i++)
    {
      guint64 words[RC_CHUNK_WORDS];
      RcChunk chunk;

      if (!rc_list_read_chunk (data, list->n_bytes, n_chunks, i, &chunk)
          || (gsize) (chunk.high + 1) * RC_CHUNK_WORDS > within->n_words)
        return FALSE;
      if (chunk.form != RC_CHUNK_RUNS)
        {
          *n += count_chunk_within (data + chunk.offset, &chunk, within);
          continue;
        }
      memset (words, 0, sizeof words);
      if (!rc_chunk_add_to_words (data + chunk.offset, &chunk, words))
        return FALSE;
      *n += count_chunk_within ((const guint8 *) words, &(RcChunk){ .high = chunk.high, .form = RC_CHUNK_BITSET }, within);
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
  data = rc_list_find (section, n_bytes, list);
  if (data == NULL)
    return FALSE;
  if (list->n_ids < RC_LIST_MIN_CHUNKED)
    {
      g_array_append_vals (ids, data, list->n_ids);
      return TRUE;
    }
  memcpy (&n_chunks, data, sizeof n_chunks);
  for (guint32 i = 0; i < n_chunks; i++)
    {
      RcChunk chunk;

      if (!rc_list_read_chunk (data, list->n_bytes, n_chunks, i, &chunk))
        return FALSE;
      if (chunk.form == RC_CHUNK_ARRAY)
        {
          const guint16 *low = (const guint16 *) (const void *) (data + chunk.offset);
          guint32 *end;

          g_array_set_size (ids, ids->len + chunk.n_items);
          end = &g_array_index (ids, guint32, ids->len - chunk.n_items);
          for (guint32 j = 0; j < chunk.n_items; j++)
            end[j] = (guint32) chunk.high << 16 | low[j];
          continue;
        }
      memset (words, 0, sizeof words);
      if (!rc_chunk_add_to_words (data + chunk.offset, &chunk, words))
        return FALSE;
      append_words (words, chunk.high, ids);
    }
  return TRUE;
}

static gboolean
chunk_meets (const guint8 *items, const RcChunk *chunk, const guint64 *words)
{
  guint64 own[RC_CHUNK_WORDS] = { 0 };

  if (chunk->form == RC_CHUNK_ARRAY)
    {
      const guint16 *low = (const guint16 *) (const void *) items;

      for (guint32 i = 0; i < chunk->n_items; i++)
        if ((words[low[i] / 64] >> (low[i] % 64) & 1) != 0)
          return TRUE;
      return FALSE;
    }
  if (!rc_chunk_add_to_words (items, chunk, own))
    return TRUE;
  for (guint32 i = 0; i < RC_CHUNK_WORDS; i++)
    if ((own[i] & words[i]) != 0)
      return TRUE;
  return FALSE;
}

gboolean
rc_list_meets (const guint8 *section, gsize n_bytes, const RcListRef *list, const RcBits *bits)
{
  const guint8 *data;
  guint32 n_chunks;

  if (list->n_ids <= 1)
    return list->n_ids == 1 && rc_bits_has (bits, list->place);
  data = rc_list_find (section, n_bytes, list);
  if (data == NULL)
    return TRUE;
  if (list->n_ids < RC_LIST_MIN_CHUNKED)
    {
      const guint32 *ids = (const guint32 *) (const void *) data;

      for (guint32 i = 0; i < list->n_ids; i++)
        if (rc_bits_has (bits, ids[i]))
          return TRUE;
      return FALSE;
    }
  memcpy (&n_chunks, data, sizeof n_chunks);
  for (guint32 i = 0; i < n_chunks; i++)
    {
      RcChunk chunk;

      if (!rc_list_read_chunk (data, list->n_bytes, n_chunks, i, &chunk))
        return TRUE;
      if ((gsize) (chunk.high + 1) * RC_CHUNK_WORDS <= bits->n_words
          && chunk_meets (data + chunk.offset, &chunk, bits->words + (gsize) chunk.high * RC_CHUNK_WORDS))
        return TRUE;
    }
  return FALSE;
}
