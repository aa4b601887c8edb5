/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a new file is made, and how it takes the place of the old one.
 *
 * A file is whole before it has a name, has its name before the database speaks of it, and the old one goes only when the
 * database has committed that. Whatever is cut off in between leaves the old file and all changes since, and at most a
 * file that nobody speaks of. */
#define G_LOG_DOMAIN "rc-search"

#include "search/lifecycle.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "search/snapshot.h"
#include "search/sql.h"

/* So many changes are worth a new file. */
#define MANY_CHANGES 1000
#define FILE_PREFIX "search-"
#define FILE_SUFFIX ".idx"
/* An unfinished file that nobody has written to for so long. */
#define STALE_S 3600
/* Entries between two looks at the cancellable. */
#define CANCEL_STEP 1024
/* Who asks goes before what has time. */
#define NICE 19

char *
rc_search_get_file_path (const char *folder, gint64 number)
{
  g_autofree char *name = g_strdup_printf (FILE_PREFIX "%" G_GINT64_FORMAT FILE_SUFFIX, number);

  return g_build_filename (folder, name, NULL);
}

static gboolean
get_number (sqlite3 *db, const char *sql, gint64 *number, GError **error)
{
  RC_AUTO_STATEMENT *select = rc_search_prepare (db, sql, error);
  gboolean failed = TRUE;

  *number = 0;
  if (select != NULL && rc_search_step (select, &failed, error))
    *number = sqlite3_column_int64 (select, 0);
  return !failed;
}

static gboolean
get_file_number (sqlite3 *db, gint64 *number, GError **error)
{
  return get_number (db, "SELECT number FROM search_file", number, error);
}

RcIndexFile *
rc_search_open_file (sqlite3 *db, GError **error)
{
  g_autofree char *folder = rc_snapshot_dup_folder (db);
  g_autofree char *path = NULL;
  g_autoptr (RcIndexFile) file = NULL;
  RC_AUTO_STATEMENT *select = rc_search_prepare (db, "SELECT number, token FROM search_file", error);
  gboolean failed = FALSE;

  if (select == NULL || !rc_search_step (select, &failed, error))
    return NULL;
  if (folder == NULL || sqlite3_column_bytes (select, 1) == 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "There is no search index yet");
      return NULL;
    }
  path = rc_search_get_file_path (folder, sqlite3_column_int64 (select, 0));
  file = rc_index_file_open (path, error);
  if (file == NULL)
    return NULL;
  if (sqlite3_column_bytes (select, 1) != RC_INDEX_TOKEN_BYTES
      || memcmp (sqlite3_column_blob (select, 1), file->header->token, RC_INDEX_TOKEN_BYTES) != 0)
    {
      g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED, "%s belongs to another catalogue", path);
      return NULL;
    }
  return g_steal_pointer (&file);
}

static gboolean
take_entry (RcBuild *build, sqlite3_stmt *select, GError **error)
{
  gint64 id = sqlite3_column_int64 (select, 0);
  RcEntry entry;

  if (sqlite3_column_type (select, 1) == SQLITE_NULL && id >= 0 && id <= G_MAXUINT32)
    {
      rc_build_remove (build, (guint32) id);
      return TRUE;
    }
  if (id >= 1 && id <= G_MAXUINT32
      && rc_entry_read (&entry, sqlite3_column_blob (select, 1), (gsize) sqlite3_column_bytes (select, 1)))
    return rc_build_add (build, (guint32) id, &entry, error);
  g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED,
               "The search index is damaged: the entry of record %" G_GINT64_FORMAT " is broken", id);
  return FALSE;
}

