/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ISO 9660 with what was added to it: Joliet's names, Rock Ridge, several sessions. Of the trees of a disc the one with the best names is
 * taken, and from the others what it does not have. Folders are read once each, so that none can lead back into itself. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/volume.h"

#include <glib/gi18n.h>
#include <string.h>

#include "renderer/iso9660.h"
#include "renderer/rock-ridge.h"

#define MAX_FOLDER (64u << 20)
#define MAX_PARTS 10000

enum
{
  FLAG_FOLDER = 2,
  FLAG_ASSOCIATED = 4,
  FLAG_MORE = 0x80,
};

typedef struct
{
  gint64 offset;
  gint64 size;
  const char *path;
  guint depth;
} Folder;

/* One of the trees, under way. */
typedef struct
{
  RcVolume *volume;
  gboolean joliet;
  gboolean rock_ridge;
  guint skip;        /* bytes before Rock Ridge */
  guint block_size;
  GArray *folders;   /* (owned) Folder, those to be read */
  GHashTable *seen;  /* (owned) set of offsets / block size */
  RcRockRidge more;  /* of the entry under way */
  RcNode node;       /* of the file under way, which may have several parts */
  GArray *parts;     /* (owned) RcExtent */
} Walk;

/* Without the version, and without the dot of a name that has no ending. */
static gsize
strip_version (const char *name, gsize length)
{
  if (length > 2 && name[length - 2] == ';' && name[length - 1] == '1')
    length -= 2;
  if (length > 1 && name[length - 1] == '.' && !(length == 2 && name[0] == '.'))
    length--;
  return length;
}

static const char *
make_path (Walk *walk, const Folder *folder, const guint8 *record)
{
  const char *name = (const char *) record + 33;
  gsize length = record[32];
  g_autofree char *decoded = NULL;
  const char *path;

  if (walk->rock_ridge && walk->more.name->len > 0)
    return rc_volume_make_path (walk->volume, folder->path, walk->more.name->str, walk->more.name->len);
  if (walk->joliet)
    {
      name = decoded = rc_volume_decode_utf16 (record + 33, length);
      length = strlen (decoded);
    }
  if (!(record[25] & FLAG_FOLDER))
    length = strip_version (name, length);
  if (length == 0)
    {
      /* Seen where a program could not write a name: its place is one, too. */
      g_free (decoded);
      name = decoded = g_strdup_printf ("_%u", rc_get_both32 (record + 2));
      length = strlen (decoded);
    }
  path = rc_volume_make_path (walk->volume, folder->path, name, length);
  if (path && (record[25] & FLAG_ASSOCIATED))
    {
      g_autofree char *fork = g_strconcat (path, ".rsrc", NULL);

      return g_string_chunk_insert (walk->volume->paths, fork);
    }
  return path;
}

static void
push_folder (Walk *walk, gint64 offset, gint64 size, const char *path, guint depth)
{
  const Folder folder = { offset, size, path, depth };

  if (depth > RC_VOLUME_MAX_DEPTH)
    rc_volume_add_problem (walk->volume, path, N_("folders in folders too deep to follow"));
  else if (!g_hash_table_add (walk->seen, GINT_TO_POINTER ((gint) (offset / walk->block_size))))
    rc_volume_add_problem (walk->volume, path, N_("the folder leads back to one that was listed"));
  else
    g_array_append_val (walk->folders, folder);
}

/* Of a folder that was moved: how long it is stands in its own first entry. */
static void
push_moved (Walk *walk, gint64 offset, const char *path, guint depth)
{
  guint8 record[34];

  if (rc_image_read_all (walk->volume->image, record, sizeof record, offset) == sizeof record && record[0] >= sizeof record)
    push_folder (walk, offset, rc_get_both32 (record + 10), path, depth);
  else
    rc_volume_add_problem (walk->volume, path, N_("it lies beyond the end of the image"));
}

static void
end_file (Walk *walk)
{
  if (walk->node.path)
    rc_volume_add (walk->volume, &walk->node, walk->parts);
  walk->node.path = NULL;
  g_array_set_size (walk->parts, 0);
}

static void
add_part (Walk *walk, const Folder *folder, const guint8 *record)
{
  RcNode *node = &walk->node;
  const RcExtent part = { ((gint64) rc_get_both32 (record + 2) + record[1]) * walk->block_size, rc_get_both32 (record + 10) };

  if (!node->path)
    {
      *node = (RcNode){ .kind = RC_RENDERER_ENTRY_FILE, .path = make_path (walk, folder, record) };
      node->mtime = walk->more.mtime ? walk->more.mtime : rc_iso9660_parse_date (record + 18);
      if (walk->more.block_log2 > 0)
        {
          node->packing = RC_PACKING_ZISOFS;
          node->block_log2 = walk->more.block_log2;
        }
      if (walk->more.packed && node->path)
        {
          node->packing = RC_PACKING_UNKNOWN;
          rc_volume_add_problem (walk->volume, node->path, N_("it is packed in a way of zisofs that is not read here"));
        }
      if (record[26] != 0 && node->path)
        rc_volume_add_problem (walk->volume, node->path, N_("it is interleaved with others and may be read wrongly"));
    }
  node->size += part.length;
  if (part.length > 0 && walk->parts->len < MAX_PARTS)
    g_array_append_val (walk->parts, part);
  if (node->packing != RC_PACKING_NONE)
    node->size = walk->more.real_size;
  if (!(record[25] & FLAG_MORE))
    end_file (walk);
}

