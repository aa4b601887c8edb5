/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening, refusing, reading without rights, checking, backing up. */
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "catalogue/database-private.h"
#include "catalogue/grant-sources.h"
#include "catalogue/refreshes.h"
#include "old.h"
#include "support.h"

#include "record/problem.h"
#include "search/index.h"

static char *
dup_database_path (Fixture *fixture)
{
  return g_build_filename (fixture->folder, "catalogue.db", NULL);
}

static void
exec (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static void
assert_open_error (const char *folder, RcDatabaseMode mode, RcCatalogueError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_database_open (folder, mode, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, (int) code);
  g_assert_null (strchr (error->message, '\n'));
}

/* A catalogue of the first version, as it was before there was a log of the sources. */
static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_database_path (fixture);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refreshes = NULL;
  g_autoptr (RcRecord) record = make_publication ("KZ0001", "Water for the steppe", "30001");
  gint64 id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  g_autoptr (RcRecordDetails) details = NULL;

  g_clear_pointer (&fixture->db, rc_database_close);
  rc_test_make_old (path, 1);
  assert_open_error (fixture->folder, RC_DATABASE_READ, RC_CATALOGUE_ERROR_FAILED);
  fixture->db = rc_database_open (fixture->folder, RC_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  db = rc_database_open (fixture->folder, RC_DATABASE_READ, &error);
  g_assert_no_error (error);
  refreshes = rc_refreshes_list (db, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refreshes->len, ==, 0);
  details = rc_records_get (db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (details->record->control, ==, "KZ0001");
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_database_path (fixture);
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autofree char *strange = g_build_filename (other, "catalogue.db", NULL);

  assert_open_error (fixture->folder, RC_DATABASE_CREATE, RC_CATALOGUE_ERROR_EXISTS);
  assert_open_error (other, RC_DATABASE_READ, RC_CATALOGUE_ERROR_MISSING);
  assert_open_error (other, RC_DATABASE_WRITE, RC_CATALOGUE_ERROR_MISSING);
  g_assert_cmpint (g_mkdir (other, 0755), ==, 0);
  g_assert_true (g_file_set_contents (strange, "this is a letter and no database at all", -1, NULL));
  assert_open_error (other, RC_DATABASE_READ, RC_CATALOGUE_ERROR_NOT_ONE);
  assert_open_error (other, RC_DATABASE_WRITE, RC_CATALOGUE_ERROR_NOT_ONE);
  g_remove (strange);
  exec (strange, "CREATE TABLE somebody_elses (x)");
  assert_open_error (other, RC_DATABASE_READ, RC_CATALOGUE_ERROR_NOT_ONE);
  assert_open_error (other, RC_DATABASE_CREATE, RC_CATALOGUE_ERROR_NOT_ONE);

  g_clear_pointer (&fixture->db, rc_database_close);
  exec (path, "PRAGMA user_version = 999");
  assert_open_error (fixture->folder, RC_DATABASE_READ, RC_CATALOGUE_ERROR_TOO_NEW);
  assert_open_error (fixture->folder, RC_DATABASE_WRITE, RC_CATALOGUE_ERROR_TOO_NEW);
}

static char *
hash_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, size);
}

