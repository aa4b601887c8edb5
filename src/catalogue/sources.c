/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remote listings: what we know of each, and how the last try went. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>

#include "catalogue/database-private.h"
#include "catalogue/sources.h"

#define COLUMNS                                                                                                        \
  "name, url, format, mapping, allow_http, review, last_try, last_success, next_due, retry_after, last_error, etag, "     \
  "last_modified, result, n_new, n_changed, n_closed, n_total"
#define N_COLUMNS 18

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
  g_free (self);
}

RcSource *
rc_source_new (void)
{
  return g_new0 (RcSource, 1);
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
  if (id == 0)
    statement = rc_statement_new (db,
                                  "INSERT INTO source (" COLUMNS ") "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                  error);
  else
    statement = rc_statement_new (db,
                                  "UPDATE source SET (" COLUMNS ", removed) = "
                                  "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) WHERE id = ?",
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

static RcSource *
make_source (RcStatement *select)
{
  RcSource *self = rc_source_new ();
  int i = 0;

  self->name = rc_statement_dup_text (select, i++);
  self->url = rc_statement_dup_text (select, i++);
  self->format = rc_statement_dup_text (select, i++);
  self->mapping = rc_statement_dup_text (select, i++);
  self->allow_http = rc_statement_get_int (select, i++) != 0;
  self->review = rc_statement_get_int (select, i++) != 0;
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
  self->id = rc_statement_get_int (select, i++);
  g_assert (i == N_COLUMNS + 1);
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
    return make_source (select);
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
    g_ptr_array_add (sources, make_source (select));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&sources);
}

gint64
rc_sources_get_newest_refresh (RcDatabase *db, GError **error)
{
  gint64 moment = 0;

  g_return_val_if_fail (db != NULL, -1);

  return rc_database_get_number (db, "SELECT coalesce (max (last_success), 0) FROM source", &moment, error) ? moment : -1;
}

GHashTable *
rc_sources_get_open_controls (RcDatabase *db, gint64 source, GError **error)
{
  g_autoptr (GHashTable) controls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && source > 0, NULL);

  select = rc_statement_new (db,
                             "SELECT r.control FROM record r JOIN \"grant\" g ON g.record = r.id WHERE r.source = ? "
                             "AND r.control IS NOT NULL AND r.state <> 9 AND NOT g.closed",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, source);
  while (rc_statement_step (select, &local_error))
    g_hash_table_add (controls, rc_statement_dup_text (select, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&controls);
}
