/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All grants that are open, in one go: there are thousands of them, not millions. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-load.h"

#include "catalogue/sources.h"
#include "catalogue/subjects.h"

#define MOST_GRANTS 20000 /* a list longer than this is nothing to look through */
#define NEW_FOR_SECONDS (7 * 86400)

void
rc_grants_content_free (RcGrantsContent *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->objects, g_hash_table_unref);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_free (self);
}

gint64
rc_grants_content_next_closing (const RcGrantsContent *self, gint64 now)
{
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < self->rows->len; i++)
    {
      gint64 deadline = ((const RcRowData *) g_ptr_array_index (self->rows, i))->deadline;

      if (deadline > now)
        next = MIN (next, deadline);
    }
  return next;
}

static RcSearchAnswer *
find_open (RcDatabase *db, const char *words, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (words);

  rc_search_query_add_filter (query, RC_FACET_KIND, rc_kind_to_string (RC_KIND_GRANT));
  query->open_only = TRUE;
  query->sort = RC_SORT_DEADLINE;
  query->limit = MOST_GRANTS;
  return rc_query_run (db, query, cancellable, error);
}

static gboolean
load_labels (RcGrantsContent *self, RcDatabase *db, const char *language, GError **error)
{
  g_autoptr (GHashTable) headings = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (self->rows, i);

      for (guint k = 0; row->subjects != NULL && row->subjects[k] != NULL; k++)
        if (g_hash_table_add (headings, row->subjects[k]))
          g_ptr_array_add (all, row->subjects[k]);
    }
  self->labels = rc_subjects_translate_all (db, all, language, error);
  return self->labels != NULL;
}

/* In a list that is new itself the word would say nothing. */
static gint64
find_new_since (GPtrArray *rows, gint64 now)
{
  gint64 since = now - NEW_FOR_SECONDS;

  for (guint i = 0; i < rows->len; i++)
    if (((const RcRowData *) g_ptr_array_index (rows, i))->added <= since)
      return since;
  return G_MAXINT64;
}

static gpointer
load_in_thread (RcDatabase *db, gpointer language, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcGrantsContent) self = g_new0 (RcGrantsContent, 1);
  g_autoptr (RcSearchAnswer) answer = find_open (db, "", cancellable, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (answer == NULL)
    return NULL;
  rows = rc_query_load_rows (db, (const gint64 *) (gpointer) answer->ids->data, answer->ids->len, NULL, error);
  self->newest_refresh = rc_sources_get_newest_refresh (db, error);
  if (rows == NULL || self->newest_refresh < 0 || !rc_clock_read (&self->clock, db, g_get_real_time () / G_USEC_PER_SEC, error))
    return NULL;

  self->rows = g_ptr_array_new ();
  self->objects = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      RcRowData *data = g_ptr_array_index (rows, i);
      RcRow *row;

      if (data == NULL)
        continue;
      row = rc_row_new (data->id);
      rc_row_take_data (row, data);
      g_ptr_array_add (self->rows, data);
      g_hash_table_replace (self->objects, &data->id, row);
    }
  self->new_since = find_new_since (self->rows, self->clock.now);
  return load_labels (self, db, language, error) ? g_steal_pointer (&self) : NULL;
}

void
rc_grants_content_load_async (RcCatalogue *catalogue, const char *language, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_in_thread, g_strdup (language), g_free,
                           (GDestroyNotify) rc_grants_content_free, cancellable, callback, user_data);
}

RcGrantsContent *
rc_grants_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}

static gpointer
search_in_thread (RcDatabase *db, gpointer words, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSearchAnswer) answer = find_open (db, words, cancellable, error);
  GHashTable *found;

  if (answer == NULL)
    return NULL;
  found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < answer->ids->len; i++)
    g_hash_table_add (found, g_memdup2 (&g_array_index (answer->ids, gint64, i), sizeof (gint64)));
  return found;
}

void
rc_grants_search_async (RcCatalogue *catalogue, const char *words, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_HIGH, search_in_thread, g_strdup (words), g_free, (GDestroyNotify) g_hash_table_unref,
                           cancellable, callback, user_data);
}

GHashTable *
rc_grants_search_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}
