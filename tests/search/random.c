/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records, changes and questions made up by chance, and answers that must be the same. */
#include "random.h"

#include <string.h>

sqlite3 *
test_open_database (const char *path, int flags)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, flags, NULL), ==, SQLITE_OK);
  return db;
}

static const char *const words[]
  = { "river", "riverside", "teaching", "обучение", "heritage", "мұра", "arts", "a", "қала", "kala", "water", "waters" };
static const char *const languages[] = { "eng", "rus", "kaz", "fre" };

void
random_put (GRand *random, RcSearchWriter *writer, gint64 id)
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

RcSearchQuery *
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

sqlite3 *
test_copy_without_file (sqlite3 *db)
{
  sqlite3 *copy = test_open_database (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
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

void
random_compare (GRand *random, sqlite3 *db, sqlite3 *other, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RcSearchQuery) query = random_query (random);
      g_autoptr (RcSearchAnswer) one = test_run (db, query);
      g_autoptr (RcSearchAnswer) same = test_run (other, query);

      assert_equal (query, one, same);
    }
}

void
test_assert_whole (sqlite3 *db, guint64 n_records)
{
  g_autoptr (GError) error = NULL;

  rc_search_index_check (db, n_records, &error);
  g_assert_no_error (error);
}

gint64
test_get_number (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return number;
}

void
random_change (GRand *random, sqlite3 *db, int n, gint32 n_records)
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
        random_put (random, writer, id);
    }
  /* A question in the middle sees what will not be. */
  if (g_rand_boolean (random))
    {
      g_autoptr (RcSearchAnswer) answer = test_search (db, "river");
      g_assert_nonnull (answer);
    }
  if (!undone)
    g_assert_true (rc_search_writer_finish (writer, NULL, NULL, &error));
  g_assert_cmpint (sqlite3_exec (db, undone ? "ROLLBACK" : "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
}
