/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files of a disc, piece by piece. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/tree.h"

#include <glib/gi18n.h>

#define PIECE (4u << 20)
#define MAX_EXTRACT (G_GINT64_CONSTANT (16) << 30)

gboolean
rc_disc_extract (RcDisc *self, const char *path, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  gint64 offset = 0;
  gsize size;

  do
    {
      g_autoptr (GBytes) piece = rc_disc_read (self, path, offset, PIECE, cancellable, error);

      if (!piece)
        return FALSE;
      size = g_bytes_get_size (piece);
      if (!g_output_stream_write_all (stream, g_bytes_get_data (piece, NULL), size, NULL, cancellable, error))
        return FALSE;
      offset += size;
      if (offset > MAX_EXTRACT)
        {
          g_set_error (error, RC_DISC_ERROR, RC_DISC_ERROR_TOO_LARGE, _("%s: larger than can be taken out"), path);
          return FALSE;
        }
    }
  while (size == PIECE);
  return TRUE;
}

char *
rc_disc_digest (RcDisc *self, const char *path, gint64 size, RcDiscDigestFunc tell, gpointer user_data, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 offset = 0;
  gsize got;

  do
    {
      g_autoptr (GBytes) piece = rc_disc_read (self, path, offset, PIECE, cancellable, error);

      if (!piece)
        return NULL;
      got = g_bytes_get_size (piece);
      g_checksum_update (sum, g_bytes_get_data (piece, NULL), (gssize) got);
      offset += (gint64) got;
      if (tell)
        tell (got, user_data);
    }
  while (got == PIECE && offset < size);
  return g_strdup (g_checksum_get_string (sum));
}
