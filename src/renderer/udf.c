/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders of UDF. Folders are read once each, so that none can lead back into itself. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/udf.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_FOLDER (64 << 20)
#define MAX_CHAIN 1000  /* blocks with extents of one file, or descriptions that took the place of others */
#define MAX_EXTENTS 100000

enum
{
  NAME_FOLDER = 2,
  NAME_DELETED = 4,
  NAME_PARENT = 8,
};

typedef struct
{
  RcUdfPlace place;
  const char *path;
  guint depth;
} Folder;

typedef struct
{
  RcVolume *volume;
  RcUdf *udf;
  GArray *folders;  /* (owned) Folder, those to be read */
  GHashTable *seen; /* (owned) set of their places */
} Walk;

void
rc_udf_file_clear (RcUdfFile *self)
{
  g_clear_pointer (&self->extents, g_array_unref);
}

/* Seconds since 1970; 0: not known. The zone is of 12 bits, in minutes. */
static gint64
read_time (const guint8 *bytes)
{
  int zone = (int) ((guint) rc_get_le16 (bytes) << 20) >> 20;
  g_autoptr (GDateTime) time = g_date_time_new_utc ((gint16) rc_get_le16 (bytes + 2), bytes[4], bytes[5], bytes[6], bytes[7], MIN (bytes[8], 59));

  if (!time || zone < -1440 || zone > 1440)
    zone = 0;
  return time ? g_date_time_to_unix (time) - zone * 60 : 0;
}

static void
add_extent (GArray *extents, gint64 offset, gint64 length)
{
  RcExtent *last = extents->len > 0 ? &g_array_index (extents, RcExtent, extents->len - 1) : NULL;
  const RcExtent extent = { offset, length };

  if (last && ((offset >= 0 && last->offset >= 0 && last->offset + last->length == offset) || (offset < 0 && last->offset < 0)))
    last->length += length;
  else
    g_array_append_val (extents, extent);
}

/* Blocks that follow each other in a partition may lie apart in the image. */
static void
add_blocks (RcUdf *udf, GArray *extents, RcUdfPlace place, gint64 length)
{
  gint64 run, block_size = rc_udf_get_block_size (udf);

  for (gint64 done = 0; done < length && extents->len < MAX_EXTENTS; done += run)
    {
      gint64 offset = rc_udf_find (udf, place, &run);

      if (offset < 0 || run <= 0)
        return;
      run = MIN (run, length - done);
      add_extent (extents, offset, run);
      place.block += (guint32) (run / block_size);
    }
}

/* Extents of a file as they stand one behind another. Returns where more of them are, with a length, else 0. */
static guint32
take_extents (RcUdf *udf, const guint8 *bytes, guint size, guint step, gint64 left, GArray *extents, RcUdfPlace *more)
{
  for (guint at = 0; at + step <= size && extents->len < MAX_EXTENTS; at += step)
    {
      guint32 length = rc_get_le32 (bytes + at) & 0x3fffffff, kind = rc_get_le32 (bytes + at) >> 30;
      RcUdfPlace place = { rc_get_le32 (bytes + at + 4), more->partition };

      if (step == 16)
        place.partition = (guint16) rc_get_le16 (bytes + at + 8);
      if (length == 0)
        break;
      if (kind == 3)
        {
          *more = place;
          return length;
        }
      if (left <= 0)
        break;
      length = (guint32) MIN (length, left);
      if (kind == 0)
        add_blocks (udf, extents, place, length);
      else
        add_extent (extents, -1, length);
      left -= length;
    }
  return 0;
}

static gint64
sum_of (const GArray *extents)
{
  gint64 sum = 0;

  for (guint i = 0; i < extents->len; i++)
    sum += g_array_index (extents, RcExtent, i).length;
  return sum;
}

