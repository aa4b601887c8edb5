/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All grants that are open, in one go: there are thousands of them, not millions. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-load.h"

#define MOST_GRANTS 20000 /* a list longer than this is nothing to look through */

void
rc_grants_content_free (RcGrantsContent *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->objects, g_hash_table_unref);
  g_free (self);
}

static gpointer
load_in_thread (RcDatabase *db, gpointer unused, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcGrantsContent) self = g_new0 (RcGrantsContent, 1);
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
  g_autoptr (RcSearchAnswer) answer = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  RcStats stats = { 0 };

  rc_search_query_add_filter (query, RC_FACET_KIND, rc_kind_to_string (RC_KIND_GRANT));
  query->open_only = TRUE;
  query->sort = RC_SORT_DEADLINE;
  query->limit = MOST_GRANTS;
  answer = rc_query_run (db, query, cancellable, error);
  if (answer == NULL)
    return NULL;
  rows = rc_query_load_rows (db, (const gint64 *) (gpointer) answer->ids->data, answer->ids->len, NULL, error);
  if (rows == NULL || !rc_database_get_stats (db, &stats, error))
    return NULL;

  self->newest_refresh = stats.newest_refresh;
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
  return g_steal_pointer (&self);
}

void
rc_grants_content_load_async (RcCatalogue *catalogue, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_in_thread, NULL, NULL, (GDestroyNotify) rc_grants_content_free, cancellable,
                           callback, user_data);
}

RcGrantsContent *
rc_grants_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}
