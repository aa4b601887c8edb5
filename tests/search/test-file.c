/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of the index says what the tables say: through changes, merges, reopenings, and when it is not what it was. */
#include "common.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_RECORDS 400
#define N_MANY 12000
#define N_ROUNDS 60
#define N_QUERIES 25

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) of the database */
  sqlite3 *db;
} Fixture;

static sqlite3 *
open_database (const char *path, int flags)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, flags, NULL), ==, SQLITE_OK);
  return db;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("search-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  fixture->db = open_database (fixture->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  g_assert_cmpint (sqlite3_exec (fixture->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  rc_search_index_create (fixture->db, &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sqlite3_close (fixture->db);
  g_chmod (fixture->folder, 0700);
  remove_all (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static const char *const words[]
  = { "river", "riverside", "teaching", "обучение", "heritage", "мұра", "arts", "a", "қала", "kala", "water", "waters" };
static const char *const languages[] = { "eng", "rus", "kaz", "fre" };

/* A record with more subjects than a row has room for, now and then. */
static void
put_random (GRand *random, RcSearchWriter *writer, gint64 id)
{
  g_autoptr (GError) error = NULL;
  GString *texts[6];
  char *subjects[24] = { NULL };
  const char *some_languages[] = { languages[g_rand_int_range (random, 0, 4)], languages[g_rand_int_range (random, 0, 4)], NULL };
  const char *places[] = { "Almaty", NULL };
  int n_subjects = g_rand_int_range (random, 0, g_rand_int_range (random, 0, 6) == 0 ? 23 : 5);
  RcSearchEntry entry = { .id = id, .languages = some_languages, .subjects = (const char *const *) subjects };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      texts[i] = g_string_new (NULL);
      for (int n = g_rand_int_range (random, 0, 5); n > 0; n--)
        g_string_append_printf (texts[i], "%s ", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      if (g_rand_int_range (random, 0, 4) == 0)
        g_string_append_printf (texts[i], "w%d", g_rand_int_range (random, 0, 300));
    }
  for (int i = 0; i < n_subjects; i++)
    subjects[i] = g_strdup_printf ("Subject %d", g_rand_int_range (random, 0, 40));
  entry.title = texts[0]->str;
  entry.other_titles = texts[1]->str;
  entry.people = texts[2]->str;
  entry.rest = texts[3]->str;
  entry.full_text = g_rand_boolean (random) ? texts[4]->str : NULL;
  entry.identifiers = g_rand_boolean (random) ? texts[5]->str : NULL;
  entry.kind = (RcKind) g_rand_int_range (random, 1, 5);
  entry.material = entry.kind == RC_KIND_PUBLICATION ? (RcMaterial) g_rand_int_range (random, 0, 5) : RC_MATERIAL_NONE;
  entry.hidden = g_rand_int_range (random, 0, 8) == 0;
  entry.year = g_rand_int_range (random, 0, 4) == 0 ? 0 : g_rand_int_range (random, 1980, 2026);
  entry.added = g_rand_int_range (random, 0, 10);
  entry.places = g_rand_boolean (random) ? places : NULL;
  if (entry.kind == RC_KIND_GRANT)
    entry.deadline = g_rand_boolean (random) ? 1000 + id : g_rand_boolean (random) ? G_MAXINT64 : 8000000000 + id % 7;
  rc_search_writer_put (writer, &entry, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_string_free (texts[i], TRUE);
  for (int i = 0; i < n_subjects; i++)
    g_free (subjects[i]);
}

static RcSearchQuery *
random_query (GRand *random)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RcSearchQuery *query;

  for (int n = g_rand_int_range (random, 0, 4); n > 0; n--)
    {
      static const char *const fields[] = { "", "", "", "", "title:", "author:", "subject:", "-" };
      const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
      const char *other = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];

      g_string_append (text, fields[g_rand_int_range (random, 0, G_N_ELEMENTS (fields))]);
      if (g_rand_int_range (random, 0, 4) == 0)
        g_string_append_printf (text, "\"%s %s\" ", word, other);
      else if (g_rand_int_range (random, 0, 6) == 0)
        g_string_append_printf (text, "w%d ", g_rand_int_range (random, 0, 300));
      else
        g_string_append_printf (text, "%s ", word);
    }
  if (g_rand_int_range (random, 0, 5) == 0)
    g_string_append (text, "year:1990..2010 ");
  if (g_rand_int_range (random, 0, 2) == 0)
    g_string_append_printf (text, "%.1s", words[g_rand_int_range (random, 0, 3)]);
  query = rc_search_query_new (text->str);
  query->sort = (RcSort) g_rand_int_range (random, 0, 4);
  query->all = g_rand_boolean (random);
  query->open_only = g_rand_int_range (random, 0, 3) == 0;
  query->limit = g_rand_boolean (random) ? 20 : G_MAXUINT;
  query->offset = g_rand_int_range (random, 0, 3) == 0 ? (guint) g_rand_int_range (random, 0, 60) : 0;
  if (g_rand_int_range (random, 0, 3) == 0)
    rc_search_query_add_filter (query, RC_FACET_LANGUAGE, languages[g_rand_int_range (random, 0, 4)]);
  if (g_rand_int_range (random, 0, 3) == 0)
    rc_search_query_add_filter (query, RC_FACET_YEAR, "1990..2005");
  if (g_rand_int_range (random, 0, 4) == 0)
    rc_search_query_add_filter (query, RC_FACET_KIND, "grant");
  if (g_rand_int_range (random, 0, 4) == 0)
    rc_search_query_add_filter (query, RC_FACET_SUBJECT, "Subject 3");
  return query;
}

static void
assert_equal (const RcSearchQuery *query, const RcSearchAnswer *one, const RcSearchAnswer *other)
{
  if (one->total != other->total || one->ids->len != other->ids->len
      || (one->ids->len > 0 && memcmp (one->ids->data, other->ids->data, one->ids->len * sizeof (gint64)) != 0))
    g_error ("“%s” sort %d: %d and %d hits, or another order", query->text, (int) query->sort, (int) one->total,
             (int) other->total);
  g_assert_cmpstr (one->understood, ==, other->understood);
  for (guint name = 0; name < RC_N_FACETS; name++)
    {
      g_assert_cmpuint (one->facets[name]->len, ==, other->facets[name]->len);
      for (guint i = 0; i < one->facets[name]->len; i++)
        {
          const RcFacetValue *value = &g_array_index (one->facets[name], RcFacetValue, i);
          const RcFacetValue *same = &g_array_index (other->facets[name], RcFacetValue, i);

          g_assert_cmpstr (value->value, ==, same->value);
          g_assert_cmpuint (value->count, ==, same->count);
        }
    }
}

/* All of the catalogue in one delta, which other tests compare with a plain count: it has never had a file. */
static sqlite3 *
copy_without_file (sqlite3 *db)
{
  sqlite3 *copy = open_database (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", db, "main");

  g_assert_cmpint (sqlite3_backup_step (backup, -1), ==, SQLITE_DONE);
  sqlite3_backup_finish (backup);
  g_assert_cmpint (sqlite3_exec (copy,
                                 "UPDATE search_file SET token = x''; DELETE FROM search_change;"
                                 "INSERT INTO search_change (id) SELECT id FROM search_entry",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  return copy;
}

static void
compare (GRand *random, sqlite3 *db, sqlite3 *other, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RcSearchQuery) query = random_query (random);
      g_autoptr (RcSearchAnswer) one = test_run (db, query);
      g_autoptr (RcSearchAnswer) same = test_run (other, query);

      assert_equal (query, one, same);
    }
}

static void
assert_whole (sqlite3 *db, guint64 n_records)
{
  g_autoptr (GError) error = NULL;

  rc_search_index_check (db, n_records, &error);
  g_assert_no_error (error);
}

static gint64
get_number (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return number;
}

static void
merge (sqlite3 *db)
{
  g_autoptr (GError) error = NULL;

  rc_search_index_merge (db, NULL, &error);
  g_assert_no_error (error);
}

static void
change (GRand *random, sqlite3 *db, int n, gint32 n_records)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (db, &error);
  gboolean undone = g_rand_int_range (random, 0, 5) == 0;

  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  for (; n > 0; n--)
    {
      gint64 id = g_rand_int_range (random, 1, n_records);

      if (g_rand_int_range (random, 0, 4) == 0)
        g_assert_true (rc_search_writer_remove (writer, id, &error));
      else
        put_random (random, writer, id);
    }
  /* A question in the middle sees what will not be. */
  if (g_rand_boolean (random))
    {
      g_autoptr (RcSearchAnswer) answer = test_search (db, "river");
      g_assert_nonnull (answer);
    }
  g_assert_cmpint (sqlite3_exec (db, undone ? "ROLLBACK" : "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
change_some (GRand *random, sqlite3 *db, int n)
{
  change (random, db, n, N_RECORDS);
}

/* The file, the file with changes, and the file out of both answer as the tables do. */
static void
test_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  sqlite3 *reader = open_database (fixture->path, SQLITE_OPEN_READONLY);

  for (int round = 0; round < N_ROUNDS; round++)
    {
      sqlite3 *plain;

      change_some (random, fixture->db, round == 0 ? 3 * N_RECORDS : g_rand_int_range (random, 1, 40));
      if (round % 3 == 0)
        merge (fixture->db);
      if (g_rand_int_range (random, 0, 4) == 0)
        {
          sqlite3_close (reader);
          reader = open_database (fixture->path, SQLITE_OPEN_READONLY);
        }
      plain = copy_without_file (fixture->db);
      compare (random, reader, plain, N_QUERIES);
      compare (random, fixture->db, plain, N_QUERIES);
      assert_whole (fixture->db, (guint64) get_number (fixture->db, "SELECT count (*) FROM search_entry"));
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

      change (random, fixture->db, round == 0 ? 2 * N_MANY : 300, N_MANY);
      if (round % 2 == 0)
        merge (fixture->db);
      plain = copy_without_file (fixture->db);
      compare (random, fixture->db, plain, 3 * N_QUERIES);
      sqlite3_close (plain);
    }
}

static char *
get_file_path (Fixture *fixture)
{
  g_autofree char *name = g_strdup_printf ("search-%d.idx", (int) get_number (fixture->db, "SELECT number FROM search_file"));

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

/* Whatever happens to the file, the answers stay right, and a merge makes a new one. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  sqlite3 *plain;

  change_some (random, fixture->db, 2000);
  while (get_number (fixture->db, "SELECT count (*) FROM search_entry") < 100)
    change_some (random, fixture->db, 2000);
  plain = copy_without_file (fixture->db);
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
      reader = open_database (fixture->path, SQLITE_OPEN_READONLY);
      if (i < 30)
        compare (random, reader, plain, 3);
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

/* No room for a new file: the old one stays, and so do the changes. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  sqlite3 *plain;

  if (geteuid () == 0 && g_getenv ("RC_TEST_AS_ROOT") == NULL)
    {
      g_test_skip ("root writes everywhere");
      return;
    }
  change_some (random, fixture->db, 500);
  merge (fixture->db);
  before = get_file_path (fixture);
  change_some (random, fixture->db, 50);
  g_assert_cmpint (g_chmod (fixture->folder, 0500), ==, 0);
  g_assert_false (rc_search_index_merge (fixture->db, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES);
  after = get_file_path (fixture);
  g_assert_cmpstr (before, ==, after);
  plain = copy_without_file (fixture->db);
  compare (random, fixture->db, plain, N_QUERIES);
  sqlite3_close (plain);
}

/* An import has its file before it is committed, and leaves none in force when it is not. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autoptr (GError) error = NULL;
  sqlite3 *reader = open_database (fixture->path, SQLITE_OPEN_READONLY), *plain;

  for (int i = 0; i < 4; i++)
    {
      RcSearchWriter *writer = rc_search_writer_new (fixture->db, &error);
      gboolean made = FALSE;

      g_assert_cmpint (sqlite3_exec (fixture->db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
      for (gint64 id = 1; id <= 1200; id++)
        put_random (random, writer, id + i * 700);
      g_assert_true (rc_search_writer_finish (writer, NULL, &made, &error));
      g_assert_true (made);
      g_assert_no_error (error);
      g_assert_cmpint (get_number (fixture->db, "SELECT count (*) FROM search_change"), ==, 0);
      rc_search_writer_free (writer);
      g_assert_cmpint (sqlite3_exec (fixture->db, i % 2 == 0 ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
      rc_search_index_clean (fixture->db);
      plain = copy_without_file (fixture->db);
      compare (random, reader, plain, N_QUERIES);
      compare (random, fixture->db, plain, N_QUERIES);
      sqlite3_close (plain);
      assert_whole (fixture->db, i < 2 ? 1200 : 2400);
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
  assert_whole (fixture->db, 0);
  change_some (random, fixture->db, 300);
  change_some (random, fixture->db, 300);
  plain = copy_without_file (fixture->db);
  compare (random, fixture->db, plain, N_QUERIES);
  merge (fixture->db);
  compare (random, fixture->db, plain, N_QUERIES);
  sqlite3_close (plain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/search/file/same", Fixture, NULL, set_up, test_same, tear_down);
  g_test_add ("/search/file/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/search/file/damage", Fixture, NULL, set_up, test_damage, tear_down);
  g_test_add ("/search/file/no-room", Fixture, NULL, set_up, test_no_room, tear_down);
  g_test_add ("/search/file/import", Fixture, NULL, set_up, test_import, tear_down);
  g_test_add ("/search/file/cleared", Fixture, NULL, set_up, test_cleared, tear_down);
  return g_test_run ();
}
