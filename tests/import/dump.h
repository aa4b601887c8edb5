/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole content of a catalogue as text, row by row, to be compared. */
#pragma once

#include <sqlite3.h>

#include "../catalogue/support.h"

static inline void
append_value (GString *text, sqlite3_stmt *select, int column)
{
  if (sqlite3_column_type (select, column) == SQLITE_BLOB)
    {
      g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, sqlite3_column_blob (select, column),
                                                           (gsize) sqlite3_column_bytes (select, column));

      g_string_append_printf (text, "x'%s'", hash);
    }
  else if (sqlite3_column_type (select, column) == SQLITE_NULL)
    g_string_append (text, "null");
  else
    g_string_append (text, (const char *) sqlite3_column_text (select, column));
}

static inline void
append_rows (GString *text, sqlite3 *handle, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
  sqlite3_stmt *select = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &select, NULL), ==, SQLITE_OK);
  while (sqlite3_step (select) == SQLITE_ROW)
    {
      g_string_append (text, table);
      for (int i = 0; i < sqlite3_column_count (select); i++)
        {
          g_string_append (text, " | ");
          append_value (text, select, i);
        }
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (select);
}

/* Every row of the catalogue but what keeps the history: batches, revisions, what they were made of, counters; and the
 * inside of the index, whose rows are there, and covers, which are drawn again. */
static inline char *
dump (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *tables = NULL;
  sqlite3 *handle = NULL;
  guint n_tables = 0;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
                                       "AND name NOT IN ('batch', 'revision', 'raw', 'setting', 'search_value', "
                                       "'search_change', 'search_file', 'taken_back', 'cover') ORDER BY 1",
                                       -1, &tables, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      append_rows (text, handle, (const char *) sqlite3_column_text (tables, 0));
      n_tables++;
    }
  g_assert_cmpuint (n_tables, >, 10);
  sqlite3_finalize (tables);
  sqlite3_close (handle);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Names the first line that differs. */
static inline void
assert_same (const char *before, const char *after)
{
  g_auto (GStrv) old = g_strsplit (before, "\n", -1);
  g_auto (GStrv) new = g_strsplit (after, "\n", -1);

  for (guint i = 0; old[i] != NULL && new[i] != NULL; i++)
    g_assert_cmpstr (new[i], ==, old[i]);
  g_assert_cmpuint (g_strv_length (new), ==, g_strv_length (old));
}
