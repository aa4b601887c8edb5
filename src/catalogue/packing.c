/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes made smaller to be kept. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/packing.h"

#include <glib/gi18n.h>

#include "catalogue/database.h"

#define STEP (64 * 1024)

static GBytes *
convert (GConverter *converter, const guint8 *data, gsize size, gsize most, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize used = 0;

  while (result != G_CONVERTER_FINISHED)
    {
      gsize n_read, n_written, before = out->len;

      g_byte_array_set_size (out, (guint) (before + MAX (STEP, before)));
      result = g_converter_convert (converter, data + used, size - used, out->data + before, out->len - before, G_CONVERTER_INPUT_AT_END,
                                    &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      used += n_read;
      g_byte_array_set_size (out, (guint) (before + n_written));
      if (out->len > most)
        {
          g_set_error_literal (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CORRUPT, _("What was packed is larger than it can be"));
          return NULL;
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

GBytes *
rc_bytes_deflate (gconstpointer data, gsize size)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  GBytes *packed = convert (compressor, data, size, G_MAXUINT32 / 4, NULL);

  g_assert (packed != NULL); /* of memory into memory */
  return packed;
}

GBytes *
rc_bytes_inflate (gconstpointer data, gsize size, gsize most, GError **error)
{
  g_autoptr (GConverter) decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));

  return convert (decompressor, data, size, most, error);
}
