/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fixed SQL statements, prepared once a connection. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/statement.h"

#include "catalogue/database-private.h"

struct _RcStatement
{
  RcDatabase *db;     /* (unowned) */
  sqlite3_stmt *stmt; /* (owned) */
  gboolean busy;      /* given out */
  gboolean cached;    /* lives in the cache of the connection */
};

static RcStatement *
prepare (RcDatabase *db, const char *sql, GError **error)
{
  sqlite3 *handle = rc_database_get_handle (db);
  sqlite3_stmt *stmt = NULL;
  RcStatement *self;
  int rc = sqlite3_prepare_v3 (handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (rc != SQLITE_OK)
    {
      rc_database_set_error (db, rc, error);
      return NULL;
    }
  self = g_new0 (RcStatement, 1);
  self->db = db;
  self->stmt = stmt;
  return self;
}

void
rc_statement_destroy (RcStatement *self)
{
  sqlite3_finalize (self->stmt);
  g_free (self);
}

RcStatement *
rc_statement_new (RcDatabase *db, const char *sql, GError **error)
{
  GHashTable *cache = rc_database_get_statements (db);
  RcStatement *self = g_hash_table_lookup (cache, sql);

  if (self == NULL || self->busy)
    {
      gboolean first = self == NULL;

      self = prepare (db, sql, error);
      if (self == NULL)
        return NULL;
      /* A statement wanted again while it runs (a walk that looks something up) gets a twin that is thrown away. */
      self->cached = first;
      if (first)
        g_hash_table_insert (cache, (gpointer) sql, self);
    }
  self->busy = TRUE;
  return self;
}

void
rc_statement_free (RcStatement *self)
{
  if (self->cached)
    {
      sqlite3_reset (self->stmt);
      sqlite3_clear_bindings (self->stmt);
      self->busy = FALSE;
    }
  else
    rc_statement_destroy (self);
}

void
rc_statement_bind_int (RcStatement *self, int index, gint64 value)
{
  sqlite3_bind_int64 (self->stmt, index, value);
}

void
rc_statement_bind_id (RcStatement *self, int index, gint64 id)
{
  if (id != 0)
    sqlite3_bind_int64 (self->stmt, index, id);
  else
    sqlite3_bind_null (self->stmt, index);
}

void
rc_statement_bind_text (RcStatement *self, int index, const char *text)
{
  sqlite3_bind_text (self->stmt, index, text, -1, SQLITE_STATIC);
}

void
rc_statement_bind_bytes (RcStatement *self, int index, GBytes *bytes)
{
  gsize size = 0;
  const void *data;

  if (bytes == NULL)
    {
      sqlite3_bind_null (self->stmt, index);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  sqlite3_bind_blob64 (self->stmt, index, data != NULL ? data : "", size, SQLITE_STATIC);
}

gboolean
rc_statement_step (RcStatement *self, GError **error)
{
  int rc = sqlite3_step (self->stmt);

  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    rc_database_set_error (self->db, rc, error);
  return FALSE;
}

gboolean
rc_statement_run (RcStatement *self, GError **error)
{
  int rc;

  do
    rc = sqlite3_step (self->stmt);
  while (rc == SQLITE_ROW);
  if (rc != SQLITE_DONE)
    rc_database_set_error (self->db, rc, error);
  sqlite3_reset (self->stmt);
  return rc == SQLITE_DONE;
}

gboolean
rc_statement_run_with_id (RcDatabase *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (RcStatement) statement = rc_statement_new (db, sql, error);

  if (statement == NULL)
    return FALSE;
  rc_statement_bind_int (statement, 1, id);
  return rc_statement_run (statement, error);
}

gboolean
rc_statement_find_int (RcDatabase *db, const char *sql, gint64 id, gint64 *number, GError **error)
{
  g_autoptr (RcStatement) select = rc_statement_new (db, sql, error);
  g_autoptr (GError) local_error = NULL;

  *number = 0;
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, id);
  if (rc_statement_step (select, &local_error))
    *number = rc_statement_get_int (select, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gint64
rc_statement_get_int (RcStatement *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

gboolean
rc_statement_add_ids (RcStatement *self, GArray *ids, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (rc_statement_step (self, &local_error))
    {
      gint64 id = rc_statement_get_int (self, 0);

      g_array_append_val (ids, id);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
rc_statement_is_null (RcStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

const char *
rc_statement_get_text (RcStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

char *
rc_statement_dup_text (RcStatement *self, int column)
{
  return g_strdup (rc_statement_get_text (self, column));
}

const void *
rc_statement_get_bytes (RcStatement *self, int column, gsize *size)
{
  const void *data = sqlite3_column_blob (self->stmt, column);

  *size = (gsize) sqlite3_column_bytes (self->stmt, column);
  return data;
}

GBytes *
rc_statement_dup_bytes (RcStatement *self, int column)
{
  gsize size = 0;
  const void *data;

  if (rc_statement_is_null (self, column))
    return NULL;
  data = rc_statement_get_bytes (self, column, &size);
  return g_bytes_new (data, size);
}
