/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HFS, which a Macintosh reads beside ISO 9660 or in its place: the data of its files, not their resources. The leaves of its catalogue
 * are read in their order, each once. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/hfs.h"
#include "renderer/partitions.h"

#include <glib/gi18n.h>
#include <string.h>

#define BLOCK 512
#define NODE 512

/* Blocks of a file beyond the first three pieces. */
typedef struct
{
  guint32 file;
  guint16 first;
  guint16 start[3], count[3];
} Overflow;

typedef struct
{
  RcVolume *volume;
  gint64 start;      /* of the partition, in bytes */
  gint64 first;      /* of the blocks, in bytes of the image */
  guint32 block_size;
  GArray *overflows;   /* (owned) Overflow */
  GHashTable *folders; /* (owned) id to RcHfsFolder */
  guint n_forks;       /* resources that are not read */
} Hfs;

typedef void (*TakeRecord) (Hfs *self, const guint8 *record, gsize size);

static void
folder_free (gpointer data)
{
  RcHfsFolder *self = data;

  g_free (self->name);
  g_free (self);
}

GHashTable *
rc_hfs_folders_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, folder_free);
}

/* Takes the name. */
void
rc_hfs_folders_add (GHashTable *self, guint32 id, guint32 parent, char *name, gint64 mtime)
{
  RcHfsFolder *folder = g_new0 (RcHfsFolder, 1);

  folder->parent = parent;
  folder->name = name;
  folder->mtime = mtime;
  g_hash_table_replace (self, GUINT_TO_POINTER (id), folder);
}

static const char *
find_path (GHashTable *folders, RcVolume *volume, guint32 id, guint depth)
{
  RcHfsFolder *folder = g_hash_table_lookup (folders, GUINT_TO_POINTER (id));
  RcNode node = { .kind = RC_RENDERER_ENTRY_FOLDER };
  const char *above;

  if (id == RC_HFS_TOP_FOLDER)
    return "";
  if (!folder || depth > RC_VOLUME_MAX_DEPTH)
    return NULL;
  if (folder->asked)
    return folder->path;
  folder->asked = TRUE;
  above = find_path (folders, volume, folder->parent, depth + 1);
  if (!above)
    return NULL;
  folder->path = node.path = rc_volume_make_path (volume, above, folder->name, strlen (folder->name));
  node.mtime = folder->mtime;
  if (folder->path)
    rc_volume_add (volume, &node, NULL);
  return folder->path;
}

const char *
rc_hfs_folders_find_path (GHashTable *self, RcVolume *volume, guint32 id)
{
  return find_path (self, volume, id, 1);
}

void
rc_hfs_folders_add_all (GHashTable *self, RcVolume *volume)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    find_path (self, volume, GPOINTER_TO_UINT (id), 1);
}

/* Adds pieces until `size` bytes are reached. */
static void
add_pieces (Hfs *self, const guint16 start[3], const guint16 count[3], gint64 size, gint64 *done, guint *n_blocks, GArray *extents)
{
  for (int i = 0; i < 3 && *done < size && count[i] > 0; i++)
    {
      const RcExtent extent = { self->first + (gint64) start[i] * self->block_size,
                                MIN (size - *done, (gint64) count[i] * self->block_size) };

      g_array_append_val (extents, extent);
      *done += extent.length;
      *n_blocks += count[i];
    }
}

/* (transfer full) Where a fork is; less than its size where its pieces are not known. */
static GArray *
find_extents (Hfs *self, const guint8 *record, guint32 file, gint64 size)
{
  GArray *extents = g_array_new (FALSE, FALSE, sizeof (RcExtent));
  guint16 start[3], count[3];
  gint64 done = 0;
  guint n_blocks = 0;

  for (int i = 0; i < 3; i++)
    {
      start[i] = rc_get_be16 (record + 4 * i);
      count[i] = rc_get_be16 (record + 4 * i + 2);
    }
  add_pieces (self, start, count, size, &done, &n_blocks, extents);
  for (guint i = 0; i < self->overflows->len && done < size; i++)
    {
      const Overflow *more = &g_array_index (self->overflows, Overflow, i);

      if (more->file == file && more->first == n_blocks)
        add_pieces (self, more->start, more->count, size, &done, &n_blocks, extents);
    }
  return extents;
}

