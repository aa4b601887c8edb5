/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Discs and the rows of their trees. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/discs.h"

#define FILE_COLUMNS \
  "record, disc, parent, path, name, folder, size_bytes, mtime, media_type, raw_path, lower (hex (sha256)), details, opened, inside"
#define INSERT_FILE                                                                                                        \
  "INSERT INTO file (record, disc, parent, path, name, folder, size_bytes, mtime, media_type, raw_path, sha256, details, opened, inside) " \
  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define DISC_QUERY                                                                                                     \
  "SELECT d.record, r.title, (SELECT shelfmark FROM copy WHERE record = d.record ORDER BY position LIMIT 1), d.sha256, "  \
  "d.volume, d.n_files, d.n_folders, d.n_unreadable, d.n_bytes, d.names, d.facts "                                       \
  "FROM disc d JOIN record r ON r.id = d.record AND r.state <> 9 "

void
rc_disc_row_free (RcDiscRow *self)
{
  g_free (self->title);
  g_free (self->shelfmark);
  g_free (self->sha256);
  g_free (self->volume);
  g_free (self->names);
  g_free (self->facts);
  g_free (self);
}

void
rc_file_row_free (RcFileRow *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self->raw_path);
  g_free (self->sha256);
  g_free (self->details);
  g_free (self);
}

gboolean
rc_discs_put (RcDatabase *db, gint64 batch, const RcDiscRow *disc, const char *tree_sha256, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  g_return_val_if_fail (db != NULL && batch > 0 && disc != NULL, FALSE);

  insert = rc_statement_new (db,
                             "INSERT INTO disc (record, sha256, volume, n_unreadable, names, facts, tree_sha256) "
                             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (record) DO UPDATE SET "
                             "sha256 = ?2, volume = ?3, n_unreadable = ?4, names = ?5, facts = ?6, tree_sha256 = ?7",
                             error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, 1, disc->id);
  rc_statement_bind_text (insert, 2, disc->sha256);
  rc_statement_bind_text (insert, 3, disc->volume);
  rc_statement_bind_int (insert, 4, (gint64) disc->n_unreadable);
  rc_statement_bind_text (insert, 5, disc->names);
  rc_statement_bind_text (insert, 6, disc->facts);
  rc_statement_bind_text (insert, 7, tree_sha256);
  return rc_statement_run (insert, error);
}

gboolean
rc_discs_count_files (RcDatabase *db, gint64 disc, GError **error)
{
  g_autoptr (RcStatement) update = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  update = rc_statement_new (db,
                             "UPDATE disc SET (n_files, n_folders, n_bytes) = "
                             "(SELECT count (*) - coalesce (sum (folder), 0), coalesce (sum (folder), 0), coalesce (sum (size_bytes), 0) "
                             "FROM file WHERE file.disc = ?1 AND NOT inside) WHERE record = ?1",
                             error);
  if (update == NULL)
    return FALSE;
  rc_statement_bind_int (update, 1, disc);
  return rc_statement_run (update, error);
}

gint64
rc_discs_find_known (RcDatabase *db, const char *image_sha256, const char *tree_sha256, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, -1);

  select = rc_statement_new (db,
                             "SELECT record FROM disc WHERE (sha256 = ?1 OR tree_sha256 = ?2) AND "
                             "EXISTS (SELECT 1 FROM record WHERE record.id = disc.record AND state <> 9) ORDER BY record LIMIT 1",
                             error);
  if (select == NULL)
    return -1;
  rc_statement_bind_text (select, 1, image_sha256);
  rc_statement_bind_text (select, 2, tree_sha256);
  if (rc_statement_step (select, &local_error))
    return rc_statement_get_int (select, 0);
  if (local_error == NULL)
    return 0;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return -1;
}

