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

static void
counts_clear (gpointer data)
{
  g_free (((RcCounts *) data)->n);
}

/* How many hits are in the list, more or less. */
static guint64
estimate_common (RcPart *part, const RcListRef *list, const RcCounts *self, const RcBits *sample, guint64 n_sample)
{
  const RcIndexFile *file = part->snapshot->file;
  g_autoptr (RcBits) bits = NULL;

  if (list->n_ids == file->header->n_records || n_sample == 0)
    return self->n_hits;
  bits = rc_part_new_set (part);
  if (!rc_index_file_add_list_within (file, list, sample, bits))
    return 0;
  return MIN (self->n_hits * rc_bits_count_common (bits, sample) / n_sample, list->n_ids);
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
choose_begin (const GArray *sets)
{
  const RcCounts *first = &g_array_index (sets, RcCounts, 0);
  gint64 best = (gint64) first->n_rows;
  guint begin = 0;

  for (guint i = 1; i < sets->len; i++)
    {
      const RcCounts *set = &g_array_index (sets, RcCounts, i);
      guint64 n_more = set->n_hits - first->n_hits;
      /* What all of the others cost is the same whoever goes first. */
      gint64 n_rows = (gint64) (set->n_rows + n_more) - (gint64) MIN (set->n_rows, n_more);

      if (n_rows < best)
        {
          best = n_rows;
          begin = i;
        }
    }
  return begin;
}

GArray *
rc_counts_new (RcPart *file, const RcBits *const *sets, guint n_sets, guint32 n_values)
{
  RcRows rows = rc_rows_of_file (file->snapshot->file);
  GArray *all = g_array_sized_new (FALSE, TRUE, sizeof (RcCounts), n_sets);
  RcCounts *first;
  guint begin;

  rows.helper = file->snapshot->helper;
  g_array_set_clear_func (all, counts_clear);
  g_array_set_size (all, n_sets);
  first = &g_array_index (all, RcCounts, 0);
  for (guint i = 0; i < n_sets; i++)
    {
      first[i].hits = sets[i];
      first[i].n = g_new0 (guint32, n_values);
      find_nearest (file, &first[i]);
    }
  begin = choose_begin (all);
  count_alone (&first[begin], &rows, file);
  if (begin != 0)
    count_from (first, &rows, &first[begin]);
  for (guint i = 1; i < n_sets; i++)
    if (i == begin)
      continue;
    else if (first[i].n_rows < first[i].n_hits - first->n_hits)
      count_alone (&first[i], &rows, file);
    else
      count_from (&first[i], &rows, first);
  return all;
}
