/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of contents of the disc in a drive, and its sectors. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/drive.h"

#include <linux/cdrom.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* FALSE when the drive does not tell. */
static gboolean
read_entry (int fd, int track, gint64 *start, gboolean *sound)
{
  struct cdrom_tocentry entry = { .cdte_track = (guint8) track, .cdte_format = CDROM_LBA };

  if (ioctl (fd, CDROMREADTOCENTRY, &entry) != 0)
    return FALSE;
  *start = entry.cdte_addr.lba;
  *sound = !(entry.cdte_ctrl & CDROM_DATA_TRACK);
  return TRUE;
}

void
rc_drive_init (RcDrive *self, int fd)
{
  struct cdrom_tochdr header;
  gboolean sound;
  gint64 end;

  *self = (RcDrive){ .fd = fd, .tracks = g_array_new (FALSE, FALSE, sizeof (RcDriveTrack)) };
  if (ioctl (fd, CDROMREADTOCHDR, &header) != 0)
    return;
  for (int track = header.cdth_trk0; track <= header.cdth_trk1; track++)
    {
      RcDriveTrack found;

      if (!read_entry (fd, track, &found.start, &found.sound) ||
          !read_entry (fd, track < header.cdth_trk1 ? track + 1 : CDROM_LEADOUT, &end, &sound) || found.start < 0 || end <= found.start)
        {
          g_array_set_size (self->tracks, 0);
          return;
        }
      found.end = end;
      g_array_append_val (self->tracks, found);
    }
}

void
rc_drive_clear (RcDrive *self)
{
  g_clear_pointer (&self->tracks, g_array_unref);
}

/* How many bytes from `offset` on are sound; 0: none. */
static gint64
count_sound (const RcDrive *self, gint64 offset)
{
  for (guint i = 0; i < self->tracks->len; i++)
    {
      const RcDriveTrack *track = &g_array_index (self->tracks, RcDriveTrack, i);

      if (track->sound && offset >= track->start * RC_RESCUE_SECTOR && offset < track->end * RC_RESCUE_SECTOR)
        return track->end * RC_RESCUE_SECTOR - offset;
    }
  return 0;
}

/* Where the next sound begins behind `offset`. */
static gint64
find_sound (const RcDrive *self, gint64 offset)
{
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < self->tracks->len; i++)
    {
      const RcDriveTrack *track = &g_array_index (self->tracks, RcDriveTrack, i);

      if (track->sound && track->start * RC_RESCUE_SECTOR > offset)
        next = MIN (next, track->start * RC_RESCUE_SECTOR);
    }
  return next;
}

static gssize
read_cb (gpointer data, void *buffer, gsize size, gint64 offset)
{
  RcDrive *self = data;
  gint64 sound = count_sound (self, offset);

  if (sound == 0)
    return pread (self->fd, buffer, (gsize) MIN ((gint64) size, find_sound (self, offset) - offset), offset);
  size = (gsize) MIN ((gint64) size, sound);
  memset (buffer, 0, size);
  return (gssize) size;
}

RcRescueFrom
rc_drive_get_from (RcDrive *self)
{
  RcRescueFrom from = { read_cb, self, MAX (0, lseek (self->fd, 0, SEEK_END)) };
  gint64 end = 0;

  /* Behind the last data there is nothing to be read. */
  for (guint i = 0; i < self->tracks->len; i++)
    if (!g_array_index (self->tracks, RcDriveTrack, i).sound)
      end = g_array_index (self->tracks, RcDriveTrack, i).end * RC_RESCUE_SECTOR;
  if (end > 0)
    from.size = MIN (from.size, end);
  return from;
}

char *
rc_drive_dup_facts (const RcDrive *self)
{
  GString *facts = g_string_new (NULL);
  gboolean any = self->tracks->len > 1;

  for (guint i = 0; i < self->tracks->len; i++)
    {
      const RcDriveTrack *track = &g_array_index (self->tracks, RcDriveTrack, i);

      if (any || track->sound)
        g_string_append_printf (facts, "track\t%u\t%s\t%" G_GINT64_FORMAT "\n", i + 1, track->sound ? "audio" : "data", track->end - track->start);
    }
  return g_string_free (facts, FALSE);
}