/* An id of the one space. */
static gint64
add_record_row (RcDatabase *db, const char *name, gint64 now, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  insert = rc_statement_new (db, "INSERT INTO record (kind, title, added, changed) VALUES (3, ?1, ?2, ?2)", error);
  if (insert == NULL)
    return 0;
  rc_statement_bind_text (insert, 1, name);
  rc_statement_bind_int (insert, 2, now);
  return rc_statement_run (insert, error) ? sqlite3_last_insert_rowid (rc_database_get_handle (db)) : 0;
}

/* NULL for NULL, and for what is no digest. */
static GBytes *
parse_digest (const char *hexadecimal)
{
  guint8 digest[32];

  if (hexadecimal == NULL || strlen (hexadecimal) != 2 * sizeof digest)
    return NULL;
  for (gsize i = 0; i < sizeof digest; i++)
    digest[i] = (guint8) (g_ascii_xdigit_value (hexadecimal[2 * i]) << 4 | g_ascii_xdigit_value (hexadecimal[2 * i + 1]));
  return g_bytes_new (digest, sizeof digest);
}

gint64
rc_discs_add_file (RcDatabase *db, gint64 batch, const RcFileRow *file, GError **error)
{
  const char *slash = strrchr (file->path, '/');
  const char *name = slash != NULL ? slash + 1 : file->path;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GBytes) raw_path = NULL, digest = NULL;
  g_autoptr (RcStatement) insert = NULL;
  gint64 id;

  g_return_val_if_fail (db != NULL && batch > 0, 0);

  id = add_record_row (db, name, now, error);
  if (id == 0)
    return 0;
  insert = rc_statement_new (db, INSERT_FILE, error);
  if (insert == NULL)
    return 0;
  rc_statement_bind_int (insert, 1, id);
  rc_statement_bind_int (insert, 2, file->disc);
  rc_statement_bind_int (insert, 3, file->parent);
  rc_statement_bind_text (insert, 4, file->path);
  rc_statement_bind_text (insert, 5, name);
  rc_statement_bind_int (insert, 6, file->folder);
  rc_statement_bind_int (insert, 7, file->size_bytes);
  rc_statement_bind_int (insert, 8, file->mtime);
  rc_statement_bind_text (insert, 9, file->media_type);
  raw_path = file->raw_path != NULL ? g_bytes_new (file->raw_path, strlen (file->raw_path)) : NULL;
  rc_statement_bind_bytes (insert, 10, raw_path);
  digest = parse_digest (file->sha256);
  rc_statement_bind_bytes (insert, 11, digest);
  rc_statement_bind_text (insert, 12, file->details);
  rc_statement_bind_int (insert, 13, file->opened);
  rc_statement_bind_int (insert, 14, file->inside);
  if (!rc_statement_run (insert, error))
    return 0;
  if (!file->folder && !rc_derive_index_file (db, id, name, file->path, file->mtime, now, FALSE, error))
    return 0;
  return id;
}

gboolean
rc_discs_change_file (RcDatabase *db, gint64 id, const RcFileRow *file, GError **error)
{
  g_autoptr (GBytes) raw_path = file->raw_path != NULL ? g_bytes_new (file->raw_path, strlen (file->raw_path)) : NULL;
  g_autoptr (GBytes) digest = parse_digest (file->sha256);
  g_autoptr (RcStatement) update = NULL;

  g_return_val_if_fail (db != NULL && id > 0, FALSE);

  update = rc_statement_new (db,
                             "UPDATE file SET parent = ?2, size_bytes = ?3, mtime = ?4, media_type = ?5, raw_path = ?6, sha256 = ?7, "
                             "details = ?8, opened = ?9, inside = ?10 WHERE record = ?1",
                             error);
  if (update == NULL)
    return FALSE;
  rc_statement_bind_int (update, 1, id);
  rc_statement_bind_int (update, 2, file->parent);
  rc_statement_bind_int (update, 3, file->size_bytes);
  rc_statement_bind_int (update, 4, file->mtime);
  rc_statement_bind_text (update, 5, file->media_type);
  rc_statement_bind_bytes (update, 6, raw_path);
  rc_statement_bind_bytes (update, 7, digest);
  rc_statement_bind_text (update, 8, file->details);
  rc_statement_bind_int (update, 9, file->opened);
  rc_statement_bind_int (update, 10, file->inside);
  return rc_statement_run (update, error);
}