/* A file that is no catalogue of ours gets its error in every mode, and stays as it is to the byte. */
static void
test_untouched (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    RcCatalogueError read, write, create;
  } cases[] = {
    { "PRAGMA user_version = 0", RC_CATALOGUE_ERROR_NOT_ONE, RC_CATALOGUE_ERROR_NOT_ONE, RC_CATALOGUE_ERROR_NOT_ONE },
    { "PRAGMA user_version = -7", RC_CATALOGUE_ERROR_NOT_ONE, RC_CATALOGUE_ERROR_NOT_ONE, RC_CATALOGUE_ERROR_NOT_ONE },
    { "PRAGMA user_version = 999", RC_CATALOGUE_ERROR_TOO_NEW, RC_CATALOGUE_ERROR_TOO_NEW, RC_CATALOGUE_ERROR_TOO_NEW },
    { "PRAGMA application_id = 4711", RC_CATALOGUE_ERROR_NOT_ONE, RC_CATALOGUE_ERROR_NOT_ONE, RC_CATALOGUE_ERROR_NOT_ONE },
    { "PRAGMA application_id = 0", RC_CATALOGUE_ERROR_NOT_ONE, RC_CATALOGUE_ERROR_NOT_ONE, RC_CATALOGUE_ERROR_NOT_ONE },
    { "PRAGMA user_version = 7", 0, 0, RC_CATALOGUE_ERROR_EXISTS },
  };
  g_autofree char *path = dup_database_path (fixture);
  g_autofree char *folder = g_build_filename (fixture->folder, "copy", NULL);
  g_autofree char *copy = g_build_filename (folder, "catalogue.db", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_clear_pointer (&fixture->db, rc_database_close);
  exec (path, "PRAGMA journal_mode = DELETE");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      g_assert_true (g_file_set_contents (copy, bytes, (gssize) size, NULL));
      exec (copy, cases[i].sql);
      before = hash_file (copy);
      if (cases[i].read != 0)
        assert_open_error (folder, RC_DATABASE_READ, cases[i].read);
      if (cases[i].write != 0)
        assert_open_error (folder, RC_DATABASE_WRITE, cases[i].write);
      assert_open_error (folder, RC_DATABASE_CREATE, cases[i].create);
      after = hash_file (copy);
      g_assert_cmpstr (before, ==, after);
    }

  g_assert_true (g_file_set_contents (copy, "", 0, NULL));
  assert_open_error (folder, RC_DATABASE_READ, RC_CATALOGUE_ERROR_MISSING);
  assert_open_error (folder, RC_DATABASE_WRITE, RC_CATALOGUE_ERROR_MISSING);
  g_free (bytes);
  g_assert_true (g_file_get_contents (copy, &bytes, &size, NULL));
  g_assert_cmpuint (size, ==, 0);
}

/* What a creation leaves that was killed before its transaction was through. */
static void
test_half_made (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "half", NULL);
  g_autofree char *path = g_build_filename (folder, "catalogue.db", NULL);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_open_error (folder, RC_DATABASE_WRITE, RC_CATALOGUE_ERROR_MISSING);
  db = rc_database_open (folder, RC_DATABASE_CREATE, &error);
  g_assert_no_error (error);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDatabase) reader = rc_database_open (fixture->folder, RC_DATABASE_READ, &error);
  g_autoptr (RcRecord) record = make_publication ("1", "One", NULL);
  guint64 version;

  g_assert_no_error (error);
  version = rc_database_get_version (reader);
  g_assert_false (rc_database_begin (reader, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_READ_ONLY);
  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  g_assert_cmpuint (rc_database_get_version (reader), !=, version);
  g_assert_cmpuint (count_found (reader, "one"), ==, 1);
}

/* As a user who may read the folder and write nothing; ends the child. */
static void G_GNUC_NORETURN
read_in_child (const char *folder, guint n_expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDatabase) db = NULL;

  if (setgid (65534) != 0 || setuid (65534) != 0)
    _exit (77);
  db = rc_database_open (folder, RC_DATABASE_READ, &error);
  if (db == NULL)
    {
      g_printerr ("%s\n", error->message);
      _exit (1);
    }
  _exit (count_found (db, "") == n_expected ? 0 : 2);
}

static void
assert_readable (const char *folder, guint n_expected)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    read_in_child (folder, n_expected);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_without_rights (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_database_path (fixture);
  g_autofree char *copy_folder = g_build_filename (fixture->folder, "copy", NULL);
  g_autofree char *copy = g_build_filename (copy_folder, "catalogue.db", NULL);
  g_autofree char *vacuum = g_strdup_printf ("VACUUM INTO '%s'", copy);
  g_autoptr (RcRecord) record = make_publication ("1", "One", NULL);
  g_autofree char *bytes = NULL;
  gsize size;
  pid_t child;
  int status;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can become somebody who may not write");
      return;
    }
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  assert_readable (fixture->folder, 1);
  g_clear_pointer (&fixture->db, rc_database_close);
  assert_readable (fixture->folder, 1);

  /* A writer killed after a commit, in the middle of the next transaction. */
  child = fork ();
  if (child == 0)
    {
      RcDatabase *db = rc_database_open (fixture->folder, RC_DATABASE_WRITE, NULL);
      g_autoptr (RcRecord) second = make_publication ("2", "Two", NULL);
      gint64 batch;

      put (db, 0, second, NULL, RC_STATE_VISIBLE, NULL);
      rc_database_begin (db, NULL);
      batch = rc_batch_begin (db, RC_BATCH_EDIT, "cut short", NULL, NULL);
      rc_records_put (db, batch, 0, record, NULL, RC_STATE_VISIBLE, NULL);
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  assert_readable (fixture->folder, 2);

  /* Installed and copied catalogues: in no WAL mode, or in WAL mode without its files. */
  g_assert_cmpint (g_mkdir (copy_folder, 0755), ==, 0);
  exec (path, vacuum);
  assert_readable (copy_folder, 2);
  exec (path, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) size, NULL));
  g_assert_cmpint (g_chmod (copy, 0644), ==, 0);
  assert_readable (copy_folder, 2);
}

