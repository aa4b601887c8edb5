/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of a document's pages. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "catalogue/database-private.h"
#include "catalogue/page-texts.h"

/* Of one document: 10 000 pages at 10 KiB. */
#define MAX_TAKEN_BYTES (100u << 20)

gboolean
rc_page_texts_store (RcDatabase *db, gint64 document, GPtrArray *texts, GError **error)
{
  g_autoptr (RcStatement) remove = rc_statement_new (db, "DELETE FROM page_text WHERE document = ?", error);
  g_autoptr (RcStatement) insert = NULL;

  if (remove != NULL)
    insert = rc_statement_new (db, "INSERT INTO page_text (document, page, text) VALUES (?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (remove, 1, document);
  if (!rc_statement_run (remove, error))
    return FALSE;
  for (guint i = 0; i < texts->len; i++)
    {
      rc_statement_bind_int (insert, 1, document);
      rc_statement_bind_int (insert, 2, i + 1);
      rc_statement_bind_text (insert, 3, g_ptr_array_index (texts, i));
      if (!rc_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

GBytes *
rc_page_texts_digest (GPtrArray *texts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  /* With the zero byte, so that pages do not run together. */
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
    }
  g_checksum_get_digest (checksum, digest, &size);
  return g_bytes_new (digest, size);
}

static GBytes *
convert (GConverter *converter, const void *data, gsize size, GError **error)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

GBytes *
rc_page_texts_take (RcDatabase *db, gint64 document, GError **error)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db, "SELECT text FROM page_text WHERE document = ? ORDER BY page", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, document);
  while (rc_statement_step (select, &local_error))
    g_variant_builder_add (&builder, "s", rc_statement_get_text (select, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  variant = g_variant_ref_sink (g_variant_new ("(xas)", document, &builder));
  return convert (compressor, g_variant_get_data (variant), g_variant_get_size (variant), error);
}

gboolean
rc_page_texts_restore (RcDatabase *db, GBytes *taken, GError **error)
{
  g_autoptr (GConverter) decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GBytes) bytes = convert (decompressor, g_bytes_get_data (taken, NULL), g_bytes_get_size (taken), error);
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GVariant) list = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gint64 document;

  if (bytes == NULL)
    return FALSE;
  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE ("(xas)"), bytes, FALSE));
  if (g_bytes_get_size (bytes) > MAX_TAKEN_BYTES || !g_variant_is_normal_form (variant))
    {
      g_set_error_literal (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CORRUPT, _ ("A revision cannot be read"));
      return FALSE;
    }
  g_variant_get (variant, "(x@as)", &document, &list);
  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      char *text;

      g_variant_get_child (list, i, "s", &text);
      g_ptr_array_add (texts, text);
    }
  return rc_page_texts_store (db, document, texts, error);
}
