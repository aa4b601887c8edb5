/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to catalogue.db: how it is opened, its transactions, its errors. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "catalogue/database-private.h"
#include "catalogue/schema.h"

/* How long we wait for somebody else's transaction. */
#define BUSY_TIMEOUT_MS 5000
#define BUSY_STEP_MS 10
/* Steps of SQLite's machine between two looks at the cancellable: some tens of microseconds. */
#define PROGRESS_STEPS 2000
/* What the journal may go on taking once its content is in the database. */
#define JOURNAL_BYTES 16777216

struct _RcDatabase
{
  char *folder;              /* (owned) */
  char *path;                /* (owned) of catalogue.db */
  sqlite3 *handle;           /* (owned) */
  GHashTable *statements;    /* (owned) text of SQL (by address) → RcStatement */
  RcSearchWriter *writer;    /* (owned) (nullable) */
  GConverter *compressor;    /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  GThread *thread;           /* (unowned) where it was opened */
  GStatBuf file;             /* of catalogue.db when it was opened */
  RcDatabaseMode mode;
  gboolean immutable; /* a copy without write permission: nobody can change it */
  gboolean patient;   /* waits for other writers until it is cancelled */
};

G_DEFINE_QUARK (rc-catalogue-error-quark, rc_catalogue_error)

void
rc_database_set_sqlite_error (sqlite3 *handle, int rc, const char *path, GError **error)
{
  const char *reason = handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (rc);

  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_BUSY,
                   _ ("%s: somebody else is writing to the catalogue, try again later"), path);
      break;
    case SQLITE_NOTADB:
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_ONE, _ ("%s is not a catalogue"), path);
      break;
    case SQLITE_CORRUPT:
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CORRUPT, _ ("%s is damaged (%s)"), path, reason);
      break;
    case SQLITE_FULL:
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NO_SPACE, _ ("%s: there is no room left on the disk"),
                   path);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_READ_ONLY, _ ("%s may not be written to"), path);
      break;
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      break;
    default:
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, "%s: %s", path, reason);
    }
}

void
rc_database_set_error (RcDatabase *self, int rc, GError **error)
{
  /* A wait for a lock that was cancelled ends as "busy". */
  if (self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable))
    rc = SQLITE_INTERRUPT;
  rc_database_set_sqlite_error (self->handle, rc, self->path, error);
}

static int
busy_cb (void *user_data, int n_calls)
{
  RcDatabase *self = user_data;

  if ((!self->patient && n_calls * BUSY_STEP_MS >= BUSY_TIMEOUT_MS) || g_cancellable_is_cancelled (self->cancellable))
    return 0;
  g_usleep (BUSY_STEP_MS * 1000);
  return 1;
}

void
rc_database_set_patient (RcDatabase *self, gboolean patient)
{
  self->patient = patient;
}

static int
progress_cb (void *user_data)
{
  RcDatabase *self = user_data;

  return g_cancellable_is_cancelled (self->cancellable);
}

sqlite3 *
rc_database_get_handle (RcDatabase *self)
{
  g_assert (self->thread == g_thread_self ());
  return self->handle;
}

GHashTable *
rc_database_get_statements (RcDatabase *self)
{
  return self->statements;
}

const char *
rc_database_get_folder (RcDatabase *self)
{
  return self->folder;
}

RcSearchWriter *
rc_database_get_search_writer (RcDatabase *self, GError **error)
{
  if (self->writer == NULL)
    self->writer = rc_search_writer_new (self->handle, error);
  return self->writer;
}

GConverter *
rc_database_get_compressor (RcDatabase *self)
{
  if (self->compressor == NULL)
    self->compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  else
    g_converter_reset (self->compressor);
  return self->compressor;
}

gboolean
rc_database_exec (RcDatabase *self, const char *sql, GError **error)
{
  int rc = sqlite3_exec (rc_database_get_handle (self), sql, NULL, NULL, NULL);

  if (rc != SQLITE_OK)
    rc_database_set_error (self, rc, error);
  return rc == SQLITE_OK;
}

