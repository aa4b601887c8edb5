/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Catalogues as older programs made them. */
#include "old.h"

#include <glib/gstdio.h>
#include <gio/gio.h>
#include <sqlite3.h>

#define MIGRATIONS "/kz/unesco/ResourceCentre/catalogue/migrations/"

static void
run_migration (sqlite3 *handle, const char *name)
{
  g_autofree char *path = g_strconcat (MIGRATIONS, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  char *message = NULL;

  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

/* Makes "INSERT … SELECT" for what a table of the old catalogue and of the new one have in common. */
static const char copies[] =
  "SELECT 'DELETE FROM main.\"' || t.name || '\"; INSERT INTO main.\"' || t.name || '\" (' || group_concat (c.name) || ') SELECT ' || "
  "group_concat (c.name) || ' FROM new.\"' || t.name || '\";' FROM main.sqlite_master t JOIN new.sqlite_master n ON n.name = t.name "
  "JOIN pragma_table_info (t.name, 'main') c JOIN pragma_table_info (n.name, 'new') d ON d.name = c.name "
  "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name";

static int
append_statement (gpointer text, int n_columns, char **values, char **names)
{
  g_string_append (text, values[0]);
  return 0;
}

void
rc_test_make_old (const char *path, int version)
{
  g_autofree char *new = g_strconcat (path, ".new", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS new", new);
  g_autofree char *pragmas = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = 0x52436174", version);
  g_auto (GStrv) names = g_resources_enumerate_children (MIGRATIONS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "PRAGMA wal_checkpoint (TRUNCATE); PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  sqlite3_close (handle);
  g_assert_cmpint (g_rename (path, new), ==, 0);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  for (int i = 0; i < version; i++)
    {
      g_autofree char *number = g_strdup_printf ("%03d-", i + 1);

      for (guint k = 0; names[k] != NULL; k++)
        if (g_str_has_prefix (names[k], number))
          run_migration (handle, names[k]);
    }
  g_assert_cmpint (sqlite3_exec (handle, attach, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, copies, append_statement, text, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, text->str, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, pragmas, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  g_remove (new);
}