/* What stands behind the description of a file: its bytes, or where they are. */
static void
read_extents (RcUdf *udf, const guint8 *block, guint at, guint size, RcUdfPlace place, RcUdfFile *file)
{
  guint form = rc_get_le16 (block + 34) & 7;
  guint step = form == 0 ? 8 : form == 1 ? 16 : 0;
  guint8 next[RC_UDF_MAX_BLOCK];
  RcUdfPlace more = place;
  guint32 length;

  if (form == 3)
    {
      add_extent (file->extents, rc_udf_find (udf, place, NULL) + at, MIN ((gint64) size, file->size));
      return;
    }
  if (step == 0)
    return;
  length = take_extents (udf, block + at, size, step, file->size, file->extents, &more);
  for (int i = 0; length > 0 && i < MAX_CHAIN && rc_udf_read_descriptor (udf, more, next) == RC_UDF_MORE_EXTENTS; i++)
    length = take_extents (udf, next + 24, MIN (rc_get_le32 (next + 20), rc_udf_get_block_size (udf) - 24), step,
                           file->size - sum_of (file->extents), file->extents, &more);
}

/* On discs that are written once the description may have been followed by another one. */
static guint
find_newest (RcUdf *udf, RcUdfPlace *place, guint8 *block)
{
  guint kind = rc_udf_read_descriptor (udf, *place, block);

  for (int i = 0; i < MAX_CHAIN && (kind == RC_UDF_INDIRECT || rc_get_le16 (block + 20) == 4096); i++)
    {
      guint8 next[RC_UDF_MAX_BLOCK];
      RcUdfPlace after = { place->block + 1, place->partition };
      guint found;

      if (kind == RC_UDF_INDIRECT)
        after = (RcUdfPlace){ rc_get_le32 (block + 40), (guint16) rc_get_le16 (block + 44) };
      found = rc_udf_read_descriptor (udf, after, next);
      if (found != RC_UDF_INDIRECT && found != RC_UDF_FILE && found != RC_UDF_EXTENDED_FILE)
        break;
      /* Beside it is that of another file, unless it leads on. */
      if (kind != RC_UDF_INDIRECT && found != RC_UDF_INDIRECT)
        break;
      memcpy (block, next, rc_udf_get_block_size (udf));
      kind = found;
      *place = after;
    }
  return kind;
}

gboolean
rc_udf_read_file (RcUdf *udf, RcUdfPlace place, RcUdfFile *file)
{
  guint8 block[RC_UDF_MAX_BLOCK] = { 0 };
  guint kind = find_newest (udf, &place, block), size = rc_udf_get_block_size (udf), at;
  guint64 length;

  if (kind != RC_UDF_FILE && kind != RC_UDF_EXTENDED_FILE)
    return FALSE;
  at = kind == RC_UDF_FILE ? 168 : 208;
  length = rc_get_le32 (block + 56) | (guint64) rc_get_le32 (block + 60) << 32;
  if (length > G_MAXINT64 / 4 || rc_get_le32 (block + at) > size || rc_get_le32 (block + at + 4) > size ||
      at + 8 + rc_get_le32 (block + at) + rc_get_le32 (block + at + 4) > size)
    return FALSE;
  file->type = block[27];
  file->size = (gint64) length;
  file->mtime = read_time (block + (kind == RC_UDF_FILE ? 84 : 92));
  file->extents = g_array_new (FALSE, FALSE, sizeof (RcExtent));
  read_extents (udf, block, at + 8 + rc_get_le32 (block + at), rc_get_le32 (block + at + 4), place, file);
  return TRUE;
}

char *
rc_udf_decode_name (const guint8 *bytes, gsize length)
{
  GString *text;

  if (length == 0)
    return g_strdup ("");
  if (bytes[0] == 16 || bytes[0] == 255)
    return rc_volume_decode_utf16 (bytes + 1, length - 1);
  text = g_string_new (NULL);
  for (gsize i = 1; i < length; i++)
    g_string_append_unichar (text, bytes[i] == 0 ? '_' : bytes[i]);
  return g_string_free (text, FALSE);
}

static void
add_file (Walk *walk, const char *path, RcUdfPlace place)
{
  RcNode node = { .kind = RC_RENDERER_ENTRY_FILE, .path = path };
  g_auto (RcUdfFile) file = { 0 };

  if (!rc_udf_read_file (walk->udf, place, &file))
    {
      rc_volume_add_problem (walk->volume, path, N_("it cannot be read"));
      return;
    }
  if (file.type == RC_UDF_TYPE_LINK || (file.type >= 6 && file.type <= 10))
    {
      rc_volume_add_problem (walk->volume, path, N_("left out: neither a file nor a folder"));
      return;
    }
  node.size = file.size;
  node.mtime = file.mtime;
  rc_volume_add (walk->volume, &node, file.extents);
}

