/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes that belong together: begun, finished, listed. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/batches.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"

gint64
rc_batch_begin (RcDatabase *db, RcBatchKind kind, const char *label, const char *who, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  g_return_val_if_fail (db != NULL && label != NULL, 0);

  insert = rc_statement_new (db, "INSERT INTO batch (kind, time, label, who) VALUES (?, ?, ?, ?)", error);
  if (insert == NULL)
    return 0;
  rc_statement_bind_int (insert, 1, kind);
  rc_statement_bind_int (insert, 2, g_get_real_time () / G_USEC_PER_SEC);
  rc_statement_bind_text (insert, 3, label);
  rc_statement_bind_text (insert, 4, who != NULL ? who : g_get_user_name ());
  if (!rc_statement_run (insert, error))
    return 0;
  return sqlite3_last_insert_rowid (rc_database_get_handle (db));
}

gboolean
rc_batch_finish (RcDatabase *db, gint64 batch, const char *report, GError **error)
{
  g_autoptr (RcStatement) update = NULL;

  g_return_val_if_fail (db != NULL && batch > 0, FALSE);

  update = rc_statement_new (db, "UPDATE batch SET report = ? WHERE id = ?", error);
  if (update == NULL)
    return FALSE;
  rc_statement_bind_text (update, 1, report);
  rc_statement_bind_int (update, 2, batch);
  return rc_statement_run (update, error);
}

gboolean
rc_batches_find_report (RcDatabase *db, const char *report, gboolean *found, GError **error)
{
  g_autoptr (RcStatement) select
      = rc_statement_new (db, "SELECT count (*) FROM (SELECT report, undone FROM batch ORDER BY id DESC LIMIT 1000) WHERE report = ? AND undone = 0",
                          error);

  if (select == NULL)
    return FALSE;
  rc_statement_bind_text (select, 1, report);
  if (!rc_statement_step (select, error))
    return FALSE;
  *found = rc_statement_get_int (select, 0) > 0;
  return TRUE;
}

gboolean
rc_batch_keep_raw (RcDatabase *db, gint64 batch, gint64 record, guint64 position, GBytes *packed, const char *format,
                   GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  g_return_val_if_fail (db != NULL && batch > 0 && packed != NULL, FALSE);

  insert = rc_statement_new (db, "INSERT INTO raw (batch, record, position, format, bytes) VALUES (?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, 1, batch);
  rc_statement_bind_int (insert, 2, record);
  rc_statement_bind_int (insert, 3, (gint64) position);
  rc_statement_bind_text (insert, 4, format);
  rc_statement_bind_bytes (insert, 5, packed);
  return rc_statement_run (insert, error);
}

gboolean
rc_batch_count_records (RcDatabase *db, gint64 batch, guint *n_records, guint *n_changed_since, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  /* What was taken back, and what took it back, leave the record as it was. 5 is an undo, 4 that somebody found it right. */
  select = rc_statement_new (db,
                             "SELECT (SELECT count (DISTINCT record) FROM revision WHERE batch = ?1), "
                             "(SELECT count (DISTINCT later.record) FROM revision later JOIN batch b ON b.id = later.batch "
                             "WHERE later.id > (SELECT max (id) FROM revision WHERE batch = ?1) AND NOT b.undone AND b.kind <> 5 AND later.what <> 4 "
                             "AND EXISTS (SELECT 1 FROM revision mine WHERE mine.record = later.record AND mine.batch = ?1))",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, batch);
  if (!rc_statement_step (select, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *n_records = (guint) rc_statement_get_int (select, 0);
  *n_changed_since = (guint) rc_statement_get_int (select, 1);
  return TRUE;
}

void
rc_batch_free (RcBatch *self)
{
  g_free (self->label);
  g_free (self->who);
  g_free (self->report);
  g_free (self);
}

GPtrArray *
rc_batches_list (RcDatabase *db, RcBatchKind kind, guint limit, GError **error)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_batch_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT id, kind, time, label, who, report, undone, "
                             "(SELECT count (*) FROM revision WHERE batch = batch.id) "
                             "FROM batch WHERE CASE ?1 WHEN 0 THEN kind <> 4 ELSE kind = ?1 END ORDER BY id DESC LIMIT ?2",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, kind);
  rc_statement_bind_int (select, 2, limit);
  while (rc_statement_step (select, &local_error))
    {
      RcBatch *batch = g_new0 (RcBatch, 1);

      batch->id = rc_statement_get_int (select, 0);
      batch->kind = (RcBatchKind) rc_statement_get_int (select, 1);
      batch->time = rc_statement_get_int (select, 2);
      batch->label = rc_statement_dup_text (select, 3);
      batch->who = rc_statement_dup_text (select, 4);
      batch->report = rc_statement_dup_text (select, 5);
      batch->undone = rc_statement_get_int (select, 6) != 0;
      batch->n_revisions = (guint) rc_statement_get_int (select, 7);
      g_ptr_array_add (batches, batch);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&batches);
}
