/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of records one by one: values, ages, the order of titles, deadlines. */
#define G_LOG_DOMAIN "rc-search"

#include <string.h>

#include "search/build-private.h"
#include "search/sql.h"

/* Ids of new records by value. */
typedef struct
{
  guint32 n_values;
  guint64 *starts; /* (owned) by value: where its ids begin, and with it where the next one goes */
  guint32 *ids;    /* (owned) (nullable) */
} Sorted;

static void
count_value (gpointer data, guint32 id, guint32 value)
{
  Sorted *sorted = data;

  if (value < sorted->n_values)
    sorted->starts[value + 1]++;
}

static void
place_value (gpointer data, guint32 id, guint32 value)
{
  Sorted *sorted = data;

  if (value < sorted->n_values)
    sorted->ids[sorted->starts[value]++] = id;
}

static gboolean
read_values (RcBuild *self, sqlite3 *db, GError **error)
{
  RC_AUTO_STATEMENT *select = rc_search_prepare (db, "SELECT id, facet, value FROM search_value ORDER BY id", error);
  gboolean failed;

  if (select == NULL)
    return FALSE;
  g_byte_array_append (self->value_text, (const guint8 *) "", 1);
  g_array_set_size (self->values, 1);
  while (rc_search_step (select, &failed, error))
    {
      gint64 id = sqlite3_column_int64 (select, 0);
      const char *text = (const char *) sqlite3_column_text (select, 2);
      RcValueEntry entry = { .text = self->value_text->len, .values = (guint32) sqlite3_column_int (select, 1) };

      if (id < self->values->len || id > (gint64) self->values->len + G_MAXINT32 / 64 || text == NULL)
        continue;
      g_array_set_size (self->values, (guint) id);
      g_array_append_val (self->values, entry);
      g_byte_array_append (self->value_text, (const guint8 *) text, (guint) strlen (text) + 1);
    }
  return !failed;
}

/* The records of a value in the base; FALSE: the base has another value of that number. */
static gboolean
find_old_records (RcBuild *self, guint32 value, RcListRef *records)
{
  const RcValueEntry *entry = &g_array_index (self->values, RcValueEntry, value);
  RcValues values;

  *records = (RcListRef){ 0, 0, 0 };
  if (self->base == NULL || value >= self->base->header->n_values)
    return TRUE;
  *records = self->base->values[value].records;
  return records->n_ids == 0
         || (strcmp (rc_index_file_get_value (self->base, value, &values),
                     (const char *) self->value_text->data + entry->text)
               == 0
             && values == entry->values);
}

gboolean
rc_build_values (RcBuild *self, sqlite3 *db, GError **error)
{
  g_autofree guint64 *starts = NULL;
  g_autofree guint32 *ids = NULL;
  g_autoptr (GArray) fresh = g_array_new (FALSE, FALSE, sizeof (guint32));
  Sorted sorted;

  if (!read_values (self, db, error))
    return FALSE;
  sorted.n_values = self->values->len;
  sorted.starts = starts = g_new0 (guint64, (gsize) sorted.n_values + 2);
  rc_build_foreach_value (self, count_value, &sorted);
  for (guint32 i = 0; i < sorted.n_values; i++)
    starts[i + 1] += starts[i];
  sorted.ids = ids = g_new (guint32, starts[sorted.n_values] + 1);
  rc_build_foreach_value (self, place_value, &sorted);
  /* Each start stands where the next value begins by now. */
  for (guint32 i = 0; i < sorted.n_values; i++)
    {
      RcListRef *records = &g_array_index (self->values, RcValueEntry, i).records, old;
      guint64 start = i > 0 ? starts[i - 1] : 0;

      if (!find_old_records (self, i, &old))
        return rc_build_set_damaged (error);
      g_array_set_size (fresh, 0);
      g_array_append_vals (fresh, ids + start, (guint) (starts[i] - start));
      if (!rc_build_put_changed (self, &old, fresh, records, error))
        return FALSE;
      rc_build_note_countable (self, records, &old);
    }
  self->file->header.n_values = sorted.n_values;
  return TRUE;
}

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  const RcFreshRecord *one = a, *other = b;

  if (one->age != other->age)
    return one->age < other->age ? -1 : 1;
  return one->id > other->id ? -1 : one->id < other->id;
}

static gboolean
is_kept (const RcBuild *self, guint32 id)
{
  return id <= self->base->header->highest_id && !rc_bits_has (self->masked, id);
}

static gboolean
put_ages (RcBuild *self, GError **error)
{
  const RcIndexFile *base = self->base;
  g_autofree guint64 *ages = g_new0 (guint64, (gsize) self->highest_id + 1);
  g_autofree guint32 *order = g_new (guint32, (gsize) self->file->header.n_records + 1);
  guint32 n = 0, at = 0, n_old = base != NULL ? base->header->n_records : 0;

  g_array_sort (self->fresh, compare_ages);
  for (guint i = 0; i <= self->fresh->len; i++)
    {
      const RcFreshRecord *fresh = i < self->fresh->len ? &g_array_index (self->fresh, RcFreshRecord, i) : NULL;

      for (; at < n_old; at++)
        {
          RcFreshRecord old = { .id = base->age_order[at] };

          if (!is_kept (self, old.id))
            continue;
          old.age = base->ages[old.id];
          if (fresh != NULL && compare_ages (&old, fresh) > 0)
            break;
          ages[old.id] = old.age;
          if (n < self->file->header.n_records)
            order[n++] = old.id;
        }
      if (fresh == NULL || n == self->file->header.n_records)
        continue;
      ages[fresh->id] = fresh->age;
      order[n++] = fresh->id;
    }
  return rc_file_writer_put (self->file, RC_SECTION_AGES, ages, ((gsize) self->highest_id + 1) * sizeof *ages, error)
         && rc_file_writer_put (self->file, RC_SECTION_AGE_ORDER, order, n * sizeof *order, error);
}

