/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes that belong together: begun, finished, listed. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/batches.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/records.h"
#include "catalogue/snapshot.h"
#include "exchange/writer.h"

#include <glib/gi18n.h>
#include <inttypes.h>

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

static GBytes *
unpack_raw (GBytes *packed, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);
  g_autoptr (GInputStream) memory = NULL;
  g_autoptr (GConverter) inflate = NULL;
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GOutputStream) bytes = NULL;

  if (size == 0 || data[0] == RC_RAW_PLAIN)
    return g_bytes_new_from_bytes (packed, MIN (size, 1), size - MIN (size, 1));
  memory = g_memory_input_stream_new_from_data (data + 1, (gssize) size - 1, NULL);
  inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  plain = g_converter_input_stream_new (memory, inflate);
  bytes = g_memory_output_stream_new_resizable ();
  if (g_output_stream_splice (bytes, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (bytes));
}

GBytes *
rc_batch_get_rejects (RcDatabase *db, gint64 batch, GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db, "SELECT bytes FROM raw WHERE batch = ? AND record = 0 ORDER BY id", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, batch);
  while (rc_statement_step (select, &local_error))
    {
      g_autoptr (GBytes) packed = rc_statement_dup_bytes (select, 0);
      g_autoptr (GBytes) raw = unpack_raw (packed, &local_error);

      if (raw == NULL)
        break;
      g_byte_array_append (all, g_bytes_get_data (raw, NULL), (guint) g_bytes_get_size (raw));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/* What the record was made of by the import: its revision, and the batch of that. FALSE without an error: by none. */
static gboolean
find_import (RcDatabase *db, gint64 record, gint64 *revision, gint64 *batch, GError **error)
{
  /* 1 and 2: an import, a refresh. */
  g_autoptr (RcStatement) select
      = rc_statement_new (db,
                          "SELECT r.id, r.batch FROM revision r JOIN batch b ON b.id = r.batch "
                          "WHERE r.record = ? AND b.kind IN (1, 2) AND NOT b.undone ORDER BY r.id DESC LIMIT 1",
                          error);

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, record);
  if (!rc_statement_step (select, error))
    return FALSE;
  *revision = rc_statement_get_int (select, 0);
  *batch = rc_statement_get_int (select, 1);
  return TRUE;
}

/* What the query finds for two numbers, or NULL without an error. */
static GBytes *
find_bytes (RcDatabase *db, const char *query, gint64 first, gint64 second, GError **error)
{
  g_autoptr (RcStatement) select = rc_statement_new (db, query, error);

  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, first);
  rc_statement_bind_int (select, 2, second);
  return rc_statement_step (select, error) ? rc_statement_dup_bytes (select, 0) : NULL;
}

/* The record as it was when that revision had been made. */
static RcMarc *
load_marc_behind (RcDatabase *db, gint64 record, gint64 revision, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) snapshot = find_bytes (db, "SELECT before FROM revision WHERE record = ? AND id > ? AND what IN (2, 3) ORDER BY id LIMIT 1",
                                            record, revision, &local_error);
  g_autoptr (RcRecordDetails) details = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (snapshot != NULL)
    return rc_snapshot_get_marc (snapshot, error);
  details = rc_records_get (db, record, error);
  return details != NULL ? g_steal_pointer (&details->record->marc) : NULL;
}

static GBytes *
write_marc (const RcMarc *marc, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (RcWriter) writer = rc_writer_new (RC_FORMAT_MARC21, stream, error);

  if (writer == NULL || !rc_writer_add (writer, marc, error) || !rc_writer_finish (writer, error) ||
      !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

GBytes *
rc_batch_get_original (RcDatabase *db, gint64 record, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (RcMarc) marc = NULL;
  gint64 revision = 0, batch = 0;

  g_return_val_if_fail (db != NULL, NULL);

  if (find_import (db, record, &revision, &batch, &local_error))
    packed = find_bytes (db, "SELECT bytes FROM raw WHERE batch = ? AND record = ? ORDER BY id DESC LIMIT 1", batch, record, &local_error);
  if (packed != NULL)
    return unpack_raw (packed, error);
  /* No bytes were kept where the master gives them back. */
  if (batch != 0 && local_error == NULL)
    marc = load_marc_behind (db, record, revision, &local_error);
  if (marc != NULL)
    return write_marc (marc, error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("record %" PRId64 " did not come from a file of records"), record);
  return NULL;
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
