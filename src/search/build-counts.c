/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each value stands in the records of a long list: counted once here instead of at every question. */
#define G_LOG_DOMAIN "rc-search"

#include <string.h>
#include <sys/mman.h>

#include "search/build-private.h"
#include "search/rows.h"

typedef struct
{
  RcBuild *build;       /* (unowned) */
  const guint8 *lists;  /* all that is written */
  gsize n_bytes;
  RcRows rows;          /* of the new file */
  RcBits *changed;      /* (owned) (nullable) records that are new or no more what they were in the base */
  RcBits *bits;         /* (owned) */
  RcBits *old;          /* (owned) (nullable) */
  guint32 *n;           /* (owned) by value */
} Counter;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const RcCountable *one = a, *other = b;

  return one->list.place < other->list.place ? -1 : one->list.place > other->list.place;
}

static gboolean
count_anew (Counter *self, const RcCountable *countable)
{
  rc_bits_clear (self->bits);
  if (!rc_list_add_to_bits (self->lists, self->n_bytes, &countable->list, self->bits))
    return FALSE;
  rc_bits_and (self->bits, self->build->all);
  memset (self->n, 0, self->rows.n_values * sizeof *self->n);
  rc_rows_count (&self->rows, self->bits, self->n, 1);
  return TRUE;
}

/* What the base counted, without what was in it of changed records, with what is in it now. FALSE: there is no such count. */
static gboolean
count_changes (Counter *self, const RcCountable *countable)
{
  const RcIndexFile *base = self->build->base;
  RcRows rows;
  guint32 n_pairs;
  const RcCountPair *pairs;

  if (self->changed == NULL || countable->base.n_ids == 0)
    return FALSE;
  pairs = rc_index_file_get_counts (base, &countable->base, &n_pairs);
  rc_bits_clear (self->bits);
  rc_bits_clear (self->old);
  if (pairs == NULL || !rc_index_file_add_list (base, &countable->base, self->old)
      || !rc_list_add_to_bits (self->lists, self->n_bytes, &countable->list, self->bits))
    return FALSE;
  memset (self->n, 0, self->rows.n_values * sizeof *self->n);
  for (guint32 i = 0; i < n_pairs; i++)
    if (pairs[i].value < self->rows.n_values)
      self->n[pairs[i].value] = pairs[i].n;
  rows = rc_rows_of_file (base);
  rows.n_values = MIN (rows.n_values, self->rows.n_values);
  for (gsize i = 0; i < self->old->n_words; i++)
    self->old->words[i] &= self->changed->words[i];
  rc_rows_count (&rows, self->old, self->n, (guint32) -1);
  rc_bits_and (self->bits, self->changed);
  rc_bits_and (self->bits, self->build->all);
  rc_rows_count (&self->rows, self->bits, self->n, 1);
  return TRUE;
}

static void
put_counts (Counter *self, const RcCountable *countable, GArray *counts, GArray *pairs)
{
  RcCountEntry entry = { .place = countable->list.place, .first = pairs->len };

  for (guint32 value = 0; value < self->rows.n_values; value++)
    if (self->n[value] != 0)
      {
        RcCountPair pair = { value, self->n[value] };

        g_array_append_val (pairs, pair);
        entry.n_pairs++;
      }
  g_array_append_val (counts, entry);
}

static gboolean
count_all (Counter *self, GArray *counts, GArray *pairs, GError **error)
{
  GArray *countables = self->build->countables;

  g_array_sort (countables, compare_places);
  for (guint i = 0; i < countables->len; i++)
    {
      const RcCountable *countable = &g_array_index (countables, RcCountable, i);

      if (g_cancellable_set_error_if_cancelled (self->build->cancellable, error))
        return FALSE;
      if (!count_changes (self, countable) && !count_anew (self, countable))
        return rc_build_set_damaged (error);
      put_counts (self, countable, counts, pairs);
    }
  return TRUE;
}

/* Records whose row is another one, as a set of the new file's size. */
static RcBits *
find_changed (RcBuild *self)
{
  RcBits *changed = rc_bits_new (self->highest_id);

  for (gsize i = 0; i < self->masked->n_words; i++)
    changed->words[i] = self->masked->words[i];
  for (guint i = 0; i < self->fresh->len; i++)
    rc_bits_add (changed, g_array_index (self->fresh, RcFreshRecord, i).id);
  return changed;
}

gboolean
rc_build_counts (RcBuild *self, GArray *counts, GArray *pairs, GError **error)
{
  Counter counter = { .build = self };
  guint8 *lists = rc_file_writer_map (self->file, &counter.n_bytes, error);
  gboolean done;

  if (lists == NULL)
    return FALSE;
  counter.lists = lists;
  counter.rows = (RcRows) { self->rows, (const guint32 *) (void *) self->overflow->data, self->overflow->len,
                            self->values->len };
  counter.bits = rc_bits_new (self->highest_id);
  counter.n = g_new0 (guint32, self->values->len);
  if (self->base != NULL)
    {
      counter.changed = find_changed (self);
      counter.old = rc_bits_new (self->base->header->highest_id);
    }
  done = count_all (&counter, counts, pairs, error);
  munmap (lists, counter.n_bytes);
  g_clear_pointer (&counter.changed, rc_bits_free);
  g_clear_pointer (&counter.old, rc_bits_free);
  rc_bits_free (counter.bits);
  g_free (counter.n);
  return done;
}
