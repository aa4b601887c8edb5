/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of the index says what the tables say: through changes, merges, reopenings, and when it is not what it was. */
#include "random.h"

#include "search/index-file.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define N_RECORDS 400
#define N_MANY 12000
#define N_ROUNDS 40
#define N_QUERIES 25

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) of the database */
  sqlite3 *db;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("search-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  fixture->db = test_open_database (fixture->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  g_assert_cmpint (sqlite3_exec (fixture->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  rc_search_index_create (fixture->db, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sqlite3_close (fixture->db);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
merge (sqlite3 *db)
{
  g_autoptr (GError) error = NULL;

  rc_search_index_merge (db, NULL, &error);
  g_assert_no_error (error);
}

static void
change_some (GRand *random, sqlite3 *db, int n)
{
  random_change (random, db, n, N_RECORDS);
}

/* The file, the file with changes, and the file out of both answer as the tables do. */
static void
test_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  sqlite3 *reader = test_open_database (fixture->path, SQLITE_OPEN_READONLY);

  for (int round = 0; round < N_ROUNDS; round++)
    {
      sqlite3 *plain;

      change_some (random, fixture->db, round == 0 ? 3 * N_RECORDS : g_rand_int_range (random, 1, 40));
      if (round % 3 == 0)
        merge (fixture->db);
      if (g_rand_int_range (random, 0, 4) == 0)
        {
          sqlite3_close (reader);
          reader = test_open_database (fixture->path, SQLITE_OPEN_READONLY);
        }
      plain = test_copy_without_file (fixture->db);
      random_compare (random, reader, plain, N_QUERIES);
      random_compare (random, fixture->db, plain, N_QUERIES);
      test_assert_whole (fixture->db, (guint64) test_get_number (fixture->db, "SELECT count (*) FROM search_entry"));
      sqlite3_close (plain);
    }
  sqlite3_close (reader);
}

/* So many that lists are counted, and counts changed by what changes. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);

  for (int round = 0; round < 6; round++)
    {
      sqlite3 *plain;

      random_change (random, fixture->db, round == 0 ? 2 * N_MANY : 300, N_MANY);
      if (round % 2 == 0)
        merge (fixture->db);
      plain = test_copy_without_file (fixture->db);
      random_compare (random, fixture->db, plain, 3 * N_QUERIES);
      sqlite3_close (plain);
    }
}

static char *
get_file_path (Fixture *fixture)
{
  g_autofree char *name = g_strdup_printf ("search-%d.idx", (int) test_get_number (fixture->db, "SELECT number FROM search_file"));

  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_file (const char *path, const char *content, gsize length)
{
  g_autoptr (GError) error = NULL;

  /* Beside and renamed: what is mapped stays as it is. */
  g_file_set_contents (path, content, (gssize) length, &error);
  g_assert_no_error (error);
}

/* A whole file of a program that folds words by other rules. */
static void
write_with_other_words (const char *path, char *content, gsize length)
{
  RcIndexHeader *header = (RcIndexHeader *) (void *) content;

  header->text_version++;
  header->checksum = rc_index_checksum (RC_CHECKSUM_BEGIN, header, G_STRUCT_OFFSET (RcIndexHeader, checksum));
  write_file (path, content, length);
}

/* Whatever happens to the file, the answers stay right, and a merge makes a new one. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  sqlite3 *plain;

  change_some (random, fixture->db, 2000);
  while (test_get_number (fixture->db, "SELECT count (*) FROM search_entry") < 100)
    change_some (random, fixture->db, 2000);
  plain = test_copy_without_file (fixture->db);
  for (int i = 0; i < 120; i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *content = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;
      sqlite3 *reader;

      g_assert_cmpint (sqlite3_exec (fixture->db, "UPDATE search_file SET token = x''; DELETE FROM search_change;"
                                                  "INSERT INTO search_change (id) SELECT id FROM search_entry",
                                     NULL, NULL, NULL),
                       ==, SQLITE_OK);
      merge (fixture->db);
      g_assert_false (rc_search_index_wants_merge (fixture->db));
      path = get_file_path (fixture);
      g_file_get_contents (path, &content, &length, &error);
      g_assert_no_error (error);
      if (i == 0)
        g_assert_cmpint (g_unlink (path), ==, 0);
      else if (i == 1)
        write_with_other_words (path, content, length);
      else if (i < 30)
        write_file (path, content, (gsize) g_rand_int_range (random, 0, (gint32) length));
      else
        {
          for (int n = g_rand_int_range (random, 1, 4); n > 0; n--)
            {
              gsize at = (gsize) g_rand_int_range (random, 0, (gint32) (i < 60 ? 4096 : length));
              content[at] ^= (char) (1 << g_rand_int_range (random, 0, 8));
            }
          write_file (path, content, length);
        }
      reader = test_open_database (fixture->path, SQLITE_OPEN_READONLY);
      if (i < 30)
        random_compare (random, reader, plain, 3);
      /* A wrong bit in a list may make an answer wrong, but nothing worse. */
      for (int n = 0; n < 20; n++)
        {
          g_autoptr (RcSearchQuery) query = random_query (random);
          g_autoptr (RcSearchAnswer) answer = rc_search_run (reader, query, NULL, NULL);

          query->limit = 5;
        }
      sqlite3_close (reader);
    }
  sqlite3_close (plain);
}

