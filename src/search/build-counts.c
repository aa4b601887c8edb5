/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each value stands in the records of a long list: counted once here, in two threads, instead of at every
 * question. */
#define G_LOG_DOMAIN "rc-search"

#include <string.h>

#include "search/build-private.h"
#include "search/rows.h"

#define N_THREADS 2
/* Lists between two moments at which what was read of them is forgotten. */
#define FORGET_STEP 256
/* Fewer records are counted before a second thread is there. */
#define MANY_RECORDS 5000

/* What the threads share. */
typedef struct
{
  RcBuild *build;      /* (unowned) */
  const guint8 *lists; /* all that is written */
  gsize n_bytes;
  RcRows rows;         /* of the new file */
  RcBits *changed;     /* (owned) (nullable) records that are new or no more what they were in the base */
  GByteArray **counts; /* (owned) by countable */
  gint next;           /* atomic, of the countables */
  gint damaged;        /* atomic */
} Work;

typedef struct
{
  Work *work;  /* (unowned) */
  RcBits *bits; /* (owned) */
  RcBits *old;  /* (owned) (nullable) */
  guint32 *n;   /* (owned) by value */
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
  const Work *work = self->work;

  rc_bits_clear (self->bits);
  if (!rc_list_add_to_bits (work->lists, work->n_bytes, &countable->list, NULL, self->bits))
    return FALSE;
  rc_bits_and (self->bits, work->build->all);
  memset (self->n, 0, work->rows.n_values * sizeof *self->n);
  rc_rows_count (&work->rows, self->bits, self->n, 1);
  return TRUE;
}

/* What the base counted, without what was in it of changed records, with what is in it now. FALSE: there is no such count. */
static gboolean
count_changes (Counter *self, const RcCountable *countable)
{
  const Work *work = self->work;
  const RcIndexFile *base = work->build->base;
  const RcCountEntry *counts;
  RcRows rows;

  if (base == NULL || countable->base.n_ids == 0)
    return FALSE;
  counts = rc_index_file_find_counts (base, &countable->base);
  rc_bits_clear (self->bits);
  rc_bits_clear (self->old);
  if (counts == NULL || !rc_index_file_add_list_within (base, &countable->base, work->changed, self->old)
      || !rc_list_add_to_bits (work->lists, work->n_bytes, &countable->list, work->changed, self->bits))
    return FALSE;
  memset (self->n, 0, work->rows.n_values * sizeof *self->n);
  rc_index_file_read_counts (base, counts, self->n, work->rows.n_values);
  rows = rc_rows_of_file (base);
  rows.n_values = MIN (rows.n_values, work->rows.n_values);
  rc_bits_and (self->old, work->changed);
  rc_rows_count (&rows, self->old, self->n, (guint32) -1);
  rc_bits_and (self->bits, work->changed);
  rc_bits_and (self->bits, work->build->all);
  rc_rows_count (&work->rows, self->bits, self->n, 1);
  return TRUE;
}

static void
put_number (GByteArray *out, guint32 number)
{
  guint8 bytes[5];
  guint n = 0;

  for (; number > 0x7f; number >>= 7)
    bytes[n++] = (guint8) (number | 0x80);
  bytes[n++] = (guint8) number;
  g_byte_array_append (out, bytes, n);
}

static GByteArray *
encode (const Counter *self)
{
  GByteArray *out = g_byte_array_new ();
  guint32 before = 0;

  for (guint32 value = 0; value < self->work->rows.n_values; value++)
    if (self->n[value] != 0)
      {
        put_number (out, value - before);
        put_number (out, self->n[value]);
        before = value;
      }
  return out;
}

static gpointer
count_some (gpointer data)
{
  Work *work = data;
  const RcBuild *build = work->build;
  Counter self = { .work = work, .bits = rc_bits_new (build->highest_id), .n = g_new0 (guint32, work->rows.n_values + 1) };
  guint i;

  self.old = build->base != NULL ? rc_bits_new (build->base->header->highest_id) : NULL;
  while ((i = (guint) g_atomic_int_add (&work->next, 1)) < build->countables->len
         && !g_cancellable_is_cancelled (build->cancellable) && !g_atomic_int_get (&work->damaged))
    {
      const RcCountable *countable = &g_array_index (build->countables, RcCountable, i);

      if (count_changes (&self, countable) || count_anew (&self, countable))
        work->counts[i] = encode (&self);
      else
        g_atomic_int_set (&work->damaged, TRUE);
      if (i % FORGET_STEP == 0)
        rc_file_writer_forget (work->lists, work->n_bytes);
    }
  rc_bits_free (self.bits);
  rc_bits_free (self.old);
  g_free (self.n);
  return NULL;
}

static void
count_all (Work *work)
{
  GThread *threads[N_THREADS - 1] = { NULL };

  for (guint i = 0; i < N_THREADS - 1 && work->build->file->header.n_records >= MANY_RECORDS; i++)
    threads[i] = g_thread_new ("rc-search-count", count_some, work);
  count_some (work);
  for (guint i = 0; i < N_THREADS - 1; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
}

static void
gather (const Work *work, GArray *counts, GByteArray *count_bytes)
{
  const GArray *countables = work->build->countables;

  for (guint i = 0; i < countables->len; i++)
    {
      RcCountEntry entry = { g_array_index (countables, RcCountable, i).list.place, work->counts[i]->len, count_bytes->len };

      g_array_append_val (counts, entry);
      g_byte_array_append (count_bytes, work->counts[i]->data, work->counts[i]->len);
    }
}

/* Records whose row is another one, as a set of the new file's size. */
static RcBits *
find_changed (RcBuild *self)
{
  RcBits *changed = rc_bits_new (self->highest_id);

  rc_bits_or (changed, self->masked);
  for (guint i = 0; i < self->fresh->len; i++)
    rc_bits_add (changed, g_array_index (self->fresh, RcFreshRecord, i).id);
  return changed;
}

gboolean
rc_build_counts (RcBuild *self, GArray *counts, GByteArray *count_bytes, GError **error)
{
  Work work = { .build = self };
  guint8 *lists = rc_file_writer_map (self->file, &work.n_bytes, error);
  gboolean done;

  if (lists == NULL)
    return FALSE;
  g_array_sort (self->countables, compare_places);
  work.lists = lists;
  work.rows = (RcRows){ self->rows, (const guint32 *) (void *) self->overflow->data, self->overflow->len, self->values->len,
                          NULL };
  work.changed = self->base != NULL ? find_changed (self) : NULL;
  work.counts = g_new0 (GByteArray *, self->countables->len + 1);
  count_all (&work);
  done = !g_cancellable_set_error_if_cancelled (self->cancellable, error)
         && (!work.damaged || rc_build_set_damaged (error));
  done = rc_file_writer_unmap (self->file, lists, work.n_bytes, done ? error : NULL) && done;
  if (done)
    gather (&work, counts, count_bytes);
  for (guint i = 0; i < self->countables->len; i++)
    g_clear_pointer (&work.counts[i], g_byte_array_unref);
  g_free (work.counts);
  g_clear_pointer (&work.changed, rc_bits_free);
  return done;
}
