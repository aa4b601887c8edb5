/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system use areas of ISO 9660: two letters, a length, a version, and what they say. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/little-endian.h"

#include "renderer/rock-ridge.h"

#include <string.h>

#define MAX_CONTINUED 32
#define MAX_NAME 4096

gboolean
rc_rock_ridge_find (const guint8 *area, gsize size, guint *skip)
{
  /* Discs of the extended architecture put 14 bytes of their own before. */
  for (gsize at = 0; at <= 14; at += 14)
    if (size >= at + 7 && area[at] == 'S' && area[at + 1] == 'P' && area[at + 4] == 0xbe && area[at + 5] == 0xef)
      {
        *skip = area[at + 6];
        return TRUE;
      }
  return FALSE;
}

/* Days from the first of 1970 to a day of the calendar; a year is taken to begin in March, so that the leap day is its last. */
static gint64
count_days (int year, int month, int day)
{
  int from_march = (month + 9) % 12, of_year = year - (month < 3);

  return 365 * of_year + of_year / 4 - of_year / 100 + of_year / 400 + (from_march * 306 + 5) / 10 + day - 1 - 719468;
}

gint64
rc_iso9660_parse_date (const guint8 *bytes)
{
  if (bytes[1] < 1 || bytes[1] > 12 || bytes[2] < 1 || bytes[2] > 31)
    return 0;
  return count_days (1900 + bytes[0], bytes[1], bytes[2]) * 86400 + bytes[3] * 3600 + bytes[4] * 60 + bytes[5] - (gint8) bytes[6] * 15 * 60;
}

/* TF: of the times that its bits name, in seven or seventeen bytes each, the second is the last change. */
static void
read_times (const guint8 *entry, gsize length, RcRockRidge *result)
{
  gsize at = 5 + (entry[4] & 1 ? 7 : 0);

  if ((entry[4] & 2) && !(entry[4] & 0x80) && at + 7 <= length)
    result->mtime = rc_iso9660_parse_date (entry + at);
}

static void
read_mode (const guint8 *entry, gsize length, RcRockRidge *result)
{
  guint32 mode = length >= 8 ? rc_get_le32 (entry + 4) & 0170000 : 0;

  result->other |= mode != 0 && mode != 0100000 && mode != 0040000;
}

static void
read_entry (const guint8 *entry, gsize length, RcRockRidge *result)
{
  if (memcmp (entry, "NM", 2) == 0 && length >= 5 && !(entry[4] & 6))
    {
      if (result->name->len + length < MAX_NAME)
        g_string_append_len (result->name, (const char *) entry + 5, (gssize) length - 5);
    }
  else if (memcmp (entry, "PX", 2) == 0)
    read_mode (entry, length, result);
  else if (memcmp (entry, "SL", 2) == 0)
    result->other = TRUE;
  else if (memcmp (entry, "RE", 2) == 0)
    result->moved_here = TRUE;
  else if (memcmp (entry, "CL", 2) == 0 && length >= 12)
    result->child = rc_get_le32 (entry + 4);
  else if (memcmp (entry, "TF", 2) == 0 && length >= 5)
    read_times (entry, length, result);
  else if (memcmp (entry, "ZF", 2) == 0 && length >= 16 && entry[4] == 'p' && entry[5] == 'z' && entry[7] >= 15 && entry[7] <= 17)
    {
      result->block_log2 = entry[7];
      result->real_size = rc_get_le32 (entry + 8);
    }
  else if (memcmp (entry, "ZF", 2) == 0 && length >= 16 && entry[4] == 'P' && entry[5] == 'Z')
    {
      /* The second version, with sizes of 64 bits. */
      result->packed = TRUE;
      result->real_size = rc_get_le32 (entry + 8) | (gint64) (rc_get_le32 (entry + 12) & G_MAXINT32) << 32;
    }
  else
    return;
  result->known = TRUE;
}

void
rc_rock_ridge_read (RcVolume *volume, const guint8 *area, gsize size, guint block_size, RcRockRidge *result)
{
  GString *name = g_string_truncate (result->name, 0);
  guint8 more[RC_SECTOR];

  *result = (RcRockRidge){ .name = name };
  for (int round = 0; round < MAX_CONTINUED && area; round++)
    {
      const guint8 *next = NULL;
      gint64 offset;
      guint32 length;
      gssize got;

      for (gsize at = 0; at + 4 <= size && area[at + 2] >= 4 && at + area[at + 2] <= size; at += area[at + 2])
        {
          if (memcmp (area + at, "ST", 2) == 0)
            break;
          if (memcmp (area + at, "CE", 2) == 0 && area[at + 2] >= 28)
            next = area + at;
          else
            read_entry (area + at, area[at + 2], result);
        }
      if (!next)
        return;
      offset = (gint64) rc_get_le32 (next + 4) * block_size + rc_get_le32 (next + 12);
      length = MIN (rc_get_le32 (next + 20), sizeof more);
      if (!rc_volume_count_read (volume, length))
        return;
      got = rc_image_read_all (volume->image, more, length, offset);
      area = got > 0 ? more : NULL;
      size = (gsize) MAX (0, got);
    }
}
