/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of a disc that is captured again, in the place of the one it has. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/disc-again.h"
#include "catalogue/documents.h"
#include "catalogue/record-store.h"

struct _RcDiscAgain
{
  RcDatabase *db;        /* (unowned) */
  gint64 batch, disc;
  GHashTable *files;     /* (owned) path to RcFileRow: those that were not met yet */
  GHashTable *documents; /* (owned) path to RcDocument: likewise */
};

void
rc_disc_again_free (RcDiscAgain *self)
{
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_clear_pointer (&self->documents, g_hash_table_unref);
  g_free (self);
}

RcDiscAgain *
rc_disc_again_new (RcDatabase *db, gint64 batch, gint64 disc, GError **error)
{
  g_autoptr (GPtrArray) files = rc_discs_list_all (db, disc, error);
  g_autoptr (GPtrArray) documents = files != NULL ? rc_documents_list (db, disc, error) : NULL;
  RcDiscAgain *self;

  g_return_val_if_fail (db != NULL && batch > 0, NULL);

  if (documents == NULL || !rc_revision_add_change (db, batch, disc, RC_REVISION_CHANGED, error))
    return NULL;
  self = g_new0 (RcDiscAgain, 1);
  self->db = db;
  self->batch = batch;
  self->disc = disc;
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) rc_file_row_free);
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) rc_document_free);
  g_ptr_array_set_free_func (files, NULL);
  for (guint i = 0; i < files->len; i++)
    {
      RcFileRow *row = g_ptr_array_index (files, i);

      g_hash_table_insert (self->files, row->path, row);
    }
  g_ptr_array_set_free_func (documents, NULL);
  for (guint i = 0; i < documents->len; i++)
    {
      RcDocument *document = g_ptr_array_index (documents, i);

      /* A file that somebody gave to the disc's record is none of its tree. */
      if (document->disc == disc && document->path != NULL && !g_hash_table_contains (self->documents, document->path))
        g_hash_table_insert (self->documents, document->path, document);
      else
        rc_document_free (document);
    }
  return self;
}

gint64
rc_disc_again_put_file (RcDiscAgain *self, const RcFileRow *file, GError **error)
{
  const RcFileRow *known = g_hash_table_lookup (self->files, file->path);
  gint64 id;

  /* A folder is not in the search, a file is: what became the other one is something else. */
  if (known == NULL || known->folder != file->folder)
    {
      if (known != NULL && !rc_discs_remove_file (self->db, known->id, error))
        return 0;
      g_hash_table_remove (self->files, file->path);
      return rc_discs_add_file (self->db, self->batch, file, error);
    }
  id = known->id;
  g_hash_table_remove (self->files, file->path);
  return rc_discs_change_file (self->db, id, file, error) ? id : 0;
}

void
rc_disc_again_keep_document (RcDiscAgain *self, const char *path)
{
  g_hash_table_remove (self->documents, path);
}

gboolean
rc_disc_again_finish (RcDiscAgain *self, GError **error)
{
  g_autoptr (RcStatement) remove = NULL;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (!rc_discs_remove_file (self->db, ((RcFileRow *) row)->id, error))
      return FALSE;
  remove = rc_statement_new (self->db, "DELETE FROM document WHERE id = ?", error);
  if (remove == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      rc_statement_bind_int (remove, 1, ((RcDocument *) row)->id);
      if (!rc_statement_run (remove, error))
        return FALSE;
    }
  return rc_derive_index_stored (self->db, self->disc, error);
}