static gboolean
take_entries (RcBuild *build, sqlite3 *db, RcIndexFile *base, GCancellable *cancellable, GError **error)
{
  RC_AUTO_STATEMENT *select = rc_search_prepare (db,
                                                 base != NULL
                                                   ? "SELECT c.id, e.entry FROM search_change AS c LEFT JOIN search_entry AS e"
                                                     " ON e.id = c.id WHERE c.revision > ?1 ORDER BY c.id"
                                                   : "SELECT id, entry FROM search_entry ORDER BY id",
                                                 error);
  gboolean failed;

  if (select == NULL)
    return FALSE;
  if (base != NULL)
    sqlite3_bind_int64 (select, 1, base->header->revision);
  for (guint n = 0; rc_search_step (select, &failed, error); n++)
    if ((n % CANCEL_STEP == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        || !take_entry (build, select, error))
      return FALSE;
  return !failed;
}

RcFileWriter *
rc_search_build_file (sqlite3 *db, const char *folder, RcIndexFile *base, const guint8 *token, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (RcBuild) build = rc_build_new (folder, base);
  gint64 revision;

  if (!get_number (db, "SELECT seq FROM sqlite_sequence WHERE name = 'search_change'", &revision, error)
      || !take_entries (build, db, base, cancellable, error))
    return NULL;
  return rc_build_finish (build, db, token, revision, cancellable, error);
}

/* In a write transaction: the file gets its name, and the database speaks of it once that is committed. */
static gboolean
publish (sqlite3 *db, const char *folder, RcFileWriter *writer, GError **error)
{
  RC_AUTO_STATEMENT *update = NULL;
  RC_AUTO_STATEMENT *prune = NULL;
  g_autofree char *path = NULL;
  gboolean failed;
  gint64 number;

  if (!get_file_number (db, &number, error))
    return FALSE;
  path = rc_search_get_file_path (folder, number + 1);
  if (!rc_file_writer_publish (writer, path, error))
    return FALSE;
  update = rc_search_prepare (db, "UPDATE search_file SET number = ?1, token = ?2", error);
  prune = update != NULL ? rc_search_prepare (db, "DELETE FROM search_change WHERE revision <= ?1", error) : NULL;
  if (prune == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, number + 1);
  sqlite3_bind_blob (update, 2, writer->header.token, RC_INDEX_TOKEN_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (prune, 1, writer->header.revision);
  rc_search_step (update, &failed, error);
  if (!failed)
    rc_search_step (prune, &failed, error);
  return !failed;
}

static gpointer
check_sums (gpointer file)
{
  return GINT_TO_POINTER (rc_index_file_check_sums (file, NULL) && !rc_index_file_is_broken (file));
}

static RcFileWriter *
build_next (sqlite3 *db, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcIndexFile) base = rc_search_open_file (db, NULL);
  g_autoptr (RcFileWriter) writer = NULL;
  g_autoptr (GError) problem = NULL;
  guint8 token[RC_INDEX_TOKEN_BYTES];
  GThread *checking;

  sqlite3_randomness (sizeof token, token);
  if (base == NULL)
    return rc_search_build_file (db, folder, NULL, token, cancellable, error);
  /* What is copied from one file to the next must be what was written, which is found out meanwhile. */
  checking = g_thread_new ("rc-search-check", check_sums, base);
  writer = rc_search_build_file (db, folder, base, token, cancellable, &problem);
  if (!GPOINTER_TO_INT (g_thread_join (checking)) || g_error_matches (problem, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED))
    {
      /* A base that is damaged is no base. */
      g_clear_pointer (&writer, rc_file_writer_free);
      return rc_search_build_file (db, folder, NULL, token, cancellable, error);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return g_steal_pointer (&writer);
}

gboolean
rc_search_index_publish (sqlite3 *db, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = rc_snapshot_dup_folder (db);
  g_autoptr (RcFileWriter) writer = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  if (folder == NULL)
    return TRUE;
  writer = build_next (db, folder, cancellable, error);
  return writer != NULL && publish (db, folder, writer, error);
}

static gboolean
execute (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || rc_search_set_error (db, error);
}

static gboolean
publish_unless_overtaken (sqlite3 *db, const char *folder, gint64 number, RcFileWriter *writer, GError **error)
{
  gint64 now;

  if (!execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (get_file_number (db, &now, error) && (now != number || publish (db, folder, writer, error))
      && execute (db, "COMMIT", error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

typedef struct
{
  sqlite3 *db;               /* (unowned) the thread's while it runs */
  const char *folder;        /* (unowned) */
  GCancellable *cancellable; /* (unowned) (nullable) */
  RcFileWriter *writer;      /* (owned) (nullable) */
  GError *problem;           /* (owned) (nullable) */
} Next;

static gpointer
build_in_thread (gpointer data)
{
  Next *next = data;

  /* Of this thread, and of those that it makes. */
  setpriority (PRIO_PROCESS, (id_t) gettid (), NICE);
  next->writer = build_next (next->db, next->folder, next->cancellable, &next->problem);
  return NULL;
}

/* In a thread of its own, since none can ever take back that it was nice. */
static RcFileWriter *
build_nicely (sqlite3 *db, const char *folder, GCancellable *cancellable, GError **error)
{
  Next next = { .db = db, .folder = folder, .cancellable = cancellable };

  g_thread_join (g_thread_new ("rc-search-merge", build_in_thread, &next));
  if (next.problem != NULL)
    g_propagate_error (error, next.problem);
  return next.writer;
}

gboolean
rc_search_index_merge (sqlite3 *db, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = rc_snapshot_dup_folder (db);
  g_autoptr (RcFileWriter) writer = NULL;
  gint64 number = 0;

  g_return_val_if_fail (db != NULL && sqlite3_get_autocommit (db), FALSE);

  if (folder == NULL)
    return TRUE;
  /* The long part holds up nobody. */
  if (!execute (db, "BEGIN", error))
    return FALSE;
  if (get_file_number (db, &number, error))
    writer = build_nicely (db, folder, cancellable, error);
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  if (writer == NULL || !publish_unless_overtaken (db, folder, number, writer, error))
    return FALSE;
  rc_search_index_clean (db);
  return TRUE;
}

guint64
rc_search_index_count_changes (sqlite3 *db)
{
  gint64 n;

  g_return_val_if_fail (db != NULL, 0);

  return get_number (db, "SELECT count (*) FROM search_change", &n, NULL) ? (guint64) n : 0;
}

gboolean
rc_search_index_lacks_file (sqlite3 *db)
{
  g_autofree char *folder = rc_snapshot_dup_folder (db);
  gint64 n;

  return folder != NULL && get_number (db, "SELECT length (token) FROM search_file", &n, NULL) && n == 0;
}

gboolean
rc_search_index_wants_merge (sqlite3 *db)
{
  g_autoptr (RcIndexFile) file = NULL;
  gint64 n;

  g_return_val_if_fail (db != NULL, FALSE);

  if (rc_search_index_count_changes (db) >= MANY_CHANGES)
    return TRUE;
  if (!get_number (db, "SELECT length (token) FROM search_file", &n, NULL) || n == 0)
    return FALSE;
  file = rc_search_open_file (db, NULL);
  return file == NULL;
}

static gboolean
is_stale (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_mtime < g_get_real_time () / G_USEC_PER_SEC - STALE_S;
}

void
rc_search_index_clean (sqlite3 *db)
{
  g_autofree char *folder = rc_snapshot_dup_folder (db);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  gint64 current;

  if (dir == NULL || !get_file_number (db, &current, NULL))
    return;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gint64 number;
      char *end;

      if (!g_str_has_prefix (name, FILE_PREFIX))
        continue;
      number = g_ascii_strtoll (name + strlen (FILE_PREFIX), &end, 10);
      /* A later number may be somebody's who is about to commit it. */
      if (g_str_equal (end, FILE_SUFFIX) ? number < current || (number > current && is_stale (path))
                                         : g_str_has_suffix (name, ".tmp") && is_stale (path))
        g_unlink (path);
    }
}