static guint
count_unfinished (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".tmp") || g_str_has_suffix (name, ".run");
  return n;
}

/* What a loss of power may leave of a file that was thought to be on the disk. */
static void
test_power_loss (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  sqlite3 *plain;

  while (test_get_number (fixture->db, "SELECT count (*) FROM search_entry") < 200)
    change_some (random, fixture->db, 1000);
  merge (fixture->db);
  plain = test_copy_without_file (fixture->db);
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *path = get_file_path (fixture);
      g_autofree char *content = NULL;
      g_autoptr (GError) error = NULL;
      gsize length, n;
      sqlite3 *reader;

      g_file_get_contents (path, &content, &length, &error);
      g_assert_no_error (error);
      n = 4096 * (gsize) g_rand_int_range (random, 1, (gint32) (length / 4096));
      if (i % 4 == 0)
        /* The name never got there. */
        g_assert_cmpint (g_unlink (path), ==, 0);
      else if (i % 4 == 1)
        /* The last pages did not, … */
        write_file (path, content, i == 1 ? 0 : length - n);
      else
        {
          /* … or only their places did, or those of the first ones. */
          memset (i % 4 == 2 ? content + length - n : content, 0, n);
          write_file (path, content, length);
        }
      g_assert_true (rc_search_index_wants_merge (fixture->db));
      reader = test_open_database (fixture->path, SQLITE_OPEN_READONLY);
      random_compare (random, reader, plain, 2);
      sqlite3_close (reader);
      merge (fixture->db);
      g_assert_false (rc_search_index_wants_merge (fixture->db));
      random_compare (random, fixture->db, plain, 2);
    }
  test_assert_whole (fixture->db, (guint64) test_get_number (fixture->db, "SELECT count (*) FROM search_entry"));
  sqlite3_close (plain);
}

/* A file that is cut off while it is mapped, as one on a disk that fails: nobody dies of it, and the answers stay right. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (13);

  while (test_get_number (fixture->db, "SELECT count (*) FROM search_entry") < 200)
    change_some (random, fixture->db, 1000);
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *path = NULL;
      sqlite3 *plain, *reader = test_open_database (fixture->path, SQLITE_OPEN_READONLY);

      merge (fixture->db);
      plain = test_copy_without_file (fixture->db);
      random_compare (random, reader, plain, 2);
      path = get_file_path (fixture);
      g_assert_cmpint (truncate (path, i % 2 == 0 ? 0 : 4096 * i), ==, 0);
      random_compare (random, reader, plain, N_QUERIES);
      change_some (random, fixture->db, 5);
      sqlite3_close (plain);
      sqlite3_close (reader);
    }
}

static void
assert_total (sqlite3 *db, guint64 total)
{
  g_autoptr (RcSearchAnswer) answer = test_search (db, "title");

  g_assert_cmpuint (answer->total, ==, total);
}

/* A bus error of somebody else ends the program as ever. */
static void
test_not_ours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  char *map;
  int fd;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_failed ();
      return;
    }
  merge (fixture->db);
  assert_total (fixture->db, 0);
  fd = g_file_open_tmp ("search-XXXXXX", &path, &error);
  g_assert_no_error (error);
  g_unlink (path);
  map = mmap (NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
  g_assert_true (map != MAP_FAILED);
  _exit (*(volatile char *) map);
}