gssize
rc_hfs_read_fork (RcVolume *volume, const GArray *extents, guint8 *buffer, gsize length, gint64 offset)
{
  for (guint i = 0; i < extents->len; i++)
    {
      const RcExtent *extent = &g_array_index (extents, RcExtent, i);

      if (offset < extent->length)
        return rc_image_read_all (volume->image, buffer, MIN (length, (gsize) (extent->length - offset)), extent->offset + offset);
      offset -= extent->length;
    }
  return 0;
}

void
rc_hfs_tell_forks (RcVolume *volume, guint n_forks)
{
  g_autofree char *value = g_strdup_printf ("%u", n_forks);

  if (n_forks > 0)
    rc_volume_add_fact (volume, "forks", value);
}

static void
read_leaf (Hfs *self, const guint8 *node, TakeRecord take)
{
  guint n = MIN (rc_get_be16 (node + 10), (NODE - 14) / 2 - 1);

  for (guint i = 0; i < n && !self->volume->full; i++)
    {
      guint start = rc_get_be16 (node + NODE - 2 * (i + 1)), end = rc_get_be16 (node + NODE - 2 * (i + 2));

      if (start >= 14 && start < end && end <= NODE)
        take (self, node + start, end - start);
    }
}

/* Goes along the leaves of a tree. */
static void
read_tree (Hfs *self, const GArray *extents, gint64 size, TakeRecord take)
{
  guint8 node[NODE];
  gint64 n_left = size / NODE;
  guint32 next;

  if (rc_hfs_read_fork (self->volume, extents, node, NODE, 0) != NODE)
    return;
  for (next = rc_get_be32 (node + 24); next != 0 && n_left > 0 && !self->volume->full; n_left--)
    {
      if (!rc_volume_count_read (self->volume, NODE) ||
          rc_hfs_read_fork (self->volume, extents, node, NODE, (gint64) next * NODE) != NODE || node[8] != 0xff)
        {
          rc_volume_add_problem (self->volume, NULL, N_("the catalogue of HFS is damaged: the rest of it is left out"));
          return;
        }
      read_leaf (self, node, take);
      next = rc_get_be32 (node);
    }
}

static void
take_overflow (Hfs *self, const guint8 *record, gsize size)
{
  Overflow more = { 0 };

  if (size < 20 || record[0] != 7 || record[1] != 0)
    return;
  more.file = rc_get_be32 (record + 2);
  more.first = rc_get_be16 (record + 6);
  for (int i = 0; i < 3; i++)
    {
      more.start[i] = rc_get_be16 (record + 8 + 4 * i);
      more.count[i] = rc_get_be16 (record + 10 + 4 * i);
    }
  g_array_append_val (self->overflows, more);
}

/* The data behind a key; NULL for what is not of this kind. */
static const guint8 *
find_data (const guint8 *record, gsize size, guint8 kind, gsize length)
{
  gsize at = (1u + record[0] + 1u) & ~1u;

  if (record[0] < 6 || record[6] == 0 || record[6] > 31 || 7u + record[6] > size || at + length > size || record[at] != kind)
    return NULL;
  return record + at;
}

static char *
dup_name (const guint8 *record)
{
  char *name = g_strndup ((const char *) record + 7, record[6]);

  /* A slash may be in a name here, a colon may not. */
  return g_strdelimit (name, "/", ':');
}

static void
take_folder (Hfs *self, const guint8 *record, gsize size)
{
  const guint8 *data = find_data (record, size, 1, 18);

  if (data)
    rc_hfs_folders_add (self->folders, rc_get_be32 (data + 6), rc_get_be32 (record + 2), dup_name (record),
                        (gint64) rc_get_be32 (data + 14) - RC_HFS_EPOCH);
}