static void
add_folder (Walk *walk, const Folder *folder, const guint8 *record)
{
  RcNode node = { .kind = RC_RENDERER_ENTRY_FOLDER, .path = make_path (walk, folder, record) };
  gboolean moved = walk->rock_ridge && walk->more.child > 0;
  gint64 block = moved ? walk->more.child : (gint64) rc_get_both32 (record + 2) + record[1];

  if (!node.path)
    return;
  node.mtime = walk->more.mtime ? walk->more.mtime : rc_iso9660_parse_date (record + 18);
  if (!rc_volume_add (walk->volume, &node, NULL))
    return;
  if (moved)
    push_moved (walk, block * walk->block_size, node.path, folder->depth + 1);
  else
    push_folder (walk, block * walk->block_size, rc_get_both32 (record + 10), node.path, folder->depth + 1);
}

static void
add_record (Walk *walk, const Folder *folder, const guint8 *record)
{
  gsize area = 33u + record[32] + (record[32] % 2 == 0) + walk->skip;

  /* The folder itself and the one above. */
  if (record[32] == 1 && record[33] <= 1)
    return;
  walk->more.known = FALSE;
  if (walk->rock_ridge && area < record[0])
    rc_rock_ridge_read (walk->volume, record + area, record[0] - area, walk->block_size, &walk->more);
  else
    {
      GString *name = g_string_truncate (walk->more.name, 0);

      walk->more = (RcRockRidge){ .name = name };
    }
  if (walk->more.moved_here)
    return;
  if (walk->more.other && walk->more.child == 0)
    {
      const RcNode node = { .kind = RC_RENDERER_ENTRY_OTHER, .path = make_path (walk, folder, record) };

      rc_volume_add (walk->volume, &node, NULL);
    }
  else if ((record[25] & FLAG_FOLDER) || walk->more.child > 0)
    {
      end_file (walk);
      add_folder (walk, folder, record);
    }
  else
    add_part (walk, folder, record);
}

static void
read_records (Walk *walk, const Folder *folder, const guint8 *bytes, gsize size)
{
  for (gsize at = 0; at + 34 <= size && !walk->volume->full;)
    {
      const guint8 *record = bytes + at;

      if (record[0] == 0)
        {
          /* Entries do not cross sectors. */
          at = (at / RC_SECTOR + 1) * RC_SECTOR;
          continue;
        }
      if (record[0] < 34 || at + record[0] > size || 33u + record[32] > record[0])
        {
          rc_volume_add_problem (walk->volume, *folder->path ? folder->path : NULL, N_("an entry of the folder is damaged: the rest of its sector is left out"));
          at = (at / RC_SECTOR + 1) * RC_SECTOR;
          continue;
        }
      add_record (walk, folder, record);
      at += record[0];
    }
  end_file (walk);
}

static void
read_folder (Walk *walk, const Folder *folder)
{
  gsize size = (gsize) MIN (folder->size, MAX_FOLDER);
  g_autofree guint8 *bytes = NULL;
  gssize got;

  /* What lies behind the end is not read, and not reserved. */
  size = (gsize) CLAMP (rc_image_get_size (walk->volume->image) - folder->offset, 0, (gint64) size);
  if (!rc_volume_count_read (walk->volume, (gint64) size))
    return;
  bytes = g_malloc (size + 1);
  got = rc_image_read_all (walk->volume->image, bytes, size, folder->offset);
  if (got < folder->size)
    rc_volume_add_problem (walk->volume, *folder->path ? folder->path : NULL, N_("the folder cannot be read to its end"));
  if (got > 0)
    read_records (walk, folder, bytes, (gsize) got);
}

gboolean
rc_iso9660_find_rock_ridge (RcVolume *volume, const RcIso9660Tree *tree, guint *skip)
{
  guint8 record[256];
  gsize area;
  gssize got = rc_image_read_all (volume->image, record, sizeof record, (gint64) tree->root * tree->block_size);

  if (got < 34 || record[0] < 34 || record[0] > got || record[32] != 1)
    return FALSE;
  area = 34;
  return rc_rock_ridge_find (record + area, record[0] - area, skip);
}

void
rc_iso9660_walk (RcVolume *volume, const RcIso9660Tree *tree)
{
  Walk walk = { .volume = volume, .joliet = tree->joliet, .block_size = tree->block_size };

  walk.rock_ridge = tree->rock_ridge;
  walk.skip = tree->rock_ridge ? tree->skip : 0;
  walk.folders = g_array_new (FALSE, FALSE, sizeof (Folder));
  walk.parts = g_array_new (FALSE, FALSE, sizeof (RcExtent));
  walk.seen = g_hash_table_new (NULL, NULL);
  walk.more.name = g_string_new (NULL);
  push_folder (&walk, (gint64) tree->root * tree->block_size, tree->root_size, "", 1);
  /* In the order of the disc, so that a drive need not go back and forth: breadth first is near enough. */
  for (guint i = 0; i < walk.folders->len && !volume->full; i++)
    {
      const Folder folder = g_array_index (walk.folders, Folder, i);

      read_folder (&walk, &folder);
    }
  g_array_unref (walk.folders);
  g_array_unref (walk.parts);
  g_hash_table_unref (walk.seen);
  g_string_free (walk.more.name, TRUE);
}
