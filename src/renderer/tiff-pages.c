/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/tiff-pages.h"

#include <string.h>
#include <unistd.h>

#define MAX_PAGES 10000
#define ENTRY 12 /* bytes */
#define MAX_ENTRIES 1000
#define MAX_SIDE 100000 /* pixels */

typedef enum
{
  TAG_KIND = 254,
  TAG_WIDTH = 256,
  TAG_HEIGHT = 257,
  TAG_ORIENTATION = 274,
  TAG_RESOLUTION = 282,
  TAG_UNIT = 296,
} Tag;

#define KIND_SMALL 1u /* of TAG_KIND: a smaller copy of another page */
#define TYPE_SHORT 3
#define TYPE_FRACTION 5
#define UNIT_NONE 1 /* of TAG_UNIT */
#define UNIT_CENTIMETRE 3
#define MIN_DOTS 100 /* an inch: fewer are what programs write that do not know */
#define MAX_DOTS 2400
#define MIN_POINTS 150.0 /* of the longer side: a picture that says it is smaller was not meant to be printed */
#define SCAN_SIDE 1600   /* pixels of the longer side, from which on it is a scan, or a photograph of the same size */
#define A4_SIDE 842.0    /* points */
#define LIES 5 /* of TAG_ORIENTATION: from here on rows are columns */

static guint16
get16 (const guint8 *bytes, gboolean big)
{
  return big ? (guint16) (bytes[0] << 8 | bytes[1]) : (guint16) (bytes[1] << 8 | bytes[0]);
}

static guint32
get32 (const guint8 *bytes, gboolean big)
{
  guint32 one = get16 (bytes, big), other = get16 (bytes + 2, big);

  return big ? one << 16 | other : other << 16 | one;
}

double
rc_picture_get_points (guint32 width, guint32 height, double dots)
{
  const guint32 side = MAX (MAX (width, height), 1);

  if (dots >= MIN_DOTS && dots <= MAX_DOTS && side * 72 / dots >= MIN_POINTS)
    return 72 / dots;
  return side > SCAN_SIDE ? A4_SIDE / side : 72.0 / RC_PICTURE_DOTS;
}

/* 0: nothing that can be read. */
static double
read_fraction (int fd, guint32 place, gboolean big)
{
  guint8 bytes[8];
  guint32 below;

  if (pread (fd, bytes, sizeof bytes, place) != sizeof bytes)
    return 0;
  below = get32 (bytes + 4, big);
  return below > 0 ? (double) get32 (bytes, big) / below : 0;
}

/* FALSE: no page to be shown. */
static gboolean
describe_page (int fd, const guint8 *entries, guint n_entries, gboolean big, RcTiffPage *page)
{
  guint32 orientation = 1, kind = 0, unit = 0;
  double dots = 0;

  for (guint i = 0; i < n_entries; i++)
    {
      const guint8 *entry = entries + (gsize) i * ENTRY;
      guint32 value = get16 (entry + 2, big) == TYPE_SHORT ? get16 (entry + 8, big) : get32 (entry + 8, big);

      switch (get16 (entry, big))
        {
        case TAG_KIND:
          kind = value;
          break;
        case TAG_WIDTH:
          page->width = value;
          break;
        case TAG_HEIGHT:
          page->height = value;
          break;
        case TAG_ORIENTATION:
          orientation = value;
          break;
        case TAG_RESOLUTION:
          dots = get16 (entry + 2, big) == TYPE_FRACTION ? read_fraction (fd, value, big) : 0;
          break;
        case TAG_UNIT:
          unit = value;
          break;
        default:
          break;
        }
    }
  if (orientation >= LIES && orientation <= 8)
    {
      guint32 width = page->width;

      page->width = page->height;
      page->height = width;
    }
  dots = unit == UNIT_NONE ? 0 : unit == UNIT_CENTIMETRE ? dots * 2.54 : dots;
  page->points = rc_picture_get_points (page->width, page->height, dots);
  return (kind & KIND_SMALL) == 0 && page->width > 0 && page->height > 0 && page->width <= MAX_SIDE && page->height <= MAX_SIDE;
}

/* Where the next directory is; 0: nowhere. */
static guint32
read_directory (int fd, guint32 place, gboolean big, GArray *pages)
{
  guint8 bytes[2 + MAX_ENTRIES * ENTRY + 4];
  RcTiffPage page = { .place = place };
  gssize got = pread (fd, bytes, sizeof bytes, place);
  guint n_entries;

  if (got < 2 + ENTRY)
    return 0;
  n_entries = get16 (bytes, big);
  if (n_entries > MAX_ENTRIES || 2 + (gssize) n_entries * ENTRY > got)
    return 0;
  if (describe_page (fd, bytes + 2, n_entries, big, &page))
    g_array_append_val (pages, page);
  return 2 + (gssize) n_entries * ENTRY + 4 <= got ? get32 (bytes + 2 + n_entries * ENTRY, big) : 0;
}

GArray *
rc_tiff_find_pages (int fd)
{
  GArray *pages = g_array_new (FALSE, TRUE, sizeof (RcTiffPage));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint8 head[RC_TIFF_HEAD];
  guint32 place;
  gboolean big;

  if (pread (fd, head, sizeof head, 0) != sizeof head || (memcmp (head, "II*\0", 4) != 0 && memcmp (head, "MM\0*", 4) != 0))
    return pages;
  big = head[0] == 'M';
  for (place = get32 (head + 4, big); place != 0 && g_hash_table_size (seen) < MAX_PAGES && g_hash_table_add (seen, GUINT_TO_POINTER (place));)
    place = read_directory (fd, place, big, pages);
  return pages;
}

void
rc_tiff_point (guint8 head[RC_TIFF_HEAD], guint32 place)
{
  for (guint i = 0; i < 4; i++)
    head[4 + i] = (guint8) (place >> 8 * (head[0] == 'M' ? 3 - i : i));
}
