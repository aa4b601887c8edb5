/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index against itself. */
#define G_LOG_DOMAIN "rc-search"

#include "search/index.h"

#include "search/sql.h"

/* Everything here counts faults: 0 is whole. */
static const struct
{
  const char *sql;
  const char *fault;
} counts[] = {
  { "SELECT count(*) FROM search_entry AS e LEFT JOIN search_text_content AS t ON t.id = e.id WHERE t.id IS NULL",
    "records without words" },
  { "SELECT count(*) FROM search_text_content AS t LEFT JOIN search_entry AS e ON t.id = e.id WHERE e.id IS NULL",
    "words without records" },
  { "SELECT count(*) FROM search_entry AS e LEFT JOIN search_title AS t ON t.id = e.id WHERE t.id IS NULL",
    "records without a place in the order of titles" },
  { "SELECT count(*) FROM search_title AS t LEFT JOIN search_entry AS e ON t.id = e.id WHERE e.id IS NULL",
    "places in the order of titles without records" },
  { "SELECT count(*) FROM search_entry WHERE length (entry) < 24 OR length (entry) % 4 != 0", "records with broken facets" },
};

static gboolean
count (sqlite3 *db, const char *sql, guint64 *n, GError **error)
{
  RC_AUTO_STATEMENT *statement = rc_search_prepare (db, sql, error);
  gboolean failed;

  if (statement == NULL || !rc_search_step (statement, &failed, error))
    return FALSE;
  *n = (guint64) sqlite3_column_int64 (statement, 0);
  return TRUE;
}

gboolean
rc_search_index_check (sqlite3 *db, guint64 n_records, GError **error)
{
  guint64 n;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!count (db, "SELECT count(*) FROM search_entry", &n, error))
    return FALSE;
  if (n != n_records)
    {
      g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED,
                   "The search index has %" G_GUINT64_FORMAT " records, the catalogue %" G_GUINT64_FORMAT, n, n_records);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      if (!count (db, counts[i].sql, &n, error))
        return FALSE;
      if (n != 0)
        {
          g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED,
                       "The search index is damaged: %" G_GUINT64_FORMAT " %s", n, counts[i].fault);
          return FALSE;
        }
    }
  /* FTS5 checks itself by a statement that looks like writing; who may only read leaves it to the writer. */
  if (sqlite3_db_readonly (db, "main") != 0)
    return TRUE;
  return sqlite3_exec (db, "INSERT INTO search_text (search_text, rank) VALUES ('integrity-check', 0)", NULL, NULL, NULL)
           == SQLITE_OK
         || rc_search_set_error (db, error);
}