gboolean
rc_database_get_number (RcDatabase *self, const char *sql, gint64 *number, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (rc_database_get_handle (self), sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    *number = sqlite3_column_int64 (stmt, 0);
  else
    rc_database_set_error (self, rc, error);
  sqlite3_finalize (stmt);
  return rc == SQLITE_ROW;
}

void
rc_database_set_cancellable (RcDatabase *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (self->handle, cancellable != NULL ? PROGRESS_STEPS : 0, progress_cb, self);
}

gboolean
rc_database_is_cancelled (RcDatabase *self, GError **error)
{
  return g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* The file behind the connection, opened as SQLite likes it for the mode. */
static gboolean
open_handle (RcDatabase *self, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (self->path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, TRUE);
  g_autofree char *uri = g_strdup_printf ("file:%s%s", escaped, self->immutable ? "?immutable=1" : "");
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;
  int rc;

  g_clear_pointer (&self->handle, sqlite3_close_v2);
  if (self->mode == RC_DATABASE_READ)
    flags |= SQLITE_OPEN_READONLY;
  else
    flags |= SQLITE_OPEN_READWRITE | (self->mode == RC_DATABASE_CREATE ? SQLITE_OPEN_CREATE : 0);
  rc = sqlite3_open_v2 (uri, &self->handle, flags, NULL);
  if (rc != SQLITE_OK)
    {
      rc_database_set_sqlite_error (self->handle, rc, self->path, error);
      return FALSE;
    }
  sqlite3_busy_handler (self->handle, busy_cb, self);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return rc_database_exec (self, "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
                                 "PRAGMA cache_size = -32768",
                           error);
}

/* What the file says it is; `empty` when it holds nothing yet. */
static gboolean
read_identity (RcDatabase *self, int *version, gboolean *empty, GError **error)
{
  gint64 application = 0, user_version = 0, n_tables = 0;

  if (!rc_database_get_number (self, "PRAGMA application_id", &application, error) ||
      !rc_database_get_number (self, "PRAGMA user_version", &user_version, error) ||
      !rc_database_get_number (self, "SELECT count (*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  *version = (int) user_version;
  *empty = application == 0 && user_version == 0 && n_tables == 0;
  /* A version of ours comes with its tables, in one transaction: none without the other. */
  if (!*empty && (application != RC_DATABASE_APPLICATION_ID || user_version < 1))
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_ONE, _ ("%s is not a catalogue"), self->path);
      return FALSE;
    }
  if (user_version > rc_schema_get_newest ())
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_TOO_NEW,
                   _ ("%s was made by a newer version of this program (its version is %d, we know %d)"), self->path,
                   (int) user_version, rc_schema_get_newest ());
      return FALSE;
    }
  return TRUE;
}

static void
set_missing (RcDatabase *self, GError **error)
{
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_MISSING, _ ("There is no catalogue in %s"), self->folder);
}

/* Readers without write permission need the files that the writer leaves, or a copy that is in no WAL mode. A WAL copy
 * without them can be read all the same: nobody is writing to it, since a writer would have made them. */
static gboolean
open_for_reading (RcDatabase *self, int *version, gboolean *empty, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);

  if (open_handle (self, &local_error) && read_identity (self, version, empty, &local_error))
    return TRUE;
  if ((g_error_matches (local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED) ||
       g_error_matches (local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_READ_ONLY)) &&
      !g_file_test (wal, G_FILE_TEST_EXISTS) && g_access (self->path, R_OK) == 0)
    {
      self->immutable = TRUE;
      return open_handle (self, error) && read_identity (self, version, empty, error);
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
prepare_writing (RcDatabase *self, int version, gboolean empty, GError **error)
{
  int on = 1;

  /* Else the last writer takes the files of the WAL with it, and readers that may not make them are shut out. */
  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &on);
  if (!rc_database_exec (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                               "PRAGMA journal_size_limit = " G_STRINGIFY (JOURNAL_BYTES),
                         error))
    return FALSE;
  if (version == rc_schema_get_newest () && !empty)
    return TRUE;
  if (!rc_database_begin (self, error))
    return FALSE;
  /* Somebody else may have done it while we waited. */
  if (!read_identity (self, &version, &empty, error) || !rc_schema_migrate (self, version, error) ||
      !rc_database_exec (self, "PRAGMA application_id = 0x52436174", error) || !rc_database_commit (self, error))
    {
      rc_database_rollback (self);
      return FALSE;
    }
  return TRUE;
}

static gboolean
open_for_writing (RcDatabase *self, GError **error)
{
  gboolean empty = FALSE;
  int version = 0;

  if (!open_handle (self, error) || !read_identity (self, &version, &empty, error))
    return FALSE;
  /* SQLite opens for reading what it may not write to; better said now than at the first change. */
  if (sqlite3_db_readonly (self->handle, "main") == 1)
    {
      rc_database_set_sqlite_error (self->handle, SQLITE_READONLY, self->path, error);
      return FALSE;
    }
  /* An empty file is what a creation leaves that was cut short. */
  if (empty && self->mode == RC_DATABASE_WRITE)
    {
      set_missing (self, error);
      return FALSE;
    }
  if (!empty && self->mode == RC_DATABASE_CREATE)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_EXISTS, _ ("There is a catalogue in %s already"),
                   self->folder);
      return FALSE;
    }
  return prepare_writing (self, version, empty, error);
}