static guint
count_problems (RcDatabase *db, gboolean repair)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_database_check (db, repair, problems, NULL, &error));
  g_assert_no_error (error);
  return problems->len;
}

#define N_FILLED 40

/* A new catalogue, filled but for the last step. */
static void
fill (RcDatabase *db)
{
  gint64 batch;

  rc_database_fill (db);
  /* So small that the file holds some of it before the end. */
  g_assert_true (rc_database_exec (db, "PRAGMA cache_size = 10", NULL));
  g_assert_true (rc_database_begin (db, NULL));
  batch = rc_batch_begin (db, RC_BATCH_IMPORT, "filled", NULL, NULL);
  for (guint i = 0; i < N_FILLED; i++)
    {
      g_autofree char *control = g_strdup_printf ("c%u", i);
      g_autoptr (RcRecord) record = make_publication (control, "Filled", NULL);

      g_assert_cmpint (rc_records_put (db, batch, 0, record, NULL, RC_STATE_VISIBLE, NULL), !=, 0);
    }
}

/* Killed, it is an empty catalogue for whoever comes next, a reader too; one that has it open already sees no difference. */
static void
test_filled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "filled", NULL);
  g_autofree char *cut = g_build_filename (fixture->folder, "cut", NULL);
  g_autofree char *journal = g_build_filename (cut, "catalogue.db-journal", NULL);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcDatabase) reader = NULL;
  g_autoptr (GError) error = NULL;
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      fill (rc_database_open (cut, RC_DATABASE_CREATE, NULL));
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  reader = rc_database_open (cut, RC_DATABASE_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_found (reader, ""), ==, 0);
  g_assert_cmpuint (count_problems (reader, FALSE), ==, 0);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_clear_pointer (&reader, rc_database_close);

  db = rc_database_open (folder, RC_DATABASE_CREATE, &error);
  reader = rc_database_open (folder, RC_DATABASE_READ, &error);
  g_assert_no_error (error);
  fill (db);
  g_assert_cmpuint (count_found (reader, ""), ==, 0);
  rc_database_rollback (db);
  g_clear_pointer (&reader, rc_database_close);

  fill (db);
  g_assert_true (rc_database_commit (db, &error));
  g_assert_no_error (error);
  reader = rc_database_open (folder, RC_DATABASE_READ, &error);
  g_assert_no_error (error);
  /* From now on nobody waits for who writes. */
  g_assert_true (rc_database_begin (db, NULL));
  g_assert_cmpint (rc_batch_begin (db, RC_BATCH_EDIT, "one more", NULL, NULL), !=, 0);
  g_assert_cmpuint (count_found (reader, "filled"), ==, N_FILLED);
  rc_database_rollback (db);
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_database_path (fixture);
  g_autoptr (RcRecord) record = make_publication ("1", "One", NULL);
  g_autoptr (RcRecord) grant = make_grant ("g", "A grant", "yearly 04-30");
  g_autoptr (GError) error = NULL;

  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  put (fixture->db, 0, grant, NULL, RC_STATE_VISIBLE, NULL);
  g_assert_cmpuint (count_problems (fixture->db, FALSE), ==, 0);

  /* What is derived is derived anew. */
  exec (path, "UPDATE record SET title = 'Wrong' WHERE id = 1; DELETE FROM search_entry WHERE id = 2");
  g_assert_cmpuint (count_problems (fixture->db, FALSE), ==, 2);
  g_assert_cmpuint (count_problems (fixture->db, TRUE), ==, 2);
  g_assert_cmpuint (count_problems (fixture->db, FALSE), ==, 0);
  g_assert_cmpuint (count_found (fixture->db, "one"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 2);

  /* A master is not. */
  exec (path, "UPDATE \"grant\" SET amount = 'ten times as much'");
  g_assert_cmpuint (count_problems (fixture->db, FALSE), ==, 1);
  count_problems (fixture->db, TRUE);
  g_assert_cmpuint (count_problems (fixture->db, FALSE), ==, 1);
  g_assert_no_error (error);
}

