/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a command writes what is asked for. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "admin/admin.h"
#include "admin/output-file.h"

static gboolean
fail (const RcOutputFile *self, GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "cannot write %s: %s", self->path, g_strerror (saved));
  return FALSE;
}

static void
clear (RcOutputFile *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->beside, g_free);
}

gboolean
rc_output_file_open (RcOutputFile *self, const char *path, GError **error)
{
  gboolean in_place;
  int fd;

  if (path == NULL)
    {
      self->stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
      return TRUE;
    }
  in_place = g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR);
  self->path = g_strdup (path);
  if (!in_place)
    self->beside = g_strdup_printf ("%s.%d.part", path, (int) getpid ());
  fd = g_open (in_place ? path : self->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      fail (self, error);
      clear (self);
      return FALSE;
    }
  self->stream = g_unix_output_stream_new (fd, TRUE);
  return TRUE;
}

gboolean
rc_output_file_close (RcOutputFile *self, gboolean whole, GError **error)
{
  /* What went wrong with the writing does not know where it was done. */
  if (!whole && self->path != NULL && error != NULL && *error != NULL && (*error)->domain == G_IO_ERROR &&
      !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (error, "cannot write %s: ", self->path);
  if (whole && self->beside != NULL && fsync (g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (self->stream))) != 0)
    whole = fail (self, error);
  if (!g_output_stream_close (self->stream, NULL, whole ? error : NULL))
    whole = FALSE;
  if (whole && self->beside != NULL && g_rename (self->beside, self->path) != 0)
    whole = fail (self, error);
  if (!whole && self->beside != NULL)
    g_unlink (self->beside);
  clear (self);
  return whole;
}
