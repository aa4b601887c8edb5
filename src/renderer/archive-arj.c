/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers of ARJ, one before the bytes of each file. What it packs is what LHA calls -lh7-, and there it is unpacked. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/archive-arj.h"

#include <glib/gi18n.h>
#include <string.h>

#include "renderer/dos-time.h"
#include "renderer/little-endian.h"

#define MAX_HEADER 2700
#define HOST_UNIX 2
#define FLAG_GARBLED 0x01
#define FLAG_CONTINUES 0x04
#define FLAG_CONTINUED 0x08
#define FLAG_SLASHES 0x10
#define TYPE_FOLDER 3
#define TYPE_LABEL 4
#define METHOD_USUAL 3 /* 0: as it is; 1 to 3 differ in the effort of who packed */

static void
file_free (gpointer data)
{
  RcArjFile *self = data;

  g_free (self->path);
  g_free (self);
}

static const char *
find_obstacle (const guint8 *header)
{
  if (header[4] & FLAG_GARBLED)
    return N_("it wants a password");
  if (header[4] & FLAG_CONTINUED)
    return N_("it begins in another part of the archive");
  return header[5] > METHOD_USUAL ? N_("it is packed with a method of ARJ that is not read here") : NULL;
}

/* `header` is `length` bytes behind their number. */
static RcArjFile *
make_file (const guint8 *header, guint length)
{
  RcArjFile *file = g_new0 (RcArjFile, 1);
  const char *name = (const char *) header + header[0];
  guint32 time = rc_get_le32 (header + 8);

  file->path = g_strndup (name, length - header[0]);
  if (!(header[4] & FLAG_SLASHES) && header[3] != HOST_UNIX)
    g_strdelimit (file->path, "\\", '/');
  file->kind = header[6] == TYPE_FOLDER ? RC_RENDERER_ENTRY_FOLDER : RC_RENDERER_ENTRY_FILE;
  file->mtime = header[3] == HOST_UNIX ? (gint64) time : rc_dos_time (time >> 16, time & 0xffff);
  file->packed = (gint64) rc_get_le32 (header + 12);
  file->size = (gint64) rc_get_le32 (header + 16);
  file->sum = rc_get_le32 (header + 20);
  file->method = header[5];
  file->why = find_obstacle (header);
  return file;
}

/* Where what follows a header of so many bytes begins; -1: it is not there. */
static gint64
skip_extensions (RcArchiveRead read, gpointer source, gint64 at)
{
  guint8 size[2];

  for (;;)
    {
      if (rc_archive_read_all (read, source, size, sizeof size, at) < sizeof size)
        return -1;
      at += sizeof size;
      if (rc_get_le16 (size) == 0)
        return at;
      at += rc_get_le16 (size) + 4;
    }
}

GPtrArray *
rc_arj_read (RcArchiveRead read, gpointer source, const RcArchivePlace *place, gint64 most, const char **problem)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (file_free);
  guint8 header[MAX_HEADER];
  gint64 at = place->start;

  *problem = NULL;
  /* The first one is of the archive itself, and nothing follows it. */
  for (gboolean first = TRUE;; first = FALSE)
    {
      gsize got = rc_archive_read_all (read, source, header, (gsize) CLAMP (place->end - at, 0, MAX_HEADER), at);
      guint length = rc_archive_check_arj (header, got);
      RcArjFile *file;

      if (got >= 4 && rc_get_le16 (header) == 0xea60 && rc_get_le16 (header + 2) == 0)
        return files;
      at = length > 0 ? skip_extensions (read, source, at + 8 + length) : -1;
      if (at < 0)
        {
          *problem = "the archive breaks off, or is damaged there";
          return files;
        }
      if (first)
        continue;
      if (files->len >= most)
        {
          *problem = "there are too many files: the rest is left out";
          return files;
        }
      file = make_file (header + 4, length);
      file->packed_at = at;
      at += file->packed;
      if (header[4 + 4] & FLAG_CONTINUES)
        *problem = "its last file goes on in another part of the archive";
      if (header[4 + 6] == TYPE_LABEL)
        file_free (file);
      else
        g_ptr_array_add (files, file);
    }
}

const RcArjFile *
rc_arj_find (const GPtrArray *files, const char *path)
{
  for (guint i = 0; i < files->len; i++)
    if (strcmp (((const RcArjFile *) files->pdata[i])->path, path) == 0)
      return files->pdata[i];
  return NULL;
}

static void
put_le32 (guint8 *bytes, guint32 number)
{
  for (int i = 0; i < 4; i++)
    bytes[i] = (guint8) (number >> 8 * i);
}

void
rc_arj_make_lha (const RcArjFile *file, guint8 header[RC_ARJ_LHA_HEADER])
{
  memset (header, 0, RC_ARJ_LHA_HEADER);
  header[0] = RC_ARJ_LHA_HEADER - 2;
  memcpy (header + 2, file->method == 0 ? "-lh0-" : "-lh7-", 5);
  put_le32 (header + 7, (guint32) file->packed);
  put_le32 (header + 11, (guint32) file->size);
  header[21] = 1;
  header[22] = 'a';
  for (int i = 2; i < RC_ARJ_LHA_HEADER; i++)
    header[1] = (guint8) (header[1] + header[i]);
}