/* The catalogue as version 1 had it, where the search was a table of FTS5. */
static const char old_search[]
  = "CREATE VIRTUAL TABLE search_text USING fts5 (title, other_titles, people, subjects, identifiers, rest, full_text,"
    "  tokenize = 'ascii tokenchars ''=''', prefix = '1 2', columnsize = 0);"
    "CREATE TABLE search_entry (id INTEGER PRIMARY KEY, entry BLOB NOT NULL, closings TEXT NOT NULL) STRICT;"
    "CREATE TABLE search_title (id INTEGER PRIMARY KEY, key BLOB NOT NULL) STRICT;"
    "CREATE TABLE search_value (id INTEGER PRIMARY KEY, facet INTEGER NOT NULL, value TEXT NOT NULL,"
    "  UNIQUE (facet, value)) STRICT;"
    "INSERT INTO search_text (rowid, title) SELECT id, lower (title) FROM record;";

static void
test_first_version (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_database_path (fixture);
  g_autoptr (RcRecord) record = make_publication ("1", "One", NULL);
  g_autoptr (RcRecord) grant = make_grant ("g", "A grant", "yearly 04-30");
  g_autoptr (GError) error = NULL;

  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  put (fixture->db, 0, grant, NULL, RC_STATE_VISIBLE, NULL);
  g_clear_pointer (&fixture->db, rc_database_close);
  rc_test_make_old (path, 1);
  exec (path, old_search);
  assert_open_error (fixture->folder, RC_DATABASE_READ, RC_CATALOGUE_ERROR_FAILED);
  fixture->db = rc_database_open (fixture->folder, RC_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_found (fixture->db, "one"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 2);
  g_assert_cmpuint (count_problems (fixture->db, FALSE), ==, 0);
}

/* A catalogue of any version, with a grant that a source has brought. */
static void
test_older_versions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_database_path (fixture);
  g_autoptr (RcRecord) record = make_publication ("1", "One", "b1");
  g_autoptr (RcRecord) grant = make_grant ("g", "A grant", "2030-04-30");
  g_autoptr (RcSource) source = rc_source_new ();
  g_autoptr (GError) error = NULL;
  gint64 id, source_id, batch;

  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  source->name = g_strdup ("calls");
  source->url = g_strdup ("https://calls.example/");
  g_assert_true (rc_database_begin (fixture->db, &error));
  source_id = rc_sources_put (fixture->db, source, &error);
  batch = rc_batch_begin (fixture->db, RC_BATCH_REFRESH, "calls", NULL, &error);
  id = rc_records_put_from_source (fixture->db, batch, 0, source_id, grant, RC_STATE_VISIBLE, &error);
  g_assert_true (rc_database_commit (fixture->db, &error));
  for (int version = 1; version <= 7; version++)
    {
      g_autoptr (GPtrArray) sources = NULL;

      g_clear_pointer (&fixture->db, rc_database_close);
      rc_test_make_old (path, version);
      fixture->db = rc_database_open (fixture->folder, RC_DATABASE_WRITE, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_found (fixture->db, ""), ==, 2);
      sources = rc_grant_sources_list (fixture->db, id, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (sources->len, ==, 1);
      g_assert_cmpuint (count_problems (fixture->db, FALSE), ==, 0);
    }
}

/* Words of another version are made anew by who may write; nobody else finds anything by them. */
static void
test_other_words (Fixture *fixture, gconstpointer data)
{
  static const char *const older[]
    = { "UPDATE search_file SET text_version = text_version - 1; UPDATE search_entry SET entry = zeroblob (64)",
        "ALTER TABLE search_file DROP COLUMN text_version" };
  g_autofree char *path = dup_database_path (fixture);
  g_autoptr (RcRecord) record = make_publication ("1", "One", NULL);
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("one");
  g_autoptr (GError) error = NULL;

  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (older); i++)
    {
      g_clear_pointer (&fixture->db, rc_database_close);
      exec (path, older[i]);
      assert_open_error (fixture->folder, RC_DATABASE_READ, RC_CATALOGUE_ERROR_FAILED);
      fixture->db = rc_database_open (fixture->folder, RC_DATABASE_WRITE, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_found (fixture->db, "one"), ==, 1);
      g_assert_cmpuint (count_problems (fixture->db, FALSE), ==, 0);
    }
  /* Somebody who is reading meanwhile. */
  exec (path, "UPDATE search_file SET text_version = text_version + 1");
  g_assert_null (rc_query_run (fixture->db, query, NULL, &error));
  g_assert_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_FAILED);
  g_clear_pointer (&fixture->db, rc_database_close);
  assert_open_error (fixture->folder, RC_DATABASE_READ, RC_CATALOGUE_ERROR_TOO_NEW);
  assert_open_error (fixture->folder, RC_DATABASE_WRITE, RC_CATALOGUE_ERROR_TOO_NEW);
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (fixture->folder, "backup.tar", NULL);
  g_autofree char *cut = g_build_filename (fixture->folder, "cut.tar", NULL);
  g_autofree char *target = g_build_filename (fixture->folder, "target", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (RcRecord) record = make_publication ("1", "One", NULL);
  g_autoptr (RcRecord) second = make_publication ("2", "Two", NULL);
  g_autoptr (RcDatabase) restored = NULL;
  g_autoptr (RcDatabase) reader = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  reader = rc_database_open (fixture->folder, RC_DATABASE_READ, &error);
  g_assert_true (rc_database_backup (reader, backup, NULL, &error));
  g_assert_no_error (error);
  put (fixture->db, 0, second, NULL, RC_STATE_VISIBLE, NULL);

  /* Cut anywhere it is refused, and what was there stays. */
  g_assert_true (g_file_get_contents (backup, &bytes, &size, NULL));
  for (guint i = 1; i < 8; i++)
    {
      g_assert_true (g_file_set_contents (cut, bytes, (gssize) (size * i / 8), NULL));
      g_assert_false (rc_catalogue_restore (fixture->folder, cut, NULL, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_assert_cmpuint (count_found (fixture->db, ""), ==, 2);
    }

  g_clear_pointer (&fixture->db, rc_database_close);
  g_assert_true (rc_catalogue_restore (fixture->folder, backup, NULL, &error));
  g_assert_no_error (error);
  fixture->db = rc_database_open (fixture->folder, RC_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 1);
  g_assert_cmpuint (count_problems (fixture->db, FALSE), ==, 0);

  g_assert_true (rc_catalogue_restore (target, backup, NULL, &error));
  g_assert_no_error (error);
  restored = rc_database_open (target, RC_DATABASE_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_found (restored, "one"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/database/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/database/migrate", Fixture, NULL, set_up, test_migrate, tear_down);
  g_test_add ("/database/untouched", Fixture, NULL, set_up, test_untouched, tear_down);
  g_test_add ("/database/half-made", Fixture, NULL, set_up, test_half_made, tear_down);
  g_test_add ("/database/read-only", Fixture, NULL, set_up, test_read_only, tear_down);
  g_test_add ("/database/without-rights", Fixture, NULL, set_up, test_without_rights, tear_down);
  g_test_add ("/database/filled", Fixture, NULL, set_up, test_filled, tear_down);
  g_test_add ("/database/check", Fixture, NULL, set_up, test_check, tear_down);
  g_test_add ("/database/first-version", Fixture, NULL, set_up, test_first_version, tear_down);
  g_test_add ("/database/older-versions", Fixture, NULL, set_up, test_older_versions, tear_down);
  g_test_add ("/database/other-words", Fixture, NULL, set_up, test_other_words, tear_down);
  g_test_add ("/database/backup", Fixture, NULL, set_up, test_backup, tear_down);
  return g_test_run ();
}
