/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact counts for the price of what a set differs by from one that is counted already: a list of the file, or another set of
 * the same question. */
#define G_LOG_DOMAIN "rc-search"

#include "search/counts.h"

#include <string.h>

#include "search/rows.h"

/* Fewer hits are counted one by one. */
#define FEW_HITS 2000
/* Chunks of a set by which it is judged how much it shares with a list. */
#define N_SAMPLED 6
/* What a row costs, in ids of a list that are looked up among the hits; and a chunk of a long list. */
#define ROW_COST 8
#define CHUNK_COST 500

/* How many hits are in the list, more or less. */
static guint64
estimate_common (RcPart *part, const RcListRef *list, const RcCounts *self, const RcBits *sample, guint64 n_sample)
{
  const RcIndexFile *file = part->snapshot->file;
  guint64 n;

  if (list->n_ids == file->header->n_records || n_sample == 0)
    return self->n_hits;
  if (!rc_index_file_count_list (file, list, sample, &n))
    return 0;
  return MIN (self->n_hits * n / n_sample, list->n_ids);
}

/* Finds the counted list that differs least from the hits. */
static void
find_nearest (RcPart *part, RcCounts *self)
{
  g_autoptr (RcBits) sample = NULL;
  guint64 n_sample;

  self->n_hits = rc_bits_count (self->hits);
  self->n_rows = self->n_hits;
  if (self->n_hits <= FEW_HITS)
    return;
  sample = rc_bits_sample (self->hits, N_SAMPLED);
  n_sample = rc_bits_count (sample);
  for (guint i = 0; i < part->counted->len; i++)
    {
      const RcListRef *list = &g_array_index (part->counted, RcListRef, i);
      guint64 n = list->n_ids > self->n_hits ? list->n_ids - self->n_hits : self->n_hits - list->n_ids;

      if (n < self->n_rows)
        n = list->n_ids + self->n_hits - 2 * estimate_common (part, list, self, sample, n_sample);
      if (n >= self->n_rows)
        continue;
      self->n_rows = n;
      self->nearest = list;
    }
}

/* Values that are few, or in few records, are cheaper looked up one by one than rows in which all of them stand. */
static void
compare_with_lists (const RcIndexFile *file, RcCounts *self)
{
  const guint64 longest = CHUNK_COST * (file->header->highest_id / RC_CHUNK_BITS + 1);
  guint64 cost = 0;

  for (guint i = 0; i < self->wanted->len && cost / ROW_COST < self->n_rows; i++)
    {
      guint32 value = g_array_index (self->wanted, guint32, i);

      if (value < file->header->n_values)
        cost += MIN (file->values[value].records.n_ids, longest);
    }
  self->by_lists = cost / ROW_COST < self->n_rows;
  self->n_rows = MIN (cost / ROW_COST, self->n_rows);
}

static void
count_by_lists (RcCounts *self, RcPart *part)
{
  const RcIndexFile *file = part->snapshot->file;

  for (guint i = 0; i < self->wanted->len; i++)
    {
      guint32 value = g_array_index (self->wanted, guint32, i);
      guint64 n;

      if (value >= file->header->n_values)
        continue;
      if (!rc_index_file_count_list (file, &file->values[value].records, self->hits, &n))
        part->damaged = TRUE;
      self->n[value] = (guint32) n;
    }
}

/* `bits` is what is counted: makes it the count of the hits. */
static void
count_differences (RcCounts *self, const RcRows *rows, const RcBits *bits)
{
  g_autoptr (RcBits) only = rc_bits_copy (bits);

  rc_bits_and_not (only, self->hits);
  rc_rows_count (rows, only, self->n, (guint32) -1);
  rc_bits_assign (only, self->hits);
  rc_bits_and_not (only, bits);
  rc_rows_count (rows, only, self->n, 1);
}

static void
count_alone (RcCounts *self, const RcRows *rows, RcPart *part)
{
  const RcIndexFile *file = part->snapshot->file;
  const RcCountEntry *counts = self->nearest != NULL ? rc_index_file_find_counts (file, self->nearest) : NULL;
  g_autoptr (RcBits) bits = counts != NULL ? rc_part_new_set (part) : NULL;

  if (self->by_lists)
    {
      count_by_lists (self, part);
      return;
    }
  if (counts == NULL || !rc_index_file_add_list (file, self->nearest, bits))
    {
      rc_rows_count (rows, self->hits, self->n, 1);
      return;
    }
  rc_bits_and (bits, part->snapshot->all);
  rc_index_file_read_counts (file, counts, self->n, rows->n_values);
  count_differences (self, rows, bits);
}

static void
count_from (RcCounts *self, const RcRows *rows, const RcCounts *other)
{
  memcpy (self->n, other->n, rows->n_values * sizeof *self->n);
  count_differences (self, rows, other->hits);
}

/* Each set is counted alone, or from the first one, which is in it. One of them may go before the first. */
static guint
choose_begin (const RcCounts *sets, guint n_sets)
{
  gint64 best = (gint64) sets[0].n_rows;
  guint begin = 0;

  for (guint i = 1; i < n_sets; i++)
    {
      guint64 n_more = sets[i].n_hits - sets[0].n_hits;
      /* What all of the others cost is the same whoever goes first. */
      gint64 n_rows = (gint64) (sets[i].n_rows + n_more) - (gint64) MIN (sets[i].n_rows, n_more);

      if (n_rows >= best || sets[i].by_lists)
        continue;
      best = n_rows;
      begin = i;
    }
  return begin;
}

void
rc_counts_count (RcPart *file, RcCounts *sets, guint n_sets, guint32 n_values)
{
  RcRows rows = rc_rows_of_file (file->snapshot->file);
  guint begin;

  rows.helper = file->snapshot->helper;
  for (guint i = 0; i < n_sets; i++)
    {
      sets[i].n = g_new0 (guint32, n_values);
      find_nearest (file, &sets[i]);
      if (sets[i].wanted != NULL)
        compare_with_lists (file->snapshot->file, &sets[i]);
    }
  begin = choose_begin (sets, n_sets);
  count_alone (&sets[begin], &rows, file);
  if (begin != 0)
    count_from (&sets[0], &rows, &sets[begin]);
  for (guint i = 1; i < n_sets; i++)
    if (i == begin)
      continue;
    else if (sets[i].n_rows < sets[i].n_hits - sets[0].n_hits)
      count_alone (&sets[i], &rows, file);
    else
      count_from (&sets[i], &rows, &sets[0]);
}

void
rc_counts_clear (RcCounts *sets, guint n_sets)
{
  for (guint i = 0; i < n_sets; i++)
    g_clear_pointer (&sets[i].n, g_free);
}