static gboolean
open_database (RcDatabase *self, GError **error)
{
  gboolean empty = FALSE;
  int version = 0;

  if (self->mode == RC_DATABASE_CREATE)
    {
      if (g_mkdir_with_parents (self->folder, 0755) != 0)
        {
          g_set_error (error, RC_CATALOGUE_ERROR,
                       errno == ENOSPC ? RC_CATALOGUE_ERROR_NO_SPACE : RC_CATALOGUE_ERROR_FAILED,
                       _ ("Cannot make the folder %s: %s"), self->folder, g_strerror (errno));
          return FALSE;
        }
    }
  else if (g_stat (self->path, &self->file) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        set_missing (self, error);
      else
        g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("Cannot open %s: %s"), self->path,
                     g_strerror (errno));
      return FALSE;
    }
  else if (!S_ISREG (self->file.st_mode))
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_ONE, _ ("%s is not a catalogue"), self->path);
      return FALSE;
    }

  if (self->mode != RC_DATABASE_READ)
    return open_for_writing (self, error) && g_stat (self->path, &self->file) == 0;
  if (!open_for_reading (self, &version, &empty, error))
    return FALSE;
  if (empty)
    {
      set_missing (self, error);
      return FALSE;
    }
  if (version < rc_schema_get_newest ())
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED,
                   _ ("%s was made by an older version of this program; open it once with one that may write"), self->path);
      return FALSE;
    }
  return rc_database_exec (self, "PRAGMA query_only = ON", error);
}

RcDatabase *
rc_database_open (const char *folder, RcDatabaseMode mode, GError **error)
{
  g_autoptr (RcDatabase) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_new0 (RcDatabase, 1);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->path = g_build_filename (self->folder, RC_DATABASE_FILE, NULL);
  self->mode = mode;
  self->thread = g_thread_self ();
  self->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) rc_statement_destroy);
  if (!open_database (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rc_database_close (RcDatabase *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->writer, rc_search_writer_free);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->handle, sqlite3_close_v2);
  g_clear_object (&self->compressor);
  g_clear_object (&self->cancellable);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

gboolean
rc_database_begin (RcDatabase *self, GError **error)
{
  if (self->mode == RC_DATABASE_READ)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_READ_ONLY, _ ("%s is open for reading only"),
                   self->path);
      return FALSE;
    }
  return rc_database_exec (self, "BEGIN IMMEDIATE", error);
}

/* After a large transaction: else its journal keeps its size until somebody writes again. A reader in the middle of
 * something is waited for as for a writer; when that takes too long, the journal waits for the next commit. */
static void
shrink_journal (RcDatabase *self)
{
  g_autofree char *journal = g_strconcat (self->path, "-wal", NULL);
  GStatBuf status;

  if (g_stat (journal, &status) == 0 && status.st_size > JOURNAL_BYTES)
    sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

/* The search brings its file up to what the transaction holds, where that is much. */
static gboolean
finish_search (RcDatabase *self, gboolean *many, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (self->writer == NULL || rc_search_writer_finish (self->writer, self->cancellable, many, &local_error))
    return TRUE;
  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NO_SPACE, _ ("%s: there is no room left on the disk"),
                 self->path);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
rc_database_commit (RcDatabase *self, GError **error)
{
  gboolean many = FALSE;

  if (finish_search (self, &many, error) &&
      rc_database_exec (self, "UPDATE setting SET value = value + 1 WHERE name = 'version'", error) &&
      rc_database_exec (self, "COMMIT", error))
    {
      if (many)
        rc_search_index_clean (self->handle);
      shrink_journal (self);
      return TRUE;
    }
  rc_database_rollback (self);
  return FALSE;
}

void
rc_database_rollback (RcDatabase *self)
{
  /* It may hold in memory what is undone now. */
  g_clear_pointer (&self->writer, rc_search_writer_free);
  sqlite3_progress_handler (self->handle, 0, NULL, NULL);
  /* A full disk has rolled back by itself. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  rc_database_set_cancellable (self, self->cancellable);
}

void
rc_database_tidy (RcDatabase *self, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (self->mode == RC_DATABASE_READ || !rc_search_index_wants_merge (self->handle))
    return;
  rc_database_set_cancellable (self, cancellable);
  /* Without it everything is found all the same; the next one may go better. */
  if (!rc_search_index_merge (self->handle, cancellable, &error))
    g_info ("%s: %s", self->path, error->message);
  rc_database_set_cancellable (self, NULL);
}

guint64
rc_database_get_version (RcDatabase *self)
{
  g_autoptr (RcStatement) statement = NULL;

  statement = rc_statement_new (self, "SELECT value FROM setting WHERE name = 'version'", NULL);
  if (statement == NULL || !rc_statement_step (statement, NULL))
    return 0;
  return (guint64) rc_statement_get_int (statement, 0);
}

gboolean
rc_database_is_stale (RcDatabase *self)
{
  GStatBuf now;

  return g_stat (self->path, &now) != 0 || now.st_ino != self->file.st_ino || now.st_dev != self->file.st_dev;
}

char *
rc_catalogue_dup_default_folder (void)
{
  if (g_file_test ("/var/lib/resource-centre/" RC_DATABASE_FILE, G_FILE_TEST_EXISTS))
    return g_strdup ("/var/lib/resource-centre");
  return g_build_filename (g_get_user_data_dir (), "resource-centre", NULL);
}
