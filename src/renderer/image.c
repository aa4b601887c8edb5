/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sectors of disc images, plain and raw. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/image.h"
#include "renderer/image-dmg.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BATCH 32 /* raw sectors read at once */
#define MAX_RAW 2448
#define DESCRIPTOR 16 /* the first one's sector */
#define PREGAP 150
#define MAX_SESSIONS 99

static const guint8 sync_mark[12] = { 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0 };

struct _RcImage
{
  int fd;           /* (owned); -1: of another one */
  RcImage *whole;   /* (nullable) (unowned) */
  gint64 whole_start;
  RcDmg *dmg;       /* (owned) (nullable) */
  gint64 file_size;
  gint64 plain_size; /* of what plain sectors are read from */
  gint64 end;       /* of the data, in bytes */
  GArray *segments; /* (owned) RcSegment */
};

static gboolean
is_there (int fd, const char *mark, gint64 offset)
{
  char bytes[8];
  gsize size = strlen (mark);

  return pread (fd, bytes, size, offset) == (gssize) size && memcmp (bytes, mark, size) == 0;
}

static guint
from_bcd (guint8 byte)
{
  return (byte >> 4) * 10u + (byte & 15);
}

/* The header of a raw sector says its time on the disc and its mode. FALSE when there is none. */
static gboolean
read_header (int fd, gint64 offset, RcSegment *segment)
{
  guint8 header[16];

  if (pread (fd, header, sizeof header, offset) != sizeof header || memcmp (header, sync_mark, sizeof sync_mark) != 0)
    return FALSE;
  segment->offset = offset;
  segment->first = ((gint64) from_bcd (header[12]) * 60 + from_bcd (header[13])) * 75 + from_bcd (header[14]) - PREGAP;
  segment->skip = header[15] == 2 ? 24 : 16; /* in mode 2 a subheader stands before the data */
  return TRUE;
}

/* Raw data from a place on, in as many parts as there are sessions: between two of them a drive was not asked for what is there, and the
 * numbers jump. */
static void
add_raw (RcImage *self, RcSegment all)
{
  RcSegment next = all;

  for (guint i = 0; i < MAX_SESSIONS; i++)
    {
      gint64 low = 0, high = all.count - 1;

      if (!read_header (self->fd, all.offset + high * all.sector, &next) || next.first == all.first + high)
        break;
      /* The first one whose number is not what it should be. */
      while (high - low > 1)
        {
          gint64 middle = (low + high) / 2;

          if (read_header (self->fd, all.offset + middle * all.sector, &next) && next.first == all.first + middle)
            low = middle;
          else
            high = middle;
        }
      next.count = all.count - high;
      if (high < 1 || !read_header (self->fd, all.offset + high * all.sector, &next) || next.first <= all.first + high)
        break;
      all.count = high;
      g_array_append_val (self->segments, all);
      all = next;
    }
  g_array_append_val (self->segments, all);
}

/* Sound may come first: then the data begin at the first sector with a header. */
static gboolean
find_raw (RcImage *self, guint sector)
{
  RcSegment segment = { .sector = sector, .count = self->file_size / sector };
  gint64 at = 0;

  if (self->file_size % sector != 0)
    return FALSE;
  while (at < segment.count && !read_header (self->fd, at * sector, &segment))
    at++;
  if (at == segment.count)
    return FALSE;
  if (at > 0)
    {
      const RcSegment sound = { .count = at, .first = MAX (0, segment.first - at), .sector = sector, .sound = TRUE };

      g_array_append_val (self->segments, sound);
    }
  segment.count -= at;
  add_raw (self, segment);
  return TRUE;
}

static gboolean
try_plain (RcImage *self, guint sector, guint skip, gint64 pregap)
{
  RcSegment segment = { .first = -pregap, .sector = sector, .skip = skip };

  if (!is_there (self->fd, "CD001", (pregap + DESCRIPTOR) * sector + skip + 1))
    return FALSE;
  segment.count = (self->file_size + sector - 1) / sector;
  g_array_append_val (self->segments, segment);
  return TRUE;
}