static void
add_folder (Walk *walk, const char *path, RcUdfPlace place, guint depth)
{
  const RcNode node = { .kind = RC_RENDERER_ENTRY_FOLDER, .path = path };
  const Folder folder = { place, path, depth };
  gint64 key = (gint64) place.partition << 32 | place.block;

  if (!g_hash_table_add (walk->seen, g_memdup2 (&key, sizeof key)))
    {
      rc_volume_add_problem (walk->volume, path, N_("the folder leads back to one that was read"));
      return;
    }
  if (*path == '\0' || rc_volume_add (walk->volume, &node, NULL))
    g_array_append_val (walk->folders, folder);
}

static void
add_entry (Walk *walk, const Folder *folder, const guint8 *entry, guint name_at)
{
  g_autofree char *name = rc_udf_decode_name (entry + name_at, entry[19]);
  RcUdfPlace place = { rc_get_le32 (entry + 24), (guint16) rc_get_le16 (entry + 28) };
  const char *path;

  if (*name == '\0' || strcmp (name, ".") == 0 || strcmp (name, "..") == 0)
    return;
  /* UDF's own, for what is not to be written to. */
  if (*folder->path == '\0' && strcmp (name, "Non-Allocatable Space") == 0)
    return;
  path = rc_volume_make_path (walk->volume, folder->path, name, strlen (name));
  if (!path)
    return;
  if (!(entry[18] & NAME_FOLDER))
    add_file (walk, path, place);
  else if (folder->depth + 1 >= RC_VOLUME_MAX_DEPTH)
    rc_volume_add_problem (walk->volume, path, N_("folders in folders too deep to follow"));
  else
    add_folder (walk, path, place, folder->depth + 1);
}

static void
read_folder (Walk *walk, const Folder *folder)
{
  g_auto (RcUdfFile) file = { 0 };
  g_autofree guint8 *bytes = NULL;
  gsize size, at = 0;

  if (rc_udf_read_file (walk->udf, folder->place, &file) && file.type == RC_UDF_TYPE_FOLDER)
    bytes = rc_udf_read_all (walk->udf, &file, MAX_FOLDER);
  if (!bytes)
    {
      rc_volume_add_problem (walk->volume, folder->path, N_("the folder cannot be read"));
      return;
    }
  for (size = (gsize) file.size; at + 38 <= size && !walk->volume->full;)
    {
      const guint8 *entry = bytes + at;
      guint name_at = 38 + rc_get_le16 (entry + 36);
      gsize length = (name_at + entry[19] + 3u) & ~3u;

      if (rc_get_le16 (entry) != RC_UDF_NAME || name_at + entry[19] > size - at)
        {
          rc_volume_add_problem (walk->volume, folder->path, N_("an entry of the folder is damaged: the rest of it is left out"));
          return;
        }
      if (!(entry[18] & (NAME_DELETED | NAME_PARENT)))
        add_entry (walk, folder, entry, name_at);
      at += length;
    }
}

gboolean
rc_volume_add_udf (RcVolume *self)
{
  g_autoptr (RcUdf) udf = NULL;
  Walk walk = { .volume = self };

  if (self->udf_seen || !rc_udf_is_there (self))
    return FALSE;
  self->udf_seen = TRUE;
  rc_volume_add_fact (self, "format", "UDF");
  walk.udf = udf = rc_udf_new (self);
  if (!udf)
    return TRUE;
  rc_volume_begin_next (self, FALSE);
  walk.folders = g_array_new (FALSE, FALSE, sizeof (Folder));
  walk.seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  add_folder (&walk, "", rc_udf_get_top (udf), 0);
  for (guint i = 0; i < walk.folders->len && !self->full; i++)
    {
      const Folder folder = g_array_index (walk.folders, Folder, i);

      read_folder (&walk, &folder);
    }
  g_array_unref (walk.folders);
  g_hash_table_unref (walk.seen);
  return TRUE;
}
