/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each value stands in the records of a long list: counted once here, in two threads, instead of at every
 * question. */
#define G_LOG_DOMAIN "rc-search"

#include <string.h>

#include "search/build-private.h"
#include "search/rows.h"

/* Lists between two moments at which what was read of them is forgotten. */
#define FORGET_STEP 256
/* Fewer records are counted before a second thread is there. */
#define MANY_RECORDS 5000

/* What the threads share. */
struct _RcListCounting
{
  RcBuild *build;      /* (unowned) */
  GArray *countables;  /* (owned) RcCountable, in the order of their places */
  const guint8 *lists; /* (unowned) all that is written */
  gsize n_bytes;
  RcRows rows;         /* of the new file */
  RcBits *changed;     /* (owned) (nullable) records that are new or no more what they were in the base */
  GByteArray **counts; /* (owned) by countable */
  GThread *thread;     /* (owned) (nullable) */
  gint next;           /* atomic, of the countables */
  gint damaged;        /* atomic */
};

typedef struct
{
  RcListCounting *work; /* (unowned) */
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
  const RcListCounting *work = self->work;

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
  const RcListCounting *work = self->work;
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
  RcListCounting *work = data;
  const RcBuild *build = work->build;
  Counter self = { .work = work, .bits = rc_bits_new (build->highest_id), .n = g_new0 (guint32, work->rows.n_values + 1) };
  guint i;

  self.old = build->base != NULL ? rc_bits_new (build->base->header->highest_id) : NULL;
  while ((i = (guint) g_atomic_int_add (&work->next, 1)) < work->countables->len
         && !g_cancellable_is_cancelled (build->cancellable) && !g_atomic_int_get (&work->damaged))
    {
      const RcCountable *countable = &g_array_index (work->countables, RcCountable, i);

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
gather (const RcListCounting *self)
{
  RcBuild *build = self->build;

  for (guint i = 0; i < self->countables->len; i++)
    {
      RcCountEntry entry = { g_array_index (self->countables, RcCountable, i).list.place, self->counts[i]->len,
                             build->count_bytes->len };

      g_array_append_val (build->counts, entry);
      g_byte_array_append (build->count_bytes, self->counts[i]->data, self->counts[i]->len);
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

RcListCounting *
rc_build_begin_counting (RcBuild *build, const guint8 *lists, gsize n_bytes)
{
  RcListCounting *self = g_new0 (RcListCounting, 1);

  self->build = build;
  self->countables = build->countables;
  build->countables = g_array_new (FALSE, FALSE, sizeof (RcCountable));
  g_array_sort (self->countables, compare_places);
  self->lists = lists;
  self->n_bytes = n_bytes;
  self->rows = (RcRows){ build->rows, build->common, (const guint32 *) (void *) build->overflow->data, build->overflow->len,
                         build->values->len, NULL };
  self->changed = build->base != NULL ? find_changed (build) : NULL;
  self->counts = g_new0 (GByteArray *, self->countables->len + 1);
  if (build->file->header.n_records >= MANY_RECORDS)
    self->thread = g_thread_new ("rc-search-count", count_some, self);
  return self;
}

gboolean
rc_build_end_counting (RcListCounting *self, gboolean wanted, GError **error)
{
  gboolean done;

  if (!wanted)
    g_atomic_int_set (&self->next, (gint) self->countables->len);
  count_some (self);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  done = wanted && !g_cancellable_set_error_if_cancelled (self->build->cancellable, error)
         && (!self->damaged || rc_build_set_damaged (error));
  if (done)
    gather (self);
  for (guint i = 0; i < self->countables->len; i++)
    g_clear_pointer (&self->counts[i], g_byte_array_unref);
  g_free (self->counts);
  g_clear_pointer (&self->changed, rc_bits_free);
  g_array_unref (self->countables);
  g_free (self);
  return done;
}

gboolean
rc_build_counts (RcBuild *self, GError **error)
{
  gsize n_bytes;
  guint8 *lists = rc_file_writer_map (self->file, &n_bytes, error);
  gboolean done;

  if (lists == NULL)
    return FALSE;
  done = rc_build_end_counting (rc_build_begin_counting (self, lists, n_bytes), TRUE, error);
  return rc_file_writer_unmap (self->file, lists, n_bytes, done ? error : NULL) && done;
}