/* DiscJuggler keeps the pause before the first track, and has a table behind the last sector. */
static gboolean
try_raw (RcImage *self, guint sector, gint64 pregap)
{
  RcSegment segment = { .sector = sector, .count = self->file_size / sector - pregap };

  if (segment.count <= 0 || !read_header (self->fd, pregap * sector, &segment))
    return FALSE;
  segment.first = MAX (0, segment.first);
  add_raw (self, segment);
  return TRUE;
}

static void
add_all (RcImage *self)
{
  const RcSegment all = { .sector = RC_SECTOR, .count = (self->plain_size + RC_SECTOR - 1) / RC_SECTOR };

  g_array_append_val (self->segments, all);
}

static void
find_segments (RcImage *self)
{
  RcSegment raw = { 0 }, next = { 0 };
  gint64 stride;

  if (rc_image_read_nero (self->fd, self->file_size, self->segments) || try_plain (self, RC_SECTOR, 0, 0))
    return;
  if (read_header (self->fd, 0, &raw))
    {
      stride = is_there (self->fd, "\xff\xff\xff\xff", 2448 + 1) && !is_there (self->fd, "\xff\xff\xff\xff", 2352 + 1) ? 2448 : 2352;
      raw.sector = (guint) stride;
      raw.count = self->file_size / stride;
      /* The pause before the disc, or a time that was never written. */
      if (raw.first < 0 && !(read_header (self->fd, stride, &next) && next.first == raw.first + 1))
        raw.first = 0;
      add_raw (self, raw);
      return;
    }
  /* Of some only what comes before the descriptors is missing: tools that take a disc from them on leave that out. */
  if (try_plain (self, RC_SECTOR, 0, -DESCRIPTOR) || try_plain (self, 2336, 8, 0) || try_plain (self, RC_SECTOR, 0, PREGAP) || try_plain (self, 2336, 8, PREGAP) ||
      try_raw (self, 2352, PREGAP) || try_raw (self, 2448, PREGAP) || find_raw (self, 2352) || find_raw (self, 2448))
    return;
  add_all (self);
}

RcImage *
rc_image_new (int fd)
{
  RcImage *self = g_new0 (RcImage, 1);

  self->fd = fd;
  self->file_size = MAX (0, lseek (fd, 0, SEEK_END)); /* of a drive fstat knows no size */
  self->segments = g_array_new (FALSE, FALSE, sizeof (RcSegment));
  self->dmg = rc_dmg_new (fd, self->file_size);
  self->plain_size = self->dmg ? rc_dmg_get_size (self->dmg) : self->file_size;
  if (self->dmg)
    add_all (self);
  else
    find_segments (self);
  rc_image_set_start (self, G_MININT64);
  return self;
}

RcImage *
rc_image_new_part (RcImage *whole, gint64 start, gint64 length)
{
  RcImage *self = g_new0 (RcImage, 1);

  self->fd = -1;
  self->whole = whole;
  self->whole_start = start;
  self->file_size = self->plain_size = CLAMP (whole->end - start, 0, length);
  self->segments = g_array_new (FALSE, FALSE, sizeof (RcSegment));
  add_all (self);
  rc_image_set_start (self, G_MININT64);
  return self;
}

void
rc_image_free (RcImage *self)
{
  g_array_unref (self->segments);
  g_clear_pointer (&self->dmg, rc_dmg_free);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

void
rc_image_set_start (RcImage *self, gint64 start)
{
  if (start != G_MININT64 && self->segments->len == 1)
    g_array_index (self->segments, RcSegment, 0).first = start;
  self->end = 0;
  for (guint i = 0; i < self->segments->len; i++)
    {
      const RcSegment *segment = &g_array_index (self->segments, RcSegment, i);
      gint64 end = (segment->first + segment->count) * RC_SECTOR;

      /* The last sector of a plain image may be cut. */
      if (segment->sector == RC_SECTOR && self->segments->len == 1)
        end = segment->first * RC_SECTOR + self->plain_size;
      if (!segment->sound)
        self->end = MAX (self->end, end);
    }
}

static const RcSegment *
find_segment (RcImage *self, gint64 sector)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      const RcSegment *segment = &g_array_index (self->segments, RcSegment, i);

      if (!segment->sound && sector >= segment->first && sector - segment->first < segment->count)
        return segment;
    }
  return NULL;
}

