/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database in memory with an index in it. */
#include "common.h"

sqlite3 *
test_open (void)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  rc_search_index_create (db, &error);
  g_assert_no_error (error);
  return db;
}

void
test_put (sqlite3 *db, const RcSearchEntry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (db, &error);

  g_assert_no_error (error);
  rc_search_writer_put (writer, entry, &error);
  g_assert_no_error (error);
}

RcSearchAnswer *
test_run (sqlite3 *db, const RcSearchQuery *query)
{
  g_autoptr (GError) error = NULL;
  RcSearchAnswer *answer = rc_search_run (db, query, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
  return answer;
}

RcSearchAnswer *
test_search (sqlite3 *db, const char *text)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);

  return test_run (db, query);
}

gboolean
test_has (const RcSearchAnswer *answer, gint64 id)
{
  for (guint i = 0; i < answer->ids->len; i++)
    if (g_array_index (answer->ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

guint64
test_count (const RcSearchAnswer *answer, RcFacetName facet, const char *value)
{
  for (guint i = 0; i < answer->facets[facet]->len; i++)
    {
      const RcFacetValue *one = &g_array_index (answer->facets[facet], RcFacetValue, i);
      if (g_str_equal (one->value, value))
        return one->count;
    }
  return 0;
}
