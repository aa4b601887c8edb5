/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths are made again from the top down: a folder's row is older than those of what is in it. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <string.h>

#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/disc-names.h"
#include "catalogue/discs.h"

/* A renaming under way. */
typedef struct
{
  RcDatabase *db;    /* (unowned) */
  gint64 disc;
  const char *names; /* (unowned) */
  RcDiscsDecode decode;
  GHashTable *paths; /* (owned) id of a row to its new path */
  GHashTable *taken; /* (owned) set of new paths, borrowed */
} Renaming;

static const char *
last_part (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

/* TRUE when the name on the disc is bytes of an unknown character set. */
static gboolean
is_raw (const RcFileRow *row)
{
  return !row->inside && row->raw_path != NULL && !g_utf8_validate (last_part (row->raw_path), -1, NULL);
}

/* (transfer full) In the folder's new path; the second of one name is numbered. */
static char *
make_path (Renaming *self, const RcFileRow *row)
{
  const char *folder = row->parent != 0 ? g_hash_table_lookup (self->paths, &row->parent) : NULL;
  g_autofree char *name = is_raw (row) ? self->decode (self->names, last_part (row->raw_path)) : g_strdup (row->name);
  char *path = folder != NULL ? g_strconcat (folder, "/", name, NULL) : g_strdup (name);

  for (guint n = 2; g_hash_table_contains (self->taken, path); n++)
    {
      g_free (path);
      path = g_strdup_printf ("%s%s%s (%u)", folder != NULL ? folder : "", folder != NULL ? "/" : "", name, n);
    }
  return path;
}

/* `sql` has the new path, its last part, and the id or the old path, and the disc. */
static gboolean
write_path (Renaming *self, const char *sql, const char *path, const RcFileRow *row, GError **error)
{
  g_autoptr (RcStatement) update = rc_statement_new (self->db, sql, error);

  if (update == NULL)
    return FALSE;
  rc_statement_bind_text (update, 1, path);
  rc_statement_bind_text (update, 2, last_part (path));
  rc_statement_bind_int (update, 3, row->id);
  rc_statement_bind_text (update, 4, row->path);
  rc_statement_bind_int (update, 5, self->disc);
  return rc_statement_run (update, error);
}

static gboolean
rename_row (Renaming *self, const RcFileRow *row, GError **error)
{
  char *path = make_path (self, row);

  g_hash_table_insert (self->paths, g_memdup2 (&row->id, sizeof row->id), path);
  g_hash_table_add (self->taken, path);
  if (strcmp (path, row->path) == 0)
    return TRUE;
  return write_path (self, "UPDATE file SET path = ?1, name = ?2 WHERE record = ?3 AND ?4 = ?4 AND disc = ?5", path, row, error) &&
         write_path (self, "UPDATE record SET title = ?2 WHERE ?1 = ?1 AND id = ?3 AND ?4 = ?4 AND ?5 = ?5", path, row, error) &&
         write_path (self, "UPDATE document SET path = ?1, name = ?2 WHERE ?3 = ?3 AND path = '/' || ?4 AND disc = ?5", path, row, error);
}

/* A path that one row gives up another may take: until all are written no two are the same. */
static gboolean
set_aside (Renaming *self, const char *sql, GError **error)
{
  g_autoptr (RcStatement) update = rc_statement_new (self->db, sql, error);

  if (update == NULL)
    return FALSE;
  rc_statement_bind_int (update, 1, self->disc);
  return rc_statement_run (update, error);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const RcFileRow *left = *(RcFileRow *const *) a, *right = *(RcFileRow *const *) b;

  return (left->id > right->id) - (left->id < right->id);
}

static gboolean
rename_rows (Renaming *self, GPtrArray *rows, GError **error)
{
  gboolean done = set_aside (self, "UPDATE file SET path = '/' || path WHERE disc = ?1", error) &&
                  set_aside (self, "UPDATE document SET path = '/' || path WHERE disc = ?1", error);

  for (guint i = 0; done && i < rows->len; i++)
    done = rename_row (self, g_ptr_array_index (rows, i), error);
  return done && set_aside (self, "UPDATE file SET path = substr (path, 2) WHERE disc = ?1 AND path LIKE '/%'", error) &&
         set_aside (self, "UPDATE document SET path = substr (path, 2) WHERE disc = ?1 AND path LIKE '/%'", error);
}

gboolean
rc_discs_rename_files (RcDatabase *db, gint64 disc, const char *names, RcDiscsDecode decode, GError **error)
{
  g_autoptr (GPtrArray) rows = rc_discs_list_all (db, disc, error);
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  Renaming self = { db, disc, names, decode, paths, taken };
  g_autoptr (RcStatement) update = NULL;

  g_return_val_if_fail (db != NULL && names != NULL, FALSE);

  if (rows == NULL)
    return FALSE;
  g_ptr_array_sort (rows, compare_ids);
  update = rc_statement_new (db, "UPDATE disc SET names = ?2 WHERE record = ?1", error);
  if (update == NULL || !rename_rows (&self, rows, error))
    return FALSE;
  rc_statement_bind_int (update, 1, disc);
  rc_statement_bind_text (update, 2, names);
  return rc_statement_run (update, error) && rc_derive_index_files (db, disc, error);
}

GPtrArray *
rc_discs_list_raw_names (RcDatabase *db, gint64 disc, guint most, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) rows = rc_discs_list_all (db, disc, error);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len && names->len < most; i++)
    {
      const RcFileRow *row = g_ptr_array_index (rows, i);

      if (is_raw (row) && !g_hash_table_contains (seen, last_part (row->raw_path)))
        {
          g_ptr_array_add (names, g_strdup (last_part (row->raw_path)));
          g_hash_table_add (seen, g_ptr_array_index (names, names->len - 1));
        }
    }
  return g_steal_pointer (&names);
}
