/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How catalogue.db is opened: for reading, for writing, as a new one. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>

#include "catalogue/check.h"
#include "catalogue/database-struct.h"
#include "catalogue/lock-holder.h"
#include "catalogue/schema.h"
#include "text/tokens.h"

/* How long we wait for somebody else's transaction. */
#define BUSY_TIMEOUT_MS 5000
#define BUSY_STEP_MS 10
/* And how long for readers, while others wait for us. */
#define READERS_TIMEOUT_MS 500
/* A wait of which somebody should be told. */
#define LONG_WAIT_MS 1000
/* What a connection keeps of the file. Readers are several; what they read stands in the system's cache, too, and most of
 * an answer in the pages it has just read. */
#define CACHE_KB 32768
#define READER_CACHE_KB 4096

static int
busy_cb (void *user_data, int n_calls)
{
  RcDatabase *self = user_data;
  int waited_ms = n_calls * BUSY_STEP_MS;

  if (g_cancellable_is_cancelled (self->cancellable))
    return 0;
  if (self->shrinking ? waited_ms >= READERS_TIMEOUT_MS : !self->patient && waited_ms >= BUSY_TIMEOUT_MS)
    return 0;
  if (waited_ms == LONG_WAIT_MS && self->waiting != NULL)
    {
      int process = 0;
      g_autofree char *writer = rc_lock_holder_dup_name (self->path, &process);

      self->waiting (writer, process, self->waiting_data);
    }
  g_usleep (BUSY_STEP_MS * 1000);
  return 1;
}

/* The file behind the connection, opened as SQLite likes it for the mode. */
static gboolean
open_handle (RcDatabase *self, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (self->path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, TRUE);
  g_autofree char *uri = g_strdup_printf ("file:%s%s", escaped, self->immutable ? "?immutable=1" : "");
  g_autofree char *pragmas = NULL;
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
  pragmas = g_strdup_printf ("PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
                             "PRAGMA cache_size = -%d",
                             self->mode == RC_DATABASE_READ ? READER_CACHE_KB : CACHE_KB);
  return rc_database_exec (self, pragmas, error);
}

static void
set_too_new (RcDatabase *self, int version, int newest, GError **error)
{
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_TOO_NEW,
               _ ("%s was made by a newer version of this program (its version is %d, we know %d)"), self->path, version,
               newest);
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
      set_too_new (self, (int) user_version, rc_schema_get_newest (), error);
      return FALSE;
    }
  return TRUE;
}

static void
set_too_old (RcDatabase *self, GError **error)
{
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED,
               _ ("%s was made by an older version of this program; open it once with one that may write"), self->path);
}

/* What the search knows was made by the rules of some version for words; `current` is whether they are ours. */
static gboolean
check_words (RcDatabase *self, gboolean *current, GError **error)
{
  int version = rc_search_index_get_text_version (self->handle);

  *current = version == RC_TEXT_VERSION;
  if (version < 0)
    rc_database_set_error (self, sqlite3_extended_errcode (self->handle), error);
  else if (version > RC_TEXT_VERSION)
    set_too_new (self, version, RC_TEXT_VERSION, error);
  return version >= 0 && version <= RC_TEXT_VERSION;
}

static void
set_missing (RcDatabase *self, GError **error)
{
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_MISSING, _ ("There is no catalogue in %s"), self->folder);
}

/* What was cut off while it filled a new catalogue (rc_database_fill) is taken back by whoever opens that for writing. */
static gboolean
take_back (RcDatabase *self, GError **error)
{
  g_autoptr (RcDatabase) writer = rc_database_open (self->folder, RC_DATABASE_WRITE, error);

  return writer != NULL;
}

/* Readers without write permission need the files that the writer leaves, or a copy that is in no WAL mode. A WAL copy
 * without them can be read all the same: nobody is writing to it, since a writer would have made them. */
static gboolean
open_for_reading (RcDatabase *self, int *version, gboolean *empty, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  if (open_handle (self, &local_error) && read_identity (self, version, empty, &local_error))
    return TRUE;
  if (g_error_matches (local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_READ_ONLY) && g_file_test (journal, G_FILE_TEST_EXISTS))
    return take_back (self, error) && open_handle (self, error) && read_identity (self, version, empty, error);
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

/* In a transaction. */
static gboolean
bring_up_to_date (RcDatabase *self, int version, GError **error)
{
  gboolean current;

  if (!rc_schema_migrate (self, version, error) || !check_words (self, &current, error))
    return FALSE;
  return (current || (rc_check_repair (self, error) && rc_match_keys_rebuild (self, error))) && rc_database_exec (self, "PRAGMA application_id = 0x52436174", error);
}

static gboolean
prepare_writing (RcDatabase *self, int version, gboolean empty, GError **error)
{
  gboolean current = FALSE;
  int on = 1;

  /* Entries and masters of some kB waste less of larger pages. What exists keeps its size. */
  if (empty && !rc_database_exec (self, "PRAGMA page_size = 8192", error))
    return FALSE;
  /* Else the last writer takes the files of the WAL with it, and readers that may not make them are shut out. */
  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &on);
  if (!rc_database_exec (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                               "PRAGMA journal_size_limit = " G_STRINGIFY (RC_DATABASE_JOURNAL_BYTES),
                         error))
    return FALSE;
  if (version == rc_schema_get_newest () && !empty && !check_words (self, &current, error))
    return FALSE;
  if (current)
    return TRUE;
  if (!rc_database_begin (self, error))
    return FALSE;
  /* Somebody else may have done it while we waited. */
  if (!read_identity (self, &version, &empty, error) || !bring_up_to_date (self, version, error) ||
      !rc_database_commit (self, error))
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
  gboolean empty = FALSE, current = FALSE;
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
  if (version == rc_schema_get_newest () && !check_words (self, &current, error))
    return FALSE;
  if (!current)
    {
      set_too_old (self, error);
      return FALSE;
    }
  return rc_database_exec (self, "PRAGMA query_only = ON", error);
}

/* SQLite counts its memory under one lock for all threads. Where another library has begun with it before us, it goes on. */
static void
stop_counting_memory (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&once, 1);
}

RcDatabase *
rc_database_open (const char *folder, RcDatabaseMode mode, GError **error)
{
  g_autoptr (RcDatabase) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  stop_counting_memory ();
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
