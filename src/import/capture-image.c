/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a capture reads. Whatever has to be made of it first lies in the catalogue's folder, where there is room for it. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disc/drive.h"
#include "import/capture-image.h"
#include "record/problem.h"

#define FOLDER "captures"
#define MAX_GAPS_TOLD 100

void
rc_capture_image_clear (RcCaptureImage *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->facts, g_free);
}

static void
tell_gaps (const char *path, const GArray *gaps, GPtrArray *problems)
{
  for (guint i = 0; i < MIN (gaps->len, MAX_GAPS_TOLD); i++)
    {
      const RcRescueGap *gap = &g_array_index (gaps, RcRescueGap, i);
      gint64 first = gap->offset / RC_RESCUE_SECTOR;
      /* Translators: parts of a disc in a drive; both are numbers. */
      g_autofree char *message = g_strdup_printf (_ ("cannot be read: sectors %" PRId64 " to %" PRId64), first,
                                                  first + gap->length / RC_RESCUE_SECTOR - 1);

      g_ptr_array_add (problems, rc_problem_new (path, 0, NULL, message));
    }
}

char *
rc_capture_make_folder (const char *catalogue_folder, GError **error)
{
  g_autofree char *folder = g_build_filename (catalogue_folder, FOLDER, NULL);

  if (g_mkdir (folder, 0700) == 0 || errno == EEXIST)
    return g_steal_pointer (&folder);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("Cannot write %s: %s"), folder, g_strerror (errno));
  return NULL;
}

static gboolean
read_drive (RcCaptureImage *self, const char *catalogue_folder, RcDrive *drive, const char *path, GPtrArray *problems, RcRescueProgress progress,
            gpointer user_data, GCancellable *cancellable, GError **error)
{
  const RcRescueFrom from = rc_drive_get_from (drive);
  g_autofree char *folder = rc_capture_make_folder (catalogue_folder, error);
  g_autofree char *name = folder != NULL ? rc_rescue_identify (&from) : NULL;
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (RcRescueGap));
  g_autofree char *copy = NULL;
  RcRescueState state;

  if (folder == NULL)
    return FALSE;
  if (name == NULL)
    {
      g_set_error (error, RC_DISC_ERROR, RC_DISC_ERROR_UNREADABLE, _ ("%s: there is no disc in it, or not even its beginning can be read"), path);
      return FALSE;
    }
  copy = g_build_filename (folder, name, NULL);
  if (!rc_rescue_copy (&from, copy, &state, gaps, progress, user_data, cancellable, error))
    return FALSE;
  tell_gaps (path, gaps, problems);
  self->path = g_steal_pointer (&copy);
  return TRUE;
}

gboolean
rc_capture_image_open (RcCaptureImage *self, const char *catalogue_folder, const char *path, GPtrArray *problems,
                       RcRescueProgress progress, gpointer user_data, GCancellable *cancellable, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  gboolean done = TRUE;

  self->fd = -1;
  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISBLK (status.st_mode))
    {
      RcDrive drive;

      rc_drive_init (&drive, fd);
      self->facts = rc_drive_dup_facts (&drive);
      done = read_drive (self, catalogue_folder, &drive, path, problems, progress, user_data, cancellable, error);
      rc_drive_clear (&drive);
    }
  else
    self->path = g_strdup (path);
  if (fd >= 0)
    close (fd);
  return done;
}

void
rc_capture_image_finish (RcCaptureImage *self, const char *given)
{
  g_autofree char *map = g_strconcat (self->path, ".map", NULL);

  if (strcmp (self->path, given) == 0 || self->fd >= 0)
    return;
  g_unlink (self->path);
  g_unlink (map);
}

static gboolean
is_image (const char *path)
{
  static const char *const endings[] = { ".iso", ".img", ".bin", ".nrg", ".mdf", ".udf", ".toast", ".dmg", ".ima", ".flp", ".vfd" };
  const char *dot = strrchr (path, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (dot, endings[i]) == 0)
      return TRUE;
  return FALSE;
}

const char *
rc_capture_find_packed_image (GPtrArray *entries)
{
  const RcDiscEntry *image = NULL;
  gint64 total = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const RcDiscEntry *entry = g_ptr_array_index (entries, i);

      total += entry->size;
      if (!entry->folder && is_image (entry->path) && (image == NULL || entry->size > image->size))
        image = entry;
    }
  /* Beside it a sheet, a picture of the cover, a note. */
  return image != NULL && image->size > total / 10 * 9 ? image->path : NULL;
}

gboolean
rc_capture_image_unpack (RcCaptureImage *self, const char *catalogue_folder, RcDisc *archive, const char *path, GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *folder = rc_capture_make_folder (catalogue_folder, error);
  g_autofree char *name = folder != NULL ? g_build_filename (folder, "unpacked-XXXXXX", NULL) : NULL;
  g_autoptr (GOutputStream) stream = NULL;

  if (folder == NULL)
    return FALSE;
  self->fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("Cannot write %s: %s"), name, g_strerror (errno));
      return FALSE;
    }
  /* Without a name it is gone with the program, however that ends. */
  g_unlink (name);
  stream = g_unix_output_stream_new (self->fd, FALSE);
  if (!rc_disc_extract (archive, path, stream, cancellable, error))
    return FALSE;
  g_free (self->path);
  self->path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  return TRUE;
}