gboolean
rc_discs_remove_file (RcDatabase *db, gint64 id, GError **error)
{
  g_autoptr (RcStatement) remove = NULL;

  g_return_val_if_fail (db != NULL && id > 0, FALSE);

  remove = rc_statement_new (db, "DELETE FROM record WHERE id = ?", error);
  if (remove == NULL || !rc_derive_unindex (db, id, error))
    return FALSE;
  rc_statement_bind_int (remove, 1, id);
  return rc_statement_run (remove, error);
}

static RcDiscRow *
make_disc (RcStatement *select)
{
  RcDiscRow *self = g_new0 (RcDiscRow, 1);

  self->id = rc_statement_get_int (select, 0);
  self->title = rc_statement_dup_text (select, 1);
  self->shelfmark = rc_statement_dup_text (select, 2);
  self->sha256 = rc_statement_dup_text (select, 3);
  self->volume = rc_statement_dup_text (select, 4);
  self->n_files = (guint64) rc_statement_get_int (select, 5);
  self->n_folders = (guint64) rc_statement_get_int (select, 6);
  self->n_unreadable = (guint64) rc_statement_get_int (select, 7);
  self->bytes = (guint64) rc_statement_get_int (select, 8);
  self->names = rc_statement_dup_text (select, 9);
  self->facts = rc_statement_dup_text (select, 10);
  return self;
}

static RcFileRow *
make_file (RcStatement *select)
{
  RcFileRow *self = g_new0 (RcFileRow, 1);
  g_autoptr (GBytes) raw_path = NULL;

  self->id = rc_statement_get_int (select, 0);
  self->disc = rc_statement_get_int (select, 1);
  self->parent = rc_statement_get_int (select, 2);
  self->path = rc_statement_dup_text (select, 3);
  self->name = rc_statement_dup_text (select, 4);
  self->folder = rc_statement_get_int (select, 5) != 0;
  self->size_bytes = rc_statement_get_int (select, 6);
  self->mtime = rc_statement_get_int (select, 7);
  self->media_type = rc_statement_dup_text (select, 8);
  raw_path = rc_statement_dup_bytes (select, 9);
  if (raw_path != NULL)
    self->raw_path = g_strndup (g_bytes_get_data (raw_path, NULL), g_bytes_get_size (raw_path));
  if (*rc_statement_get_text (select, 10) != '\0')
    self->sha256 = rc_statement_dup_text (select, 10);
  self->details = rc_statement_dup_text (select, 11);
  self->opened = rc_statement_get_int (select, 12) != 0;
  self->inside = rc_statement_get_int (select, 13) != 0;
  return self;
}

RcDiscRow *
rc_discs_get (RcDatabase *db, gint64 id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db, DISC_QUERY "WHERE d.record = ?", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, id);
  if (rc_statement_step (select, &local_error))
    return make_disc (select);
  if (local_error == NULL)
    g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no disc %" PRId64), id);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* All rows of a statement; NULL on error. */
static GPtrArray *
collect (RcStatement *select, gpointer (*make) (RcStatement *), GDestroyNotify free_row, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  g_autoptr (GError) local_error = NULL;

  while (rc_statement_step (select, &local_error))
    g_ptr_array_add (rows, make (select));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

static gpointer
make_disc_row (RcStatement *select)
{
  return make_disc (select);
}

static gpointer
make_file_row (RcStatement *select)
{
  return make_file (select);
}

GPtrArray *
rc_discs_list (RcDatabase *db, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db, DISC_QUERY "ORDER BY d.record", error);
  if (select == NULL)
    return NULL;
  return collect (select, make_disc_row, (GDestroyNotify) rc_disc_row_free, error);
}