/* Several sectors with what is around them, of which only the data are kept. */
static gssize
read_raw (RcImage *self, const RcSegment *segment, guint8 *buffer, gsize size, gint64 sector, gsize within)
{
  guint8 raw[BATCH * MAX_RAW];
  gint64 n = MIN (MIN ((gint64) ((within + size + RC_SECTOR - 1) / RC_SECTOR), BATCH), segment->first + segment->count - sector);
  gssize got = pread (self->fd, raw, (gsize) n * segment->sector, segment->offset + (sector - segment->first) * segment->sector);
  gsize done = 0;

  if (got < 0)
    return -1;
  for (gint64 i = 0; i < n && done < size; i++)
    {
      gsize start = (gsize) i * segment->sector + segment->skip + within;
      gsize step = MIN (RC_SECTOR - within, size - done);

      if (start + step > (gsize) got)
        break;
      memcpy (buffer + done, raw + start, step);
      done += step;
      within = 0;
    }
  return (gssize) done;
}

static gssize
read_plain (RcImage *self, void *buffer, gsize size, gint64 offset)
{
  if (self->dmg)
    return rc_dmg_read (self->dmg, buffer, size, offset);
  return rc_image_read_file (self, buffer, size, offset);
}

gssize
rc_image_read (RcImage *self, void *buffer, gsize size, gint64 offset)
{
  gint64 sector = offset / RC_SECTOR;
  gsize within = (gsize) (offset % RC_SECTOR);
  const RcSegment *segment = offset >= 0 && offset < self->end ? find_segment (self, sector) : NULL;
  gint64 left;

  if (!segment)
    return 0;
  if (segment->sector != RC_SECTOR)
    return read_raw (self, segment, buffer, size, sector, within);
  left = (segment->first + segment->count - sector) * RC_SECTOR - (gint64) within;
  return read_plain (self, buffer, (gsize) MIN ((gint64) size, left), segment->offset + offset - segment->first * RC_SECTOR);
}

gssize
rc_image_read_all (RcImage *self, void *buffer, gsize size, gint64 offset)
{
  gsize done = 0;

  while (done < size)
    {
      gssize got = rc_image_read (self, (guint8 *) buffer + done, size - done, offset + (gint64) done);

      if (got < 0 && done == 0)
        return -1;
      if (got <= 0)
        break;
      done += (gsize) got;
    }
  return (gssize) done;
}

gint64
rc_image_get_size (RcImage *self)
{
  return self->end;
}

gint64
rc_image_get_start (RcImage *self)
{
  gint64 start = 0;

  for (guint i = 0; i < self->segments->len; i++)
    if (!g_array_index (self->segments, RcSegment, i).sound)
      start = g_array_index (self->segments, RcSegment, i).first;
  return MAX (0, start);
}

gboolean
rc_image_is_packed (RcImage *self)
{
  return self->dmg != NULL;
}

const GArray *
rc_image_get_segments (RcImage *self)
{
  return self->segments;
}

gssize
rc_image_read_file (RcImage *self, void *buffer, gsize size, gint64 offset)
{
  if (self->whole)
    return offset < self->file_size ? rc_image_read (self->whole, buffer, (gsize) MIN ((gint64) size, self->file_size - offset), self->whole_start + offset) : 0;
  return pread (self->fd, buffer, size, offset);
}

gint64
rc_image_get_file_size (RcImage *self)
{
  return self->file_size;
}