struct _RcTitles
{
  RcBuild *build;   /* (unowned) */
  GThread *thread;  /* (owned) (nullable) */
  GError *problem;  /* (owned) (nullable) */
  RcKeysWriter keys;
  guint32 *order;   /* (owned) */
  guint32 *ranks;   /* (owned) */
  guint32 n;
};

static void
add_title (RcTitles *self, guint32 id, const guint8 *key, gsize length)
{
  if (self->n == self->build->file->header.n_records)
    return;
  rc_keys_writer_add (&self->keys, key, length);
  self->ranks[id] = self->n;
  self->order[self->n++] = id;
}

/* The titles of the base up to the key of a new one, then that one; equal keys by id. */
static void
merge_titles (RcTitles *self, RcPostingsReader *reader)
{
  const RcIndexFile *base = self->build->base;
  g_autoptr (GArray) postings = g_array_new (FALSE, FALSE, sizeof (guint64));
  RcKeysCursor cursor;
  gboolean more = base != NULL && rc_keys_cursor_init (&cursor, &base->titles, 0);
  gsize length = 0;

  for (const guint8 *key = rc_postings_reader_next (reader, &length, postings); key != NULL || more;
       key = rc_postings_reader_next (reader, &length, postings))
    {
      guint at = 0;

      for (; more; more = rc_keys_cursor_next (&cursor))
        {
          int order = key == NULL ? -1 : rc_keys_compare (cursor.key, cursor.length, key, length);
          guint32 id = base->title_order[cursor.number];

          if (order > 0)
            break;
          if (!is_kept (self->build, id))
            continue;
          for (; order == 0 && at < postings->len && RC_POSTING_ID (g_array_index (postings, guint64, at)) < id; at++)
            add_title (self, RC_POSTING_ID (g_array_index (postings, guint64, at)), key, length);
          add_title (self, id, cursor.key, cursor.length);
        }
      for (; at < postings->len; at++)
        add_title (self, RC_POSTING_ID (g_array_index (postings, guint64, at)), key, length);
    }
}

static gpointer
set_titles (gpointer data)
{
  RcTitles *self = data;
  g_autoptr (RcPostingsReader) reader = NULL;

  if (!rc_postings_close (self->build->titles, &self->problem))
    return NULL;
  reader = rc_postings_read (&self->build->titles, 1);
  merge_titles (self, reader);
  if (rc_postings_reader_check (reader, &self->problem) && self->n != self->build->file->header.n_records)
    g_set_error_literal (&self->problem, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED,
                         "The search index is damaged: the order of titles does not fit the records");
  return NULL;
}

RcTitles *
rc_build_begin_titles (RcBuild *build)
{
  RcTitles *self = g_new0 (RcTitles, 1);

  self->build = build;
  rc_keys_writer_init (&self->keys);
  self->order = g_new (guint32, (gsize) build->file->header.n_records + 1);
  self->ranks = g_new0 (guint32, (gsize) build->highest_id + 1);
  self->thread = g_thread_new ("rc-search-titles", set_titles, self);
  return self;
}

void
rc_titles_free (RcTitles *self)
{
  if (self == NULL)
    return;
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_clear_error (&self->problem);
  rc_keys_writer_clear (&self->keys);
  g_free (self->order);
  g_free (self->ranks);
  g_free (self);
}

static gboolean
put_titles (RcBuild *build, RcTitles *self, GError **error)
{
  g_thread_join (g_steal_pointer (&self->thread));
  if (self->problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->problem));
      return FALSE;
    }
  return rc_file_writer_put (build->file, RC_SECTION_TITLE_TEXT, self->keys.text->data, self->keys.text->len, error)
         && rc_file_writer_put (build->file, RC_SECTION_TITLE_STARTS, self->keys.starts->data,
                                self->keys.starts->len * sizeof (guint32), error)
         && rc_file_writer_put (build->file, RC_SECTION_TITLE_ORDER, self->order, self->n * sizeof (guint32), error)
         && rc_file_writer_put (build->file, RC_SECTION_TITLE_RANKS, self->ranks,
                                ((gsize) build->highest_id + 1) * sizeof (guint32), error);
}

static int
compare_grants (gconstpointer a, gconstpointer b)
{
  const RcGrantEntry *one = a, *other = b;

  if (one->deadline != other->deadline)
    return one->deadline < other->deadline ? -1 : 1;
  return one->id < other->id ? -1 : one->id > other->id;
}

static gboolean
put_grants (RcBuild *self, GError **error)
{
  const RcIndexFile *base = self->base;

  for (gsize i = 0; base != NULL && i < base->n_grants; i++)
    {
      RcGrantEntry grant = base->grants[i];
      const char *closings = grant.closings < base->closings_bytes ? base->closings + grant.closings : "";

      if (!is_kept (self, grant.id))
        continue;
      grant.closings = *closings != '\0' ? self->closings->len : 0;
      if (*closings != '\0')
        g_byte_array_append (self->closings, (const guint8 *) closings, (guint) strlen (closings) + 1);
      g_array_append_val (self->grants, grant);
    }
  g_array_sort (self->grants, compare_grants);
  return rc_file_writer_put (self->file, RC_SECTION_GRANTS, self->grants->data, self->grants->len * sizeof (RcGrantEntry),
                             error)
         && rc_file_writer_put (self->file, RC_SECTION_CLOSINGS, self->closings->data, self->closings->len, error);
}

gboolean
rc_build_orders (RcBuild *self, RcTitles *titles, GError **error)
{
  return put_ages (self, error) && put_titles (self, titles, error) && put_grants (self, error);
}