static void
take_file (Hfs *self, const guint8 *record, gsize size)
{
  const guint8 *data = find_data (record, size, 2, 102);
  g_autofree char *name = NULL;
  g_autoptr (GArray) extents = NULL;
  RcNode node = { .kind = RC_RENDERER_ENTRY_FILE };
  const char *folder;

  if (!data)
    return;
  name = dup_name (record);
  folder = rc_hfs_folders_find_path (self->folders, self->volume, rc_get_be32 (record + 2));
  if (!folder)
    {
      rc_volume_add_problem (self->volume, name, N_("its folder is not there, or leads back to itself"));
      return;
    }
  node.path = rc_volume_make_path (self->volume, folder, name, strlen (name));
  node.size = rc_get_be32 (data + 26);
  node.mtime = (gint64) rc_get_be32 (data + 48) - RC_HFS_EPOCH;
  self->n_forks += rc_get_be32 (data + 36) > 0;
  extents = find_extents (self, data + 74, rc_get_be32 (data + 20), node.size);
  rc_volume_add (self->volume, &node, extents);
}

static void
read_volume (Hfs *self, const guint8 *master)
{
  static const guint8 no_file[12] = { 0 };
  g_autoptr (GArray) extents = NULL, catalogue = NULL;
  gint64 extents_size = rc_get_be32 (master + 130), catalogue_size = rc_get_be32 (master + 146);

  self->overflows = g_array_new (FALSE, FALSE, sizeof (Overflow));
  self->folders = rc_hfs_folders_new ();
  extents = find_extents (self, extents_size > 0 ? master + 134 : no_file, 3, extents_size);
  read_tree (self, extents, extents_size, take_overflow);
  catalogue = find_extents (self, master + 150, RC_HFS_CATALOGUE_FILE, catalogue_size);
  read_tree (self, catalogue, catalogue_size, take_folder);
  rc_hfs_folders_add_all (self->folders, self->volume);
  read_tree (self, catalogue, catalogue_size, take_file);
  g_array_unref (self->overflows);
  g_hash_table_unref (self->folders);
  rc_hfs_tell_forks (self->volume, self->n_forks);
}

static gboolean
try_at (RcVolume *volume, gint64 start)
{
  guint8 master[BLOCK];
  Hfs self = { .volume = volume, .start = start };

  if (rc_image_read_all (volume->image, master, sizeof master, start + 2 * BLOCK) != sizeof master)
    return FALSE;
  if (memcmp (master, "BD", 2) != 0)
    return rc_hfs_plus_add (volume, start);
  self.block_size = rc_get_be32 (master + 20);
  self.first = start + (gint64) rc_get_be16 (master + 28) * BLOCK;
  if (self.block_size < BLOCK || self.block_size % BLOCK != 0 || self.block_size > 1 << 24)
    return FALSE;
  /* One of HFS Plus within it: what it has itself then only says that there is one. */
  if (memcmp (master + 124, "H+", 2) == 0 && rc_hfs_plus_add (volume, self.first + (gint64) rc_get_be16 (master + 126) * self.block_size))
    return TRUE;
  rc_volume_add_fact (volume, "format", "HFS");
  if (!volume->name && master[36] > 0 && master[36] <= 27)
    volume->name = g_strndup ((const char *) master + 37, master[36]);
  volume->missing = MAX (volume->missing, self.first + (gint64) rc_get_be16 (master + 18) * self.block_size - rc_image_get_size (volume->image));
  rc_volume_begin_next (volume, FALSE);
  read_volume (&self, master);
  return TRUE;
}

gboolean
rc_volume_add_hfs (RcVolume *self)
{
  return try_at (self, 0);
}

gboolean
rc_volume_add_hybrid (RcVolume *self)
{
  g_autoptr (GArray) partitions = rc_partitions_find_apple (self->image);

  for (guint i = 0; partitions && i < partitions->len; i++)
    {
      const RcPartition *partition = &g_array_index (partitions, RcPartition, i);

      if (partition->hfs && (try_at (self, partition->start) || (partition->other_start >= 0 && try_at (self, partition->other_start))))
        return TRUE;
    }
  return FALSE;
}
