/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a disc lists. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/disc-list.h"
#include "record/readable.h"

#define CLASS                                                                                                              \
  "CASE WHEN media_type LIKE 'image/%' THEN 1 WHEN media_type LIKE 'text/%' THEN 2 WHEN media_type = 'application/pdf' THEN 3 " \
  "WHEN media_type LIKE 'audio/%' OR media_type LIKE 'video/%' THEN 4 WHEN media_type LIKE 'application/x-ms%' THEN 5 ELSE 6 END"
#define LIST(order)                                                                                                        \
  "SELECT record FROM file WHERE disc = ? AND parent = ? ORDER BY folder DESC, " order " LIMIT ?"

/* The first one is the order of the index file_by_parent. */
static const char *const list_queries[RC_N_FILE_ORDERS][2] = {
  [RC_FILE_ORDER_NAME] = { LIST ("name COLLATE NOCASE, name"), LIST ("name COLLATE NOCASE DESC, name DESC") },
  [RC_FILE_ORDER_TYPE] = { LIST (CLASS ", media_type, name COLLATE NOCASE, name"),
                           LIST (CLASS " DESC, media_type DESC, name COLLATE NOCASE, name") },
  [RC_FILE_ORDER_SIZE] = { LIST ("size_bytes, name COLLATE NOCASE, name"), LIST ("size_bytes DESC, name COLLATE NOCASE, name") },
};

RcFileClass
rc_file_class_of (const char *type)
{
  if (g_str_has_prefix (type, "image/"))
    return RC_FILE_CLASS_PICTURE;
  if (g_str_has_prefix (type, "text/"))
    return RC_FILE_CLASS_TEXT;
  if (g_str_equal (type, "application/pdf"))
    return RC_FILE_CLASS_PDF;
  if (g_str_has_prefix (type, "audio/") || g_str_has_prefix (type, "video/"))
    return RC_FILE_CLASS_SOUND;
  if (g_str_has_prefix (type, "application/x-ms") || g_str_has_prefix (type, "application/x-dos") ||
      g_str_has_prefix (type, "application/x-exe") || g_str_equal (type, "application/vnd.microsoft.portable-executable"))
    return RC_FILE_CLASS_PROGRAM;
  return RC_FILE_CLASS_OTHER;
}

void
rc_listed_file_free (RcListedFile *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->file, rc_file_row_free);
  g_free (self);
}

gboolean
rc_disc_list_folder (
    RcDatabase *db, gint64 disc, gint64 folder, RcFileOrder order, gboolean backwards, guint most, GArray *ids, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && order < RC_N_FILE_ORDERS && ids != NULL, FALSE);

  select = rc_statement_new (db, list_queries[order][backwards ? 1 : 0], error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, disc);
  rc_statement_bind_int (select, 2, folder);
  rc_statement_bind_int (select, 3, most > 0 ? (gint64) most : -1);
  return rc_statement_add_ids (select, ids, error);
}

gboolean
rc_disc_list_count (RcDatabase *db, gint64 disc, gint64 folder, guint *n_folders, guint *n_files, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (db != NULL && n_folders != NULL && n_files != NULL, FALSE);

  select = rc_statement_new (db, "SELECT count (*), total (folder) FROM file WHERE disc = ? AND parent = ?", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, disc);
  rc_statement_bind_int (select, 2, folder);
  if (rc_statement_step (select, &local_error))
    {
      *n_folders = (guint) rc_statement_get_int (select, 1);
      *n_files = (guint) rc_statement_get_int (select, 0) - *n_folders;
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return local_error == NULL && (error == NULL || *error == NULL);
}

gboolean
rc_disc_list_pictures (RcDatabase *db, gint64 disc, gint64 folder, GArray *ids, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (db != NULL && ids != NULL, FALSE);

  select = rc_statement_new (db,
                             "SELECT record, media_type FROM file WHERE disc = ? AND parent = ? AND NOT folder AND size_bytes > 0 "
                             "AND media_type LIKE 'image/%' ORDER BY name COLLATE NOCASE, name",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, disc);
  rc_statement_bind_int (select, 2, folder);
  while (rc_statement_step (select, &local_error))
    {
      gint64 id = rc_statement_get_int (select, 0);

      if (rc_readable_of (rc_statement_get_text (select, 1)) == RC_READABLE_PICTURE)
        g_array_append_val (ids, id);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

GPtrArray *
rc_disc_list_programs (RcDatabase *db, gint64 disc, guint most, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT path FROM file WHERE disc = ? AND NOT inside AND name LIKE '%.exe' AND size_bytes > 0 "
                             "ORDER BY length (path) - length (replace (path, '/', '')), name LIMIT ?",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, disc);
  rc_statement_bind_int (select, 2, most);
  while (rc_statement_step (select, &local_error))
    g_ptr_array_add (paths, rc_statement_dup_text (select, 0));
  if (local_error == NULL)
    return g_steal_pointer (&paths);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GPtrArray *
rc_disc_list_named (RcDatabase *db, gint64 disc, const char *name, guint most, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_file_row_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && name != NULL, NULL);

  select = rc_statement_new (db, "SELECT record FROM file WHERE disc = ? AND NOT inside AND NOT folder AND name LIKE ? ORDER BY path LIMIT ?", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, disc);
  rc_statement_bind_text (select, 2, name);
  rc_statement_bind_int (select, 3, most);
  if (!rc_statement_add_ids (select, ids, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      RcFileRow *row = rc_discs_get_file (db, g_array_index (ids, gint64, i), NULL);

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/* Both counts come out of indexes alone. */
static gboolean
count_below (RcDatabase *db, const RcFileRow *folder, guint *n_files, GError **error)
{
  g_autofree char *first = g_strconcat (folder->path, "/", NULL);
  g_autofree char *last = g_strconcat (folder->path, "0", NULL); /* what comes after "/" */
  g_autoptr (RcStatement) select = rc_statement_new (db,
                                                     "SELECT (SELECT count (*) FROM file WHERE disc = ?1 AND path > ?2 AND path < ?3) - "
                                                     "(SELECT count (*) FROM file WHERE folder AND disc = ?1 AND path > ?2 AND path < ?3)",
                                                     error);
  g_autoptr (GError) local_error = NULL;

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, folder->disc);
  rc_statement_bind_text (select, 2, first);
  rc_statement_bind_text (select, 3, last);
  if (rc_statement_step (select, &local_error))
    *n_files = (guint) rc_statement_get_int (select, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

GPtrArray *
rc_disc_list_load (RcDatabase *db, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_listed_file_free);

  g_return_val_if_fail (db != NULL && (ids != NULL || n_ids == 0), NULL);

  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (GError) local_error = NULL;
      RcFileRow *file = rc_discs_get_file (db, ids[i], &local_error);
      RcListedFile *row;

      if (file == NULL && !g_error_matches (local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      row = file != NULL ? g_new0 (RcListedFile, 1) : NULL;
      g_ptr_array_add (rows, row);
      if (file == NULL)
        continue;
      row->file = file;
      if ((file->folder || file->opened) && !count_below (db, file, &row->n_files, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}
