/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes that records came in by. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/derive.h"
#include "catalogue/originals.h"
#include "catalogue/records.h"
#include "catalogue/snapshot.h"
#include "catalogue/statement.h"
#include "exchange/writer.h"

#include <glib/gi18n.h>
#include <inttypes.h>

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
rc_originals_get_rejects (RcDatabase *db, gint64 batch, GError **error)
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
rc_originals_get (RcDatabase *db, gint64 record, GError **error)
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
