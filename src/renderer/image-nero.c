/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of tracks at the end of an image of Nero: pieces with a name and a size, numbers with the high byte first. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/big-endian.h"
#include "renderer/image.h"

#include <string.h>
#include <unistd.h>

#define MAX_PIECES 1000
#define MAX_PIECE (64u << 10)
#define MAX_SEGMENTS 200
#define DAO_HEADER 22

/* FALSE for what is no track. */
static gboolean
set_mode (RcSegment *segment, guint mode)
{
  static const struct
  {
    guint mode, sector, skip;
    gboolean sound;
  } modes[] = { { 0, 2048, 0, FALSE }, { 2, 2048, 0, FALSE }, { 3, 2336, 8, FALSE }, { 5, 2352, 16, FALSE }, { 6, 2352, 24, FALSE },
                { 7, 2352, 0, TRUE },  { 15, 2448, 16, FALSE }, { 16, 2448, 0, TRUE }, { 17, 2448, 24, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    if (modes[i].mode == mode)
      {
        segment->sector = modes[i].sector;
        segment->skip = modes[i].skip;
        segment->sound = modes[i].sound;
        return TRUE;
      }
  return FALSE;
}

/* `first`: the sector that the one before ended with; adjusted. */
static void
add_segment (GArray *segments, RcSegment *segment, gint64 length, gint64 file_size)
{
  if (segment->offset < 0 || length <= 0 || segment->offset > file_size || length > file_size - segment->offset ||
      segments->len >= MAX_SEGMENTS)
    return;
  segment->count = length / segment->sector;
  if (segment->count > 0)
    g_array_append_val (segments, *segment);
}

/* Disc at once: where the gap before each track, the track and the next one begin. */
static void
read_dao (const guint8 *bytes, gsize size, int width, gint64 file_size, gint64 *first, GArray *segments)
{
  gsize row = 18 + 3 * (gsize) width;

  for (gsize at = DAO_HEADER; at + row <= size; at += row)
    {
      gint64 gap = (gint64) rc_get_be (bytes + at + 18, width), start = (gint64) rc_get_be (bytes + at + 18 + width, width);
      gint64 end = (gint64) rc_get_be (bytes + at + 18 + 2 * width, width);
      RcSegment segment = { .offset = start };

      if (!set_mode (&segment, bytes[at + 14]) || gap < 0 || start < gap || end < start || end > file_size)
        continue;
      /* The gap before the first track is before sector 0. */
      segment.first = *first + (at == DAO_HEADER && *first == 0 ? 0 : (start - gap) / segment.sector);
      add_segment (segments, &segment, end - start, file_size);
      *first = segment.first + (end - start) / segment.sector;
    }
}

/* Track at once: where it is in the file, how long, its mode, its first sector. */
static void
read_tao (const guint8 *bytes, gsize size, int width, gint64 file_size, GArray *segments)
{
  gsize row = 2 * (gsize) width + (width == 8 ? 16 : 12);

  for (gsize at = 0; at + row <= size; at += row)
    {
      RcSegment segment = { .offset = (gint64) rc_get_be (bytes + at, width), .first = (gint64) rc_get_be (bytes + at + 2 * width + 4, 4) };

      if (set_mode (&segment, (guint) rc_get_be (bytes + at + 2 * width, 4)))
        add_segment (segments, &segment, (gint64) rc_get_be (bytes + at + width, width), file_size);
    }
}

gboolean
rc_image_read_nero (int fd, gint64 size, GArray *segments)
{
  guint8 footer[12];
  g_autofree guint8 *piece = NULL;
  gint64 at, first = 0;

  if (size < (gint64) sizeof footer || pread (fd, footer, sizeof footer, size - (gint64) sizeof footer) != sizeof footer)
    return FALSE;
  if (memcmp (footer, "NER5", 4) == 0)
    at = (gint64) rc_get_be (footer + 4, 8);
  else if (memcmp (footer + 4, "NERO", 4) == 0)
    at = (gint64) rc_get_be (footer + 8, 4);
  else
    return FALSE;
  piece = g_malloc (MAX_PIECE);
  for (int i = 0; i < MAX_PIECES && at >= 0 && at < size; i++)
    {
      guint8 header[8];
      gint64 length;
      gssize got;

      if (pread (fd, header, sizeof header, at) != sizeof header || memcmp (header, "END!", 4) == 0)
        break;
      length = (gint64) rc_get_be (header + 4, 4);
      got = pread (fd, piece, (gsize) MIN (length, MAX_PIECE), at + 8);
      at += 8 + length;
      if (got <= 0)
        continue;
      if (memcmp (header, "DAOX", 4) == 0 || memcmp (header, "DAOI", 4) == 0)
        read_dao (piece, (gsize) got, header[3] == 'X' ? 8 : 4, size, &first, segments);
      else if (memcmp (header, "ETN2", 4) == 0 || memcmp (header, "ETNF", 4) == 0)
        read_tao (piece, (gsize) got, header[3] == '2' ? 8 : 4, size, segments);
    }
  return segments->len > 0;
}