/* The id of a folder by its path, 0 for the top, -1 and NOT_FOUND for none. */
static gint64
find_folder (RcDatabase *db, gint64 disc, const char *path, GError **error)
{
  g_autoptr (RcDiscRow) row = rc_discs_get (db, disc, error);
  g_autoptr (RcFileRow) file = NULL;

  if (row == NULL)
    return -1;
  if (path == NULL || *path == '\0')
    return 0;
  file = rc_discs_find_file (db, disc, path, error);
  if (file == NULL)
    return -1;
  if (!file->folder && !file->opened)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("“%s” is no folder of disc %" PRId64), path, disc);
      return -1;
    }
  return file->id;
}

GPtrArray *
rc_discs_list_folder (RcDatabase *db, gint64 disc, const char *path, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  gint64 folder;

  g_return_val_if_fail (db != NULL, NULL);

  folder = find_folder (db, disc, path, error);
  if (folder < 0)
    return NULL;
  select = rc_statement_new (db,
                             "SELECT " FILE_COLUMNS " FROM file WHERE disc = ? AND parent = ? "
                             "ORDER BY folder DESC, name COLLATE NOCASE, name",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, disc);
  rc_statement_bind_int (select, 2, folder);
  return collect (select, make_file_row, (GDestroyNotify) rc_file_row_free, error);
}

GPtrArray *
rc_discs_list_all (RcDatabase *db, gint64 disc, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (find_folder (db, disc, NULL, error) < 0)
    return NULL;
  select = rc_statement_new (db, "SELECT " FILE_COLUMNS " FROM file WHERE disc = ? ORDER BY path", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, disc);
  return collect (select, make_file_row, (GDestroyNotify) rc_file_row_free, error);
}

static RcFileRow *
step_file (RcStatement *select, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (rc_statement_step (select, &local_error))
    return make_file (select);
  if (local_error == NULL)
    g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no file “%s”"), path);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

RcFileRow *
rc_discs_find_file (RcDatabase *db, gint64 disc, const char *path, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && path != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT " FILE_COLUMNS " FROM file WHERE disc = ? AND path = ? AND "
                             "EXISTS (SELECT 1 FROM record WHERE record.id = file.record AND state <> 9)",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, disc);
  rc_statement_bind_text (select, 2, path);
  return step_file (select, path, error);
}

GHashTable *
rc_discs_find_paths (RcDatabase *db, gint64 disc, GPtrArray *paths, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) sql = g_string_new ("SELECT path FROM file WHERE disc = ? AND path COLLATE NOCASE IN (''");
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GError) local_error = NULL;

  /* All of them in one walk over the disc. */
  for (guint i = 0; i < paths->len; i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ") AND EXISTS (SELECT 1 FROM record WHERE record.id = file.record AND state <> 9)");
  select = rc_statement_new (db, sql->str, error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, disc);
  for (guint i = 0; i < paths->len; i++)
    rc_statement_bind_text (select, (int) i + 2, g_ptr_array_index (paths, i));
  while (rc_statement_step (select, &local_error))
    {
      const char *path = rc_statement_get_text (select, 0);

      g_hash_table_replace (found, g_ascii_strdown (path, -1), g_strdup (path));
    }
  if (local_error == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

RcFileRow *
rc_discs_get_file (RcDatabase *db, gint64 id, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" PRId64, id);
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT " FILE_COLUMNS " FROM file WHERE record = ? AND "
                             "EXISTS (SELECT 1 FROM record WHERE record.id = file.record AND state <> 9)",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, id);
  return step_file (select, text, error);
}

GPtrArray *
rc_discs_list_same (RcDatabase *db, gint64 id, guint most, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT " FILE_COLUMNS " FROM file WHERE sha256 = (SELECT sha256 FROM file WHERE record = ?1 AND size_bytes > 0) "
                             "AND record <> ?1 AND EXISTS (SELECT 1 FROM record WHERE record.id = file.record AND state <> 9) "
                             "ORDER BY disc, path LIMIT ?2",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, id);
  rc_statement_bind_int (select, 2, most);
  return collect (select, make_file_row, (GDestroyNotify) rc_file_row_free, error);
}
