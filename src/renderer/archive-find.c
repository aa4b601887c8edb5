/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives by their marks. Behind a program, and within it, many a number looks like one: a mark counts where what follows it holds. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/archive-find.h"

#include <glib/gi18n.h>
#include <string.h>
#include <zlib.h>

#include "renderer/archive-szdd.h"
#include "renderer/little-endian.h"

#define BLOCK 65536
/* The longest program before an archive: those of installers with pictures have some hundred KB. */
#define MAX_PROGRAM (2u << 20)
#define MAX_COM 65536 /* a program without a header is no longer */
#define LONGEST_HEADER 2700
/* The record at the end of a ZIP, with the longest comment. */
#define ZIP_END 22
#define MAX_ZIP_END (ZIP_END + 65535)

/* Archives that nobody opens here, called by name. */
static const struct
{
  guint at, length;
  const char *bytes, *why;
} foreign[] = {
  { 7, 7, "**ACE**", N_("it is an archive of WinAce (ACE): unpack it first") },
  { 0, 4, "ZOO ", N_("it is an archive of Zoo (ZOO): unpack it first") },
  { 0, 8, "StuffIt ", N_("it is an archive of StuffIt (SIT): unpack it first") },
  { 0, 4, "SIT!", N_("it is an archive of StuffIt (SIT): unpack it first") },
  { 0, 4, "ISc(", N_("it is a cabinet of InstallShield: unpack it first") },
};

gsize
rc_archive_read_all (RcArchiveRead read, gpointer source, void *buffer, gsize size, gint64 offset)
{
  gsize done = 0;
  gssize got;

  while (done < size && (got = read (source, (guint8 *) buffer + done, size - done, offset + (gint64) done)) > 0)
    done += (gsize) got;
  return done;
}

guint
rc_archive_check_arj (const guint8 *bytes, gsize size)
{
  guint length;

  if (size < 8 || bytes[0] != 0x60 || bytes[1] != 0xea)
    return 0;
  length = rc_get_le16 (bytes + 2);
  if (length < 30 || length > 2600 || length + 8 > size || bytes[4] < 30 || bytes[4] > length)
    return 0;
  return crc32 (0, bytes + 4, length) == rc_get_le32 (bytes + 4 + length) ? length : 0;
}

static gboolean
is_rar (const guint8 *bytes, gsize size)
{
  /* The first block of the older kind is of type 0x73; of the newer one the mark itself is longer. */
  return size > 16 && memcmp (bytes, "Rar!\x1a\x07", 6) == 0 && ((bytes[6] == 0 && bytes[9] == 0x73) || (bytes[6] == 1 && bytes[7] == 0));
}

static gboolean
is_7z (const guint8 *bytes, gsize size)
{
  return size >= 32 && memcmp (bytes, "7z\xbc\xaf\x27\x1c\0", 7) == 0 && crc32 (0, bytes + 12, 20) == rc_get_le32 (bytes + 8);
}

/* A cabinet, `left` bytes before the end of the file. */
static gboolean
is_cab (const guint8 *bytes, gsize size, gint64 left)
{
  return size >= 36 && memcmp (bytes, "MSCF\0\0\0\0", 8) == 0 && bytes[25] == 1 && rc_get_le32 (bytes + 8) <= left &&
         rc_get_le32 (bytes + 16) < rc_get_le32 (bytes + 8) && rc_get_le16 (bytes + 26) > 0 && rc_get_le16 (bytes + 28) > 0;
}

/* "-lh5-", of any of its kinds, and before it size and sum of the header. */
static gboolean
is_lha (const guint8 *bytes, gsize size)
{
  guint8 sum = 0;

  if (size < 26 || bytes[2] != '-' || bytes[3] != 'l' || (bytes[4] != 'h' && bytes[4] != 'z') || bytes[6] != '-')
    return FALSE;
  if (bytes[20] == 2)
    return rc_get_le16 (bytes) >= 26 && rc_get_le16 (bytes) < 4096;
  if (bytes[20] > 1 || bytes[0] < 20 || (gsize) bytes[0] + 2 > size)
    return FALSE;
  for (guint i = 0; i < bytes[0]; i++)
    sum = (guint8) (sum + bytes[2 + i]);
  return sum == bytes[1];
}

static RcArchiveKind
find_mark (const guint8 *bytes, gsize size, gint64 left)
{
  if (is_rar (bytes, size) || is_7z (bytes, size) || is_cab (bytes, size, left) || is_lha (bytes, size))
    return RC_ARCHIVE_USUAL;
  return rc_archive_check_arj (bytes, size) > 0 ? RC_ARCHIVE_ARJ : RC_ARCHIVE_NONE;
}

/* The last file of a program that unpacks itself may be an archive as well: what a ZIP says at its end decides. */
static gboolean
find_zip (RcArchiveRead read, gpointer source, gint64 size, RcArchivePlace *place)
{
  gsize length = (gsize) MIN (size, MAX_ZIP_END);
  g_autofree guint8 *tail = g_malloc (length);

  if (rc_archive_read_all (read, source, tail, length, size - (gint64) length) < length)
    return FALSE;
  for (gsize i = length; i-- >= ZIP_END;)
    {
      const guint8 *end = tail + i - (ZIP_END - 1);
      gint64 at = size - (gint64) length + (end - tail);
      gint64 directory;
      guint8 mark[4];

      if (memcmp (end, "PK\x05\x06", 4) != 0)
        continue;
      directory = (gint64) rc_get_le32 (end + 12);
      if (rc_get_le16 (end + 10) == 0 || directory == 0 || directory > at || at + ZIP_END + rc_get_le16 (end + 20) > size)
        continue;
      if (rc_archive_read_all (read, source, mark, sizeof mark, at - directory) < sizeof mark || memcmp (mark, "PK\x01\x02", 4) != 0)
        continue;
      place->kind = RC_ARCHIVE_ZIP;
      place->end = at + ZIP_END + rc_get_le16 (end + 20);
      return TRUE;
    }
  return FALSE;
}