static RcSearchEntry
entry_of (gint64 id, int year, const char *const *subjects, const char *const *places, const char *const *languages)
{
  return (RcSearchEntry){ .id = id, .kind = RC_KIND_PUBLICATION, .material = RC_MATERIAL_BOOK, .title = "Some title",
                          .year = year, .subjects = subjects, .places = places, .languages = languages };
}

static void
assert_changed (sqlite3 *db)
{
  g_autoptr (RcSearchAnswer) answer = test_search (db, "title");

  g_assert_cmpuint (answer->total, ==, 99);
  g_assert_cmpuint (test_count (answer, RC_FACET_SUBJECT, "Water"), ==, 97);
  g_assert_cmpuint (test_count (answer, RC_FACET_SUBJECT, "Fire"), ==, 0);
  g_assert_cmpuint (test_count (answer, RC_FACET_SUBJECT, "Earth"), ==, 2);
  g_assert_cmpuint (test_count (answer, RC_FACET_PLACE, "Almaty"), ==, 99);
  g_assert_cmpuint (test_count (answer, RC_FACET_PLACE, "Otyrar"), ==, 2);
  g_assert_cmpuint (test_count (answer, RC_FACET_LANGUAGE, "kaz"), ==, 2);
  g_assert_cmpuint (test_count (answer, RC_FACET_YEAR, "2001"), ==, 97);
  g_assert_cmpuint (test_count (answer, RC_FACET_YEAR, "2026"), ==, 2);
  g_assert_cmpuint (test_count (answer, RC_FACET_YEAR, "1999"), ==, 0);
}

/* Removed, changed twice, with values that nothing had before: counted once, before and after a merge. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  static const char *const water[] = { "Water", NULL }, *const fire[] = { "Fire", NULL }, *const earth[] = { "Earth", NULL };
  static const char *const almaty[] = { "Almaty", NULL }, *const otyrar[] = { "Otyrar", "Almaty", NULL };
  static const char *const eng[] = { "eng", NULL }, *const kaz[] = { "kaz", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (fixture->db, &error);
  RcSearchEntry entry;

  for (gint64 id = 1; id <= 100; id++)
    {
      entry = entry_of (id, 2001, water, almaty, eng);
      g_assert_true (rc_search_writer_put (writer, &entry, &error));
    }
  merge (fixture->db);
  assert_total (fixture->db, 100);
  g_assert_true (rc_search_writer_remove (writer, 5, &error));
  entry = entry_of (7, 1999, fire, otyrar, kaz);
  g_assert_true (rc_search_writer_put (writer, &entry, &error));
  assert_total (fixture->db, 99);
  entry = entry_of (7, 2026, earth, otyrar, kaz);
  g_assert_true (rc_search_writer_put (writer, &entry, &error));
  entry = entry_of (120, 2026, earth, otyrar, kaz);
  g_assert_true (rc_search_writer_put (writer, &entry, &error));
  g_assert_true (rc_search_writer_remove (writer, 9, &error));
  assert_changed (fixture->db);
  merge (fixture->db);
  assert_changed (fixture->db);
  test_assert_whole (fixture->db, 99);
}

/* More values than a row has room for, and with higher numbers than it has room for. */
static void
test_overflow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (fixture->db, &error);
  const int n = 1500, n_each = 45;

  g_assert_cmpint (sqlite3_exec (fixture->db, "BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
  for (int id = 1; id <= n; id++)
    {
      char *subjects[64] = { NULL };
      RcSearchEntry entry;

      for (int i = 0; i < n_each; i++)
        subjects[i] = g_strdup_printf ("Subject %d", id * n_each + i);
      subjects[n_each] = g_strdup ("Last one");
      entry = entry_of (id, 2001, (const char *const *) subjects, NULL, NULL);
      g_assert_true (rc_search_writer_put (writer, &entry, &error));
      for (int i = 0; i <= n_each; i++)
        g_free (subjects[i]);
    }
  g_assert_true (rc_search_writer_finish (writer, NULL, NULL, &error));
  g_assert_cmpint (sqlite3_exec (fixture->db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  for (int round = 0; round < 3; round++)
    {
      g_autoptr (RcSearchQuery) query = rc_search_query_new ("title");
      g_autoptr (RcSearchAnswer) all = NULL;
      g_autoptr (RcSearchAnswer) one = NULL;

      merge (fixture->db);
      g_assert_true (rc_search_writer_remove (writer, 1 + round, &error));
      all = test_run (fixture->db, query);
      g_assert_cmpuint (test_count (all, RC_FACET_SUBJECT, "Last one"), ==, n - 1 - round);
      rc_search_query_add_filter (query, RC_FACET_SUBJECT, "Subject 67510");
      one = test_run (fixture->db, query);
      g_assert_cmpuint (one->total, ==, 1);
      g_assert_cmpint (g_array_index (one->ids, gint64, 0), ==, 1500);
      g_assert_cmpuint (test_count (one, RC_FACET_YEAR, "2001"), ==, 1);
    }
}

/* No room for a new file: the old one stays, and so do the changes. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  struct rlimit before_limit, limit;
  sqlite3 *plain;

  change_some (random, fixture->db, 500);
  merge (fixture->db);
  before = get_file_path (fixture);
  change_some (random, fixture->db, 50);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before_limit), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  /* Wherever it stops. */
  for (rlim_t most = 4096; most <= 65536; most += 5000)
    {
      limit = (struct rlimit){ most, before_limit.rlim_max };
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      g_assert_false (rc_search_index_merge (fixture->db, NULL, &error));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before_limit), ==, 0);
      g_assert_nonnull (error);
      g_assert_true (error->domain == G_FILE_ERROR);
      g_clear_error (&error);
      g_assert_cmpuint (count_unfinished (fixture->folder), ==, 0);
    }
  after = get_file_path (fixture);
  g_assert_cmpstr (before, ==, after);
  plain = test_copy_without_file (fixture->db);
  random_compare (random, fixture->db, plain, N_QUERIES);
  sqlite3_close (plain);
}

