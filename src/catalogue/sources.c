/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remote listings: what we know of each, and how the last try went. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>

#include "catalogue/database-private.h"
#include "catalogue/source-state.h"
#include "catalogue/sources.h"

#define TRY                                                                                                              \
  "last_try, last_success, next_due, retry_after, last_error, etag, last_modified, result, n_new, n_changed, n_closed, "   \
  "n_total, n_failures, checkpoint, epoch"
#define COLUMNS "name, url, format, mapping, allow_http, review, paused, " TRY
#define N_TRY 15
#define N_COLUMNS 22

void
rc_source_free (RcSource *self)
{
  g_free (self->name);
  g_free (self->url);
  g_free (self->format);
  g_free (self->mapping);
  g_free (self->last_error);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->result);
  g_free (self->checkpoint);
  g_free (self);
}

RcSource *
rc_source_copy (const RcSource *self)
{
  RcSource *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->url = g_strdup (self->url);
  copy->format = g_strdup (self->format);
  copy->mapping = g_strdup (self->mapping);
  copy->last_error = g_strdup (self->last_error);
  copy->etag = g_strdup (self->etag);
  copy->last_modified = g_strdup (self->last_modified);
  copy->result = g_strdup (self->result);
  copy->checkpoint = g_strdup (self->checkpoint);
  return copy;
}

RcSource *
rc_source_new (void)
{
  return g_new0 (RcSource, 1);
}

/* Returns the place of the next parameter. */
static int
bind_try (RcStatement *statement, int i, const RcSource *source)
{
  rc_statement_bind_int (statement, i++, source->last_try);
  rc_statement_bind_int (statement, i++, source->last_success);
  rc_statement_bind_int (statement, i++, source->next_due);
  rc_statement_bind_int (statement, i++, source->retry_after);
  rc_statement_bind_text (statement, i++, source->last_error);
  rc_statement_bind_text (statement, i++, source->etag);
  rc_statement_bind_text (statement, i++, source->last_modified);
  rc_statement_bind_text (statement, i++, source->result);
  rc_statement_bind_int (statement, i++, source->n_new);
  rc_statement_bind_int (statement, i++, source->n_changed);
  rc_statement_bind_int (statement, i++, source->n_closed);
  rc_statement_bind_int (statement, i++, source->n_total);
  rc_statement_bind_int (statement, i++, source->n_failures);
  rc_statement_bind_text (statement, i++, source->checkpoint);
  rc_statement_bind_int (statement, i++, ((gint64) g_random_int () << 20) ^ g_get_real_time ());
  return i;
}

static void
bind (RcStatement *statement, const RcSource *source)
{
  int i = 1;

  rc_statement_bind_text (statement, i++, source->name);
  rc_statement_bind_text (statement, i++, source->url);
  rc_statement_bind_text (statement, i++, source->format != NULL ? source->format : "auto");
  rc_statement_bind_text (statement, i++, source->mapping);
  rc_statement_bind_int (statement, i++, source->allow_http);
  rc_statement_bind_int (statement, i++, source->review);
  rc_statement_bind_int (statement, i++, source->paused);
  i = bind_try (statement, i, source);
  g_assert (i == N_COLUMNS + 1);
}

