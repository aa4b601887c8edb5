/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index against itself: its tables against each other, the file against its checksums, both against each other. */
#define G_LOG_DOMAIN "rc-search"

#include "search/index.h"

#include "search/lifecycle.h"
#include "search/sql.h"

/* Everything here counts faults: 0 is whole. */
static const struct
{
  const char *sql;
  const char *fault;
} counts[] = {
  { "SELECT count(*) <> 1 FROM search_file", "states" },
  { "SELECT count(*) FROM search_entry WHERE length (entry) < 64", "entries of records without words" },
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

static gboolean
set_damaged (GError **error, const char *what)
{
  g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED, "The search index is damaged: %s", what);
  return FALSE;
}

/* Every entry can be read, and takes its record out of `expected` (nullable), or else is one that the file has not. */
static gboolean
check_entries (sqlite3 *db, RcBits *expected, GError **error)
{
  RC_AUTO_STATEMENT *select
    = rc_search_prepare (db,
                         "SELECT e.id, e.entry, c.id IS NOT NULL FROM search_entry AS e"
                         " LEFT JOIN search_change AS c ON c.id = e.id",
                         error);
  gboolean failed;

  if (select == NULL)
    return FALSE;
  while (rc_search_step (select, &failed, error))
    {
      gint64 id = sqlite3_column_int64 (select, 0);
      RcEntry entry;

      if (id < 1 || id > G_MAXUINT32
          || !rc_entry_read (&entry, sqlite3_column_blob (select, 1), (gsize) sqlite3_column_bytes (select, 1)))
        return set_damaged (error, "an entry is broken");
      if (expected == NULL)
        continue;
      if (rc_bits_has (expected, (guint32) id))
        rc_bits_remove (expected, (guint32) id);
      else if (sqlite3_column_int (select, 2) == 0)
        return set_damaged (error, "a record is missing in its file");
    }
  return !failed;
}

/* What changed since the file was written needs not be in the table any more. */
static gboolean
forget_changed (sqlite3 *db, RcBits *expected, GError **error)
{
  RC_AUTO_STATEMENT *select = rc_search_prepare (db, "SELECT id FROM search_change", error);
  gboolean failed;

  if (select == NULL)
    return FALSE;
  while (rc_search_step (select, &failed, error))
    {
      gint64 id = sqlite3_column_int64 (select, 0);

      if (id >= 0 && id <= G_MAXUINT32 && rc_bits_has (expected, (guint32) id))
        rc_bits_remove (expected, (guint32) id);
    }
  return !failed;
}

static gboolean
check_file (sqlite3 *db, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcIndexFile) file = rc_search_open_file (db, &problem);
  g_autoptr (RcBits) records = rc_bits_new (file != NULL ? file->header->highest_id : 0);
  gboolean missing = g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT);

  if (file == NULL && !missing)
    return set_damaged (error, problem->message);
  if (file != NULL && (!rc_index_file_check (file, error) || !rc_index_file_add_list (file, &file->header->all, records)))
    return FALSE;
  /* A file that is missing is made again; nothing is lost with it. */
  if (!check_entries (db, missing ? NULL : records, error) || !forget_changed (db, records, error))
    return FALSE;
  return rc_bits_is_empty (records) || set_damaged (error, "its file has records that are no more");
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
  return check_file (db, error);
}