/* An import has its file before it is committed, and leaves none in force when it is not. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autoptr (GError) error = NULL;
  sqlite3 *reader = test_open_database (fixture->path, SQLITE_OPEN_READONLY), *plain;

  for (int i = 0; i < 4; i++)
    {
      RcSearchWriter *writer = rc_search_writer_new (fixture->db, &error);
      gboolean made = FALSE;

      g_assert_cmpint (sqlite3_exec (fixture->db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
      for (gint64 id = 1; id <= 1200; id++)
        random_put (random, writer, id + i * 700);
      g_assert_true (rc_search_writer_finish (writer, NULL, &made, &error));
      g_assert_true (made);
      g_assert_no_error (error);
      g_assert_cmpint (test_get_number (fixture->db, "SELECT count (*) FROM search_change"), ==, 0);
      rc_search_writer_free (writer);
      g_assert_cmpint (sqlite3_exec (fixture->db, i % 2 == 0 ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
      rc_search_index_clean (fixture->db);
      plain = test_copy_without_file (fixture->db);
      random_compare (random, reader, plain, N_QUERIES);
      random_compare (random, fixture->db, plain, N_QUERIES);
      sqlite3_close (plain);
      test_assert_whole (fixture->db, i < 2 ? 1200 : 2400);
    }
  sqlite3_close (reader);
}

static void
test_cleared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (10);
  g_autoptr (GError) error = NULL;
  sqlite3 *plain;

  change_some (random, fixture->db, 500);
  merge (fixture->db);
  g_assert_cmpint (sqlite3_exec (fixture->db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  rc_search_index_clear (fixture->db, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_exec (fixture->db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  test_assert_whole (fixture->db, 0);
  change_some (random, fixture->db, 300);
  change_some (random, fixture->db, 300);
  plain = test_copy_without_file (fixture->db);
  random_compare (random, fixture->db, plain, N_QUERIES);
  merge (fixture->db);
  random_compare (random, fixture->db, plain, N_QUERIES);
  sqlite3_close (plain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/search/file/same", Fixture, NULL, set_up, test_same, tear_down);
  g_test_add ("/search/file/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/search/file/damage", Fixture, NULL, set_up, test_damage, tear_down);
  g_test_add ("/search/file/power-loss", Fixture, NULL, set_up, test_power_loss, tear_down);
  g_test_add ("/search/file/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/search/file/not-ours", Fixture, NULL, set_up, test_not_ours, tear_down);
  g_test_add ("/search/file/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/search/file/overflow", Fixture, NULL, set_up, test_overflow, tear_down);
  g_test_add ("/search/file/no-room", Fixture, NULL, set_up, test_no_room, tear_down);
  g_test_add ("/search/file/import", Fixture, NULL, set_up, test_import, tear_down);
  g_test_add ("/search/file/cleared", Fixture, NULL, set_up, test_cleared, tear_down);
  return g_test_run ();
}
