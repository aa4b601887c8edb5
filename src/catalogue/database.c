/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to catalogue.db: its transactions, its errors. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "catalogue/database-struct.h"
#include "catalogue/trial.h"

/* Steps of SQLite's machine between two looks at the cancellable: some tens of microseconds. */
#define PROGRESS_STEPS 2000

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

void
rc_database_set_patient (RcDatabase *self, RcWaitingFunc waiting, gpointer user_data)
{
  self->patient = TRUE;
  self->waiting = waiting;
  self->waiting_data = user_data;
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

RcPreparer *
rc_database_get_preparer (RcDatabase *self)
{
  if (self->preparer == NULL)
    self->preparer = rc_preparer_new ();
  return self->preparer;
}

RcMatchKeys *
rc_database_get_match_keys (RcDatabase *self, GError **error)
{
  if (self->match_keys == NULL)
    self->match_keys = rc_match_keys_new (self, error);
  return self->match_keys;
}

void
rc_database_drop_match_keys (RcDatabase *self)
{
  g_clear_pointer (&self->match_keys, rc_match_keys_free);
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

void
rc_database_close (RcDatabase *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->writer, rc_search_writer_free);
  rc_database_drop_match_keys (self);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->handle, sqlite3_close_v2);
  g_clear_pointer (&self->preparer, rc_preparer_free);
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

/* A WAL that stays behind would be taken for one that is in use. */
static gboolean
set_journal (RcDatabase *self, const char *pragma, int keeps_wal)
{
  sqlite3 *handle = rc_database_get_handle (self);

  sqlite3_file_control (handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keeps_wal);
  return sqlite3_exec (handle, pragma, NULL, NULL, NULL) == SQLITE_OK;
}

/* Of an empty catalogue a rollback journal keeps next to nothing, since SQLite takes back what is new by cutting the file where
 * it ended; the WAL would take all of it once more than is needed. */
void
rc_database_fill (RcDatabase *self)
{
  g_return_if_fail (self != NULL && self->mode == RC_DATABASE_CREATE);

  /* Whoever has found it already goes on reading beside us. */
  self->filling = set_journal (self, "PRAGMA journal_mode = DELETE", 0);
  if (!self->filling)
    set_journal (self, "PRAGMA journal_mode = WAL", 1);
}

/* What fails here is done by the next who opens it for writing. */
static void
stop_filling (RcDatabase *self)
{
  if (self->filling)
    set_journal (self, "PRAGMA journal_mode = WAL", 1);
  self->filling = FALSE;
}

/* The path of the journal where it is large; NULL where it is not. */
static char *
dup_large_journal (RcDatabase *self)
{
  g_autofree char *path = g_strconcat (self->path, "-wal", NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_size > RC_DATABASE_JOURNAL_BYTES ? g_steal_pointer (&path) : NULL;
}

/* After a large transaction: else its journal keeps its size until somebody writes again. A reader in the middle of
 * something is waited for a moment, as nobody can write meanwhile; when it takes longer, the journal waits for the next commit. */
static void
shrink_journal (RcDatabase *self)
{
  g_autofree char *journal = dup_large_journal (self);

  if (journal != NULL)
    {
      self->shrinking = TRUE;
      sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
      self->shrinking = FALSE;
    }
}

static gpointer
sync_journal (gpointer data)
{
  g_autofree char *path = data;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd >= 0)
    {
      fdatasync (fd);
      close (fd);
    }
  return NULL;
}

/* Through SQLite: to close a descriptor of our own would end its locks. */
static gpointer
sync_file (gpointer data)
{
  sqlite3_file *file = data;

  file->pMethods->xSync (file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
  return NULL;
}

static GThread *
begin_sync (RcDatabase *self)
{
  sqlite3_file *file = NULL;
  char *journal = dup_large_journal (self);

  if (self->filling && sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK)
    return g_thread_new ("sync", sync_file, file);
  return journal != NULL ? g_thread_new ("sync", sync_journal, journal) : NULL;
}

/* The search brings its file up to what the transaction holds, where that is much. The disk takes what stands in the journal
 * meanwhile: the commit would wait for all of it. */
static gboolean
finish_search (RcDatabase *self, gboolean *many, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GThread *syncing;
  gboolean done;

  if (self->writer == NULL)
    return TRUE;
  syncing = begin_sync (self);
  done = rc_search_writer_finish (self->writer, self->cancellable, many, &local_error);
  if (syncing != NULL)
    g_thread_join (syncing);
  if (done)
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

  if ((self->match_keys == NULL || rc_match_keys_flush (self, error)) && finish_search (self, &many, error) &&
      rc_database_exec (self, "UPDATE setting SET value = value + 1 WHERE name = 'version'", error) &&
      rc_database_exec (self, "COMMIT", error))
    {
      /* Somebody else may write before the next one. */
      rc_database_drop_match_keys (self);
      if (many)
        rc_search_index_clean (self->handle);
      stop_filling (self);
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
  rc_database_drop_match_keys (self);
  sqlite3_progress_handler (self->handle, 0, NULL, NULL);
  /* A full disk has rolled back by itself. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  stop_filling (self);
  rc_trial_end (self);
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