/* The id that has the name: of a live source, or (negative) of a removed one; 0 for none. */
static gboolean
find_name (RcDatabase *db, const char *name, gint64 *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT id, removed FROM source WHERE name = ?", error);

  *id = 0;
  if (select == NULL)
    return FALSE;
  rc_statement_bind_text (select, 1, name);
  if (rc_statement_step (select, &local_error))
    *id = rc_statement_get_int (select, 1) != 0 ? -rc_statement_get_int (select, 0) : rc_statement_get_int (select, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

gint64
rc_sources_put (RcDatabase *db, const RcSource *source, GError **error)
{
  g_autoptr (RcStatement) statement = NULL;
  gint64 named, id;

  g_return_val_if_fail (db != NULL && source->name != NULL && source->url != NULL, 0);

  if (!find_name (db, source->name, &named, error))
    return 0;
  if (named > 0 && named != source->id)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_EXISTS, _ ("There is a source “%s” already"), source->name);
      return 0;
    }
  /* A removed one comes back with its grants. */
  id = source->id == 0 && named < 0 ? -named : source->id;
  if (id != 0 && !rc_source_state_fold (db, id, error))
    return 0;
  if (id == 0)
    statement = rc_statement_new (db,
                                  "INSERT INTO source (" COLUMNS ") "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                  error);
  else
    statement = rc_statement_new (db,
                                  "UPDATE source SET (" COLUMNS ", removed) = "
                                  "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) WHERE id = ?",
                                  error);
  if (statement == NULL)
    return 0;
  bind (statement, source);
  if (id != 0)
    rc_statement_bind_int (statement, N_COLUMNS + 1, id);
  if (!rc_statement_run (statement, error))
    return 0;
  return id != 0 ? id : sqlite3_last_insert_rowid (rc_database_get_handle (db));
}