/* The last part of a ZIP that was cut into several: it begins anywhere. */
static gboolean
is_last_part (RcArchiveRead read, gpointer source, gint64 size)
{
  guint8 end[ZIP_END];

  return size > ZIP_END && rc_archive_read_all (read, source, end, sizeof end, size - ZIP_END) == ZIP_END &&
         memcmp (end, "PK\x05\x06", 4) == 0 && rc_get_le16 (end + 4) > 0 && rc_get_le16 (end + 4) < 0xffff;
}

static gboolean
find_behind (RcArchiveRead read, gpointer source, gint64 size, gsize most, RcArchivePlace *place)
{
  gsize length = (gsize) MIN (size, (gint64) most + LONGEST_HEADER);
  g_autofree guint8 *bytes = g_malloc (length);

  length = rc_archive_read_all (read, source, bytes, length, 0);
  for (gsize i = 1; i < MIN (length, most); i++)
    {
      RcArchiveKind kind = find_mark (bytes + i, length - i, size - (gint64) i);

      if (kind == RC_ARCHIVE_NONE)
        continue;
      place->kind = kind;
      place->start = (gint64) i;
      return TRUE;
    }
  return FALSE;
}

/* gzip, compress, bzip2, xz */
static gboolean
is_lone (const guint8 *head, gsize size)
{
  return size > 4 && ((head[0] == 0x1f && (head[1] == 0x8b || head[1] == 0x9d)) || memcmp (head, "BZh", 3) == 0 || memcmp (head, "\xfd" "7zXZ", 5) == 0);
}

static char *
dup_gzip_name (const guint8 *head, gsize size)
{
  static const guint has_extra = 4, has_name = 8;
  gsize at = 10;
  g_autofree char *name = NULL;

  if (size < 20 || head[0] != 0x1f || head[1] != 0x8b || !(head[3] & has_name))
    return NULL;
  if (head[3] & has_extra)
    at += 2u + rc_get_le16 (head + at);
  name = at < size ? g_strndup ((const char *) head + at, size - at) : NULL;
  return name && *name && *name != '.' && !strpbrk (name, "/\\\n") ? g_steal_pointer (&name) : NULL;
}

char *
rc_archive_dup_lone_name (RcArchiveRead read, gpointer source, const RcArchivePlace *place, const char *name)
{
  static const char *const endings[] = { ".gz", ".z", ".bz2", ".bz", ".xz" };
  guint8 head[256] = { 0 };
  gsize got = rc_archive_read_all (read, source, head, sizeof head - 1, place->start);
  char *own = dup_gzip_name (head, got);

  if (own)
    return own;
  for (guint i = 0; name && i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = strlen (name), ending = strlen (endings[i]);

      if (length > ending && g_ascii_strcasecmp (name + length - ending, endings[i]) == 0)
        return g_strndup (name, length - ending);
    }
  return g_strdup (name && *name ? name : "data");
}

/* One of eleven methods, then a name of DOS. */
static gboolean
is_arc (const guint8 *head, gsize size)
{
  const char *name = (const char *) head + 2;

  return size > 29 && head[0] == 0x1a && head[1] >= 1 && head[1] <= 11 && g_ascii_isgraph (*name) && strnlen (name, 13) < 13;
}

void
rc_archive_find (RcArchiveRead read, gpointer source, gint64 size, RcArchivePlace *place)
{
  guint8 head[LONGEST_HEADER] = { 0 };
  gsize got = rc_archive_read_all (read, source, head, MIN (sizeof head, (gsize) MAX (0, size)), 0);
  gboolean program = got > 64 && ((head[0] == 'M' && head[1] == 'Z') || (head[0] == 'Z' && head[1] == 'M'));

  *place = (RcArchivePlace){ .kind = RC_ARCHIVE_USUAL, .end = size };
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (memcmp (head + foreign[i].at, foreign[i].bytes, foreign[i].length) == 0)
      {
        place->kind = RC_ARCHIVE_FOREIGN;
        place->why = foreign[i].why;
        return;
      }
  if (is_arc (head, got))
    {
      place->kind = RC_ARCHIVE_FOREIGN;
      place->why = N_("it is an archive of ARC (ARC): unpack it first");
    }
  else if (is_last_part (read, source, size))
    {
      place->kind = RC_ARCHIVE_FOREIGN;
      place->why = N_("it is the last of several parts of a ZIP: put them together first");
    }
  else if (rc_archive_check_arj (head, got) > 0)
    place->kind = RC_ARCHIVE_ARJ;
  else if (rc_szdd_is (head, got))
    place->kind = RC_ARCHIVE_SZDD;
  else if (is_lone (head, got))
    place->kind = RC_ARCHIVE_LONE;
  else if (program && !find_zip (read, source, size, place) && !find_behind (read, source, size, MAX_PROGRAM, place))
    place->kind = RC_ARCHIVE_NONE;
  else if ((head[0] == 0xe9 || head[0] == 0xeb) && size <= G_MAXINT32)
    find_behind (read, source, size, MAX_COM, place);
}
