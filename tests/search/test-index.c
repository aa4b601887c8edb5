/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index goes with the transaction, and knows when it does not fit. */
#include "common.h"

static void
execute (sqlite3 *db, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static const char *const water[] = { "Water", "Water", "", NULL };

static RcSearchEntry
entry_of (gint64 id, const char *title)
{
  return (RcSearchEntry){ .id = id, .kind = RC_KIND_PUBLICATION, .material = RC_MATERIAL_BOOK, .title = title,
                          .subjects = water };
}

static void
test_replace (void)
{
  sqlite3 *db = test_open ();
  RcSearchEntry before = entry_of (5, "Old words"), after = entry_of (5, "New words");
  g_autoptr (RcSearchAnswer) old = NULL;
  g_autoptr (RcSearchAnswer) new = NULL;

  test_put (db, &before);
  test_put (db, &after);
  old = test_search (db, "old");
  new = test_search (db, "words");
  g_assert_cmpuint (old->total, ==, 0);
  g_assert_cmpuint (new->total, ==, 1);
  g_assert_cmpuint (test_count (new, RC_FACET_SUBJECT, "Water"), ==, 1);
  g_assert_cmpuint (new->facets[RC_FACET_SUBJECT]->len, ==, 1);
  g_assert_true (rc_search_index_check (db, 1, NULL));
  sqlite3_close (db);
}

/* What a rolled back transaction brought is gone, also from what the writer knows. */
static void
test_rollback (void)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = test_open ();
  RcSearchWriter *writer = rc_search_writer_new (db, &error);
  RcSearchEntry entry = entry_of (1, "One");
  const char *const fire[] = { "Fire", NULL };
  g_autoptr (RcSearchAnswer) answer = NULL;

  execute (db, "BEGIN");
  g_assert_true (rc_search_writer_put (writer, &entry, &error));
  execute (db, "ROLLBACK");
  g_assert_true (rc_search_index_check (db, 0, NULL));
  entry.subjects = fire;
  g_assert_true (rc_search_writer_put (writer, &entry, &error));
  entry = entry_of (2, "Two");
  g_assert_true (rc_search_writer_put (writer, &entry, &error));
  answer = test_search (db, "");
  g_assert_cmpuint (test_count (answer, RC_FACET_SUBJECT, "Fire"), ==, 1);
  g_assert_cmpuint (test_count (answer, RC_FACET_SUBJECT, "Water"), ==, 1);
  g_assert_true (rc_search_writer_remove (writer, 1, &error));
  g_assert_true (rc_search_writer_remove (writer, 99, &error));
  g_assert_true (rc_search_index_check (db, 1, NULL));
  rc_search_writer_free (writer);
  sqlite3_close (db);
}

static void
test_check (void)
{
  static const char *const damages[] = {
    "DELETE FROM search_entry WHERE id = 1",
    "UPDATE search_entry SET entry = x'010203' WHERE id = 1",
    "UPDATE search_entry SET entry = zeroblob (100) WHERE id = 1",
    "DELETE FROM search_file",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RcSearchAnswer) answer = NULL;
      sqlite3 *db = test_open ();
      RcSearchEntry one = entry_of (1, "One title"), two = entry_of (2, "Two titles");

      test_put (db, &one);
      test_put (db, &two);
      g_assert_true (rc_search_index_check (db, 2, &error));
      execute (db, damages[i]);
      g_assert_false (rc_search_index_check (db, 2, &error));
      g_assert_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED);
      g_clear_error (&error);
      rc_search_index_clear (db, &error);
      g_assert_no_error (error);
      rc_search_index_check (db, 0, &error);
      g_assert_no_error (error);
      test_put (db, &one);
      answer = test_search (db, "title");
      g_assert_cmpuint (answer->total, ==, 1);
      sqlite3_close (db);
    }
}

static void
test_empty (void)
{
  sqlite3 *db = test_open ();
  RcSearchEntry bare = { .id = 1 };
  g_autoptr (RcSearchAnswer) nothing = test_search (db, "");
  g_autoptr (RcSearchAnswer) one = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  g_assert_cmpuint (nothing->total, ==, 0);
  test_put (db, &bare);
  one = test_search (db, "");
  g_assert_cmpuint (one->total, ==, 1);
  sqlite3_close (db);

  g_assert_cmpint (sqlite3_open (":memory:", &other), ==, SQLITE_OK);
  g_assert_null (rc_search_writer_new (other, &error));
  g_assert_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_FAILED);
  sqlite3_close (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/index/replace", test_replace);
  g_test_add_func ("/search/index/rollback", test_rollback);
  g_test_add_func ("/search/index/check", test_check);
  g_test_add_func ("/search/index/empty", test_empty);
  return g_test_run ();
}
