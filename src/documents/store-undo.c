/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is taken back or came to nothing, with the files that go with it: an image may have gigabytes. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "documents/store.h"
#include "record/problem.h"

/* Under the writer's lock: who stores a file looks for it again under the same lock before it is referred to. */
static gboolean
remove_freed (RcDatabase *db, GHashTable *before, GPtrArray *problems, GError **error)
{
  g_autoptr (GHashTable) wanted = rc_documents_get_wanted_files (db, error);
  GHashTableIter iter;
  gpointer sha256;

  if (wanted == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    {
      g_autofree char *path = NULL;

      if (g_hash_table_contains (wanted, sha256))
        continue;
      path = rc_store_dup_path (rc_database_get_folder (db), sha256);
      if (path != NULL && g_unlink (path) != 0 && errno != ENOENT)
        g_ptr_array_add (problems, rc_problem_new (path, 0, NULL, g_strerror (errno)));
    }
  return TRUE;
}

static RcUndoReport *
undo (RcDatabase *db, gint64 batch, gint64 record, GError **error)
{
  g_autoptr (GHashTable) before = rc_documents_get_wanted_files (db, error);
  g_autoptr (GError) problem = NULL;
  RcUndoReport *report = NULL;

  if (before != NULL)
    report = record != 0 ? rc_batch_undo_record (db, batch, record, error) : rc_batch_undo (db, batch, error);

  if (report == NULL)
    return NULL;
  /* The batch is taken back: what fails from here on costs room and nothing else. */
  if (!rc_database_begin (db, &problem) || !remove_freed (db, before, report->problems, &problem))
    g_ptr_array_add (report->problems, rc_problem_new (NULL, 0, NULL, problem->message));
  rc_database_rollback (db);
  return report;
}

RcUndoReport *
rc_store_undo_batch (RcDatabase *db, gint64 batch, GError **error)
{
  return undo (db, batch, 0, error);
}

RcUndoReport *
rc_store_undo_record (RcDatabase *db, gint64 batch, gint64 record, GError **error)
{
  return undo (db, batch, record, error);
}

void
rc_store_drop (RcDatabase *db, const char *sha256)
{
  g_autoptr (GHashTable) stored = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (db != NULL && sha256 != NULL);

  g_hash_table_add (stored, (gpointer) sha256);
  rc_database_set_cancellable (db, NULL);
  if (!rc_database_begin (db, &error) || !remove_freed (db, stored, problems, &error))
    g_info ("%s stays in the store: %s", sha256, error->message);
  rc_database_rollback (db);
}

gboolean
rc_store_check_held (RcDatabase *db, const char *sha256, GError **error)
{
  g_autofree char *path = rc_store_dup_path (rc_database_get_folder (db), sha256);

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING, _("%s was removed while it was being added; add it again"),
               sha256);
  return FALSE;
}