gboolean
rc_sources_keep_try (RcDatabase *db, const RcSource *source, GError **error)
{
  g_autoptr (RcStatement) update = NULL;

  g_return_val_if_fail (db != NULL && source->id > 0, FALSE);

  if (!rc_source_state_fold (db, source->id, error))
    return FALSE;
  update = rc_statement_new (db, "UPDATE source SET (" TRY ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?", error);
  if (update == NULL)
    return FALSE;
  rc_statement_bind_int (update, bind_try (update, 1, source), source->id);
  return rc_statement_run (update, error);
}

static void
set_not_found (const char *name, GError **error)
{
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no source “%s”"), name);
}

gboolean
rc_sources_remove (RcDatabase *db, const char *name, GError **error)
{
  g_autoptr (RcStatement) update = NULL;

  g_return_val_if_fail (db != NULL && name != NULL, FALSE);

  update = rc_statement_new (db, "UPDATE source SET removed = 1 WHERE name = ? AND NOT removed", error);
  if (update == NULL)
    return FALSE;
  rc_statement_bind_text (update, 1, name);
  if (!rc_statement_run (update, error))
    return FALSE;
  if (sqlite3_changes (rc_database_get_handle (db)) == 0)
    {
      set_not_found (name, error);
      return FALSE;
    }
  return TRUE;
}

/* As the row has it, with what the tries since have said. */
static RcSource *
make_source (RcDatabase *db, RcStatement *select)
{
  RcSource *self = rc_source_new ();
  gint64 epoch;
  int i = 0;

  self->name = rc_statement_dup_text (select, i++);
  self->url = rc_statement_dup_text (select, i++);
  self->format = rc_statement_dup_text (select, i++);
  self->mapping = rc_statement_dup_text (select, i++);
  self->allow_http = rc_statement_get_int (select, i++) != 0;
  self->review = rc_statement_get_int (select, i++) != 0;
  self->paused = rc_statement_get_int (select, i++) != 0;
  self->last_try = rc_statement_get_int (select, i++);
  self->last_success = rc_statement_get_int (select, i++);
  self->next_due = rc_statement_get_int (select, i++);
  self->retry_after = rc_statement_get_int (select, i++);
  self->last_error = rc_statement_dup_text (select, i++);
  self->etag = rc_statement_dup_text (select, i++);
  self->last_modified = rc_statement_dup_text (select, i++);
  self->result = rc_statement_dup_text (select, i++);
  self->n_new = (guint) rc_statement_get_int (select, i++);
  self->n_changed = (guint) rc_statement_get_int (select, i++);
  self->n_closed = (guint) rc_statement_get_int (select, i++);
  self->n_total = (guint) rc_statement_get_int (select, i++);
  self->n_failures = (guint) rc_statement_get_int (select, i++);
  self->checkpoint = rc_statement_dup_text (select, i++);
  epoch = rc_statement_get_int (select, i++);
  self->id = rc_statement_get_int (select, i++);
  g_assert (i == N_COLUMNS + 1);
  rc_source_state_overlay (rc_database_get_folder (db), epoch, self);
  return self;
}

RcSource *
rc_sources_find (RcDatabase *db, const char *name, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && name != NULL, NULL);

  select = rc_statement_new (db, "SELECT " COLUMNS ", id FROM source WHERE name = ? AND NOT removed", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_text (select, 1, name);
  if (rc_statement_step (select, &local_error))
    return make_source (db, select);
  if (local_error == NULL)
    set_not_found (name, &local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GPtrArray *
rc_sources_list (RcDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_source_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db, "SELECT " COLUMNS ", id FROM source WHERE NOT removed ORDER BY name", error);
  if (select == NULL)
    return NULL;
  while (rc_statement_step (select, &local_error))
    g_ptr_array_add (sources, make_source (db, select));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&sources);
}

static gint64
find_newest_refresh (RcDatabase *db, const char *where, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;
  g_autofree char *sql = g_strconcat ("SELECT " COLUMNS ", id FROM source", where, NULL);
  gint64 newest = 0;

  select = rc_statement_new (db, sql, error);
  if (select == NULL)
    return -1;
  while (rc_statement_step (select, &local_error))
    {
      g_autoptr (RcSource) source = make_source (db, select);

      newest = MAX (newest, source->last_success);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return -1;
    }
  return newest;
}

gint64
rc_sources_get_newest_refresh (RcDatabase *db, GError **error)
{
  g_return_val_if_fail (db != NULL, -1);

  /* Of those that were removed, too: what they brought is still there. */
  return find_newest_refresh (db, "", error);
}

gint64
rc_sources_get_newest_live_refresh (RcDatabase *db, GError **error)
{
  g_return_val_if_fail (db != NULL, -1);

  return find_newest_refresh (db, " WHERE NOT removed", error);
}

gboolean
rc_sources_keep_seen (RcDatabase *db, gint64 source, const gint64 *keys, guint n_keys, GError **error)
{
  g_autoptr (RcStatement) insert = rc_statement_new (db, "INSERT OR IGNORE INTO source_seen (source, key) VALUES (?, ?)", error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < n_keys; i++)
    {
      rc_statement_bind_int (insert, 1, source);
      rc_statement_bind_int (insert, 2, keys[i]);
      if (!rc_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

GHashTable *
rc_sources_load_seen (RcDatabase *db, gint64 source, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT key FROM source_seen WHERE source = ?", error);

  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, source);
  while (rc_statement_step (select, &local_error))
    {
      gint64 key = rc_statement_get_int (select, 0);

      g_hash_table_add (seen, g_memdup2 (&key, sizeof key));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&seen);
}

gboolean
rc_sources_forget_seen (RcDatabase *db, gint64 source, GError **error)
{
  return rc_statement_run_with_id (db, "DELETE FROM source_seen WHERE source = ?", source, error);
}

GHashTable *
rc_sources_load_entries (RcDatabase *db, gint64 source, GError **error)
{
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT key, digest FROM source_entry WHERE source = ?", error);

  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, source);
  while (rc_statement_step (select, &local_error))
    {
      gint64 key = rc_statement_get_int (select, 0), digest = rc_statement_get_int (select, 1);

      g_hash_table_insert (entries, g_memdup2 (&key, sizeof key), g_memdup2 (&digest, sizeof digest));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&entries);
}

gboolean
rc_sources_keep_entries (RcDatabase *db, gint64 source, GHashTable *entries, GError **error)
{
  g_autoptr (RcStatement) insert = rc_statement_new (db, "INSERT OR REPLACE INTO source_entry (source, key, digest) VALUES (?, ?, ?)", error);
  GHashTableIter iter;
  gpointer key, digest;

  if (insert == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &key, &digest))
    {
      rc_statement_bind_int (insert, 1, source);
      rc_statement_bind_int (insert, 2, *(const gint64 *) key);
      rc_statement_bind_int (insert, 3, *(const gint64 *) digest);
      if (!rc_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}
