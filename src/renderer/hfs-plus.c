/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HFS Plus, of Macintosh discs since 1998, and HFSX: the data of its files, not their resources. As with HFS the leaves of the catalogue
 * are read in their order, each once. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/hfs.h"

#include <glib/gi18n.h>
#include <string.h>

#define HEADER 512
#define FORK 80 /* bytes that say how long a fork is, and where its first eight pieces are */
#define PIECES 8
#define MAX_NODE 32768
#define MAX_OVERFLOWS 1000000
#define MAX_NAME 255
#define OVERFLOW_FILE 3

/* Kinds of a record of the catalogue. */
#define FOLDER 1
#define FILE_RECORD 2

/* Two folders at the top that the file system keeps for itself, NUL read as its sign. */
#define PRIVATE_FOLDERS ".HFS+ Private Directory Data"
#define PRIVATE_FOLDER "\xe2\x90\x80\xe2\x90\x80\xe2\x90\x80\xe2\x90\x80HFS+ Private Data"

typedef struct
{
  guint32 file;
  guint32 first;
  guint32 start[PIECES], count[PIECES];
} Overflow;

typedef struct
{
  RcVolume *volume;
  gint64 start; /* in bytes of the image */
  guint32 block_size;
  GArray *overflows;   /* (owned) Overflow, by file and first block, as their tree has them */
  GHashTable *hidden;  /* (owned) set of ids of folders that nobody sees */
  GHashTable *folders; /* (owned) id to RcHfsFolder */
  guint n_forks;       /* resources that are not read */
} Plus;

typedef void (*TakeRecord) (Plus *self, const guint8 *key, const guint8 *data, gsize size);

static void
add_pieces (Plus *self, const guint32 *start, const guint32 *count, gint64 size, gint64 *done, guint64 *n_blocks, GArray *extents)
{
  for (int i = 0; i < PIECES && *done < size && count[i] > 0; i++)
    {
      const RcExtent extent = { self->start + (gint64) start[i] * self->block_size, MIN (size - *done, (gint64) count[i] * self->block_size) };

      g_array_append_val (extents, extent);
      *done += extent.length;
      *n_blocks += count[i];
    }
}

static void
read_pieces (const guint8 *bytes, guint32 *start, guint32 *count)
{
  for (int i = 0; i < PIECES; i++)
    {
      start[i] = rc_get_be32 (bytes + 8 * i);
      count[i] = rc_get_be32 (bytes + 8 * i + 4);
    }
}

/* The first one of a file that begins at this block. */
static const Overflow *
find_overflow (Plus *self, guint32 file, guint64 block)
{
  guint first = 0, end = self->overflows->len;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      const Overflow *more = &g_array_index (self->overflows, Overflow, middle);

      if (more->file < file || (more->file == file && more->first < block))
        first = middle + 1;
      else
        end = middle;
    }
  if (first == self->overflows->len)
    return NULL;
  return g_array_index (self->overflows, Overflow, first).file == file && g_array_index (self->overflows, Overflow, first).first == block
             ? &g_array_index (self->overflows, Overflow, first)
             : NULL;
}

/* (transfer full) Where a fork is; less than its size where its pieces are not known. */
static GArray *
find_extents (Plus *self, const guint8 *fork, guint32 file, gint64 size)
{
  GArray *extents = g_array_new (FALSE, FALSE, sizeof (RcExtent));
  guint32 start[PIECES], count[PIECES];
  const Overflow *more;
  gint64 done = 0;
  guint64 n_blocks = 0;

  read_pieces (fork + 16, start, count);
  add_pieces (self, start, count, size, &done, &n_blocks, extents);
  while (done < size && (more = find_overflow (self, file, n_blocks)) && more->count[0] > 0)
    add_pieces (self, more->start, more->count, size, &done, &n_blocks, extents);
  return extents;
}

static gint64
get_size (const guint8 *fork)
{
  return (gint64) (((guint64) rc_get_be32 (fork) << 32 | rc_get_be32 (fork + 4)) & G_MAXINT64);
}

static void
read_leaf (Plus *self, const guint8 *node, guint node_size, TakeRecord take)
{
  guint n = MIN (rc_get_be16 (node + 10), (node_size - 14) / 2 - 1);

  for (guint i = 0; i < n && !self->volume->full; i++)
    {
      guint start = rc_get_be16 (node + node_size - 2 * (i + 1)), end = rc_get_be16 (node + node_size - 2 * (i + 2));
      guint key;

      if (start < 14 || start + 2 > end || end > node_size)
        continue;
      key = 2u + rc_get_be16 (node + start);
      if (key >= 8 && key < end - start)
        take (self, node + start, node + start + key, end - start - key);
    }
}

static void
tell_damaged (Plus *self)
{
  rc_volume_add_problem (self->volume, NULL, N_("the catalogue of HFS Plus is damaged: the rest of it is left out"));
}

/* Goes along the leaves of a tree, whose file begins with a node that says where they are. */
static void
read_tree (Plus *self, const guint8 *fork, guint32 file, TakeRecord take)
{
  gint64 size = get_size (fork);
  g_autoptr (GArray) extents = find_extents (self, fork, file, size);
  g_autofree guint8 *node = g_malloc (MAX_NODE);
  guint node_size;
  guint32 next;

  if (size == 0 || rc_hfs_read_fork (self->volume, extents, node, HEADER, 0) != HEADER)
    return;
  node_size = rc_get_be16 (node + 32);
  next = rc_get_be32 (node + 24);
  if (node_size < HEADER || node_size > MAX_NODE || (node_size & (node_size - 1)) != 0)
    {
      tell_damaged (self);
      return;
    }
  for (gint64 n_left = size / node_size; next != 0 && n_left > 0 && !self->volume->full; n_left--)
    {
      if (!rc_volume_count_read (self->volume, node_size) ||
          rc_hfs_read_fork (self->volume, extents, node, node_size, (gint64) next * node_size) != (gssize) node_size || node[8] != 0xff)
        {
          tell_damaged (self);
          return;
        }
      read_leaf (self, node, node_size, take);
      next = rc_get_be32 (node);
    }
}

static void
take_overflow (Plus *self, const guint8 *key, const guint8 *data, gsize size)
{
  Overflow more;

  /* Those of data, not of resources. */
  if (rc_get_be16 (key) != 10 || key[2] != 0 || size < 8 * PIECES || self->overflows->len == MAX_OVERFLOWS)
    return;
  more.file = rc_get_be32 (key + 4);
  more.first = rc_get_be32 (key + 8);
  read_pieces (data, more.start, more.count);
  g_array_append_val (self->overflows, more);
}

/* (transfer full) (nullable) A name of UTF-16, put together again as everybody else writes it: the Macintosh takes accents apart. */
static char *
dup_name (const guint8 *key)
{
  guint length = rc_get_be16 (key + 6);
  gunichar2 units[MAX_NAME];
  g_autofree char *name = NULL;

  if (length == 0 || length > MAX_NAME || 8u + 2 * length > 2u + rc_get_be16 (key))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      units[i] = rc_get_be16 (key + 8 + 2 * i);
      /* A slash may be in a name here, a colon may not. */
      if (units[i] == '/')
        units[i] = ':';
      else if (units[i] == 0)
        units[i] = 0x2400;
    }
  name = g_utf16_to_utf8 (units, length, NULL, NULL, NULL);
  if (!name)
    {
      for (guint i = 0; i < length; i++)
        if (units[i] >= 0xd800 && units[i] < 0xe000)
          units[i] = 0xfffd;
      name = g_utf16_to_utf8 (units, length, NULL, NULL, NULL);
    }
  return name ? g_utf8_normalize (name, -1, G_NORMALIZE_NFC) : NULL;
}

/* What the file system keeps for itself: the content of files with several names. */
static gboolean
is_private (guint32 parent, const char *name)
{
  return parent == RC_HFS_TOP_FOLDER && (strcmp (name, PRIVATE_FOLDER) == 0 || g_str_has_prefix (name, PRIVATE_FOLDERS));
}

static void
take_folder (Plus *self, const guint8 *key, const guint8 *data, gsize size)
{
  g_autofree char *name = size >= 88 && rc_get_be16 (data) == FOLDER ? dup_name (key) : NULL;
  guint32 id, parent = rc_get_be32 (key + 2);

  if (!name)
    return;
  id = rc_get_be32 (data + 8);
  if (id == RC_HFS_TOP_FOLDER && !self->volume->name)
    self->volume->name = g_strdup (name);
  if (is_private (parent, name))
    g_hash_table_add (self->hidden, GUINT_TO_POINTER (id));
  else if (!g_hash_table_contains (self->hidden, GUINT_TO_POINTER (parent)))
    rc_hfs_folders_add (self->folders, id, parent, g_steal_pointer (&name), (gint64) rc_get_be32 (data + 16) - RC_HFS_EPOCH);
}

static void
take_file (Plus *self, const guint8 *key, const guint8 *data, gsize size)
{
  g_autofree char *name = size >= 88 + 2 * FORK && rc_get_be16 (data) == FILE_RECORD ? dup_name (key) : NULL;
  const guint8 *fork = data + 88;
  RcNode node = { .kind = RC_RENDERER_ENTRY_FILE };
  g_autoptr (GArray) extents = NULL;
  const char *folder;

  if (!name || g_hash_table_contains (self->hidden, GUINT_TO_POINTER (rc_get_be32 (key + 2))))
    return;
  folder = rc_hfs_folders_find_path (self->folders, self->volume, rc_get_be32 (key + 2));
  if (!folder)
    {
      rc_volume_add_problem (self->volume, name, N_("its folder is not there, or leads back to itself"));
      return;
    }
  node.path = rc_volume_make_path (self->volume, folder, name, strlen (name));
  node.size = get_size (fork);
  node.mtime = (gint64) rc_get_be32 (data + 16) - RC_HFS_EPOCH;
  /* Symbolic links, and those to a file with several names. */
  if (memcmp (data + 48, "slnkrhap", 8) == 0 || memcmp (data + 48, "hlnkhfs+", 8) == 0)
    {
      node.kind = RC_RENDERER_ENTRY_OTHER;
      node.size = 0;
      rc_volume_add (self->volume, &node, NULL);
      return;
    }
  self->n_forks += get_size (data + 88 + FORK) > 0;
  extents = find_extents (self, fork, rc_get_be32 (data + 8), node.size);
  rc_volume_add (self->volume, &node, extents);
}

gboolean
rc_hfs_plus_add (RcVolume *volume, gint64 start)
{
  guint8 header[HEADER];
  Plus self = { .volume = volume, .start = start };

  if (rc_image_read_all (volume->image, header, sizeof header, start + 2 * HEADER) != sizeof header ||
      (memcmp (header, "H+", 2) != 0 && memcmp (header, "HX", 2) != 0))
    return FALSE;
  self.block_size = rc_get_be32 (header + 40);
  if (self.block_size < HEADER || self.block_size % HEADER != 0 || self.block_size > 1 << 24)
    return FALSE;
  rc_volume_add_fact (volume, "format", "HFS Plus");
  volume->missing =
      MAX (volume->missing, start + (gint64) rc_get_be32 (header + 44) * self.block_size - rc_image_get_size (volume->image));
  rc_volume_begin_next (volume, FALSE);
  self.overflows = g_array_new (FALSE, FALSE, sizeof (Overflow));
  self.folders = rc_hfs_folders_new ();
  self.hidden = g_hash_table_new (NULL, NULL);
  read_tree (&self, header + 192, OVERFLOW_FILE, take_overflow);
  read_tree (&self, header + 272, RC_HFS_CATALOGUE_FILE, take_folder);
  rc_hfs_folders_add_all (self.folders, volume);
  read_tree (&self, header + 272, RC_HFS_CATALOGUE_FILE, take_file);
  g_array_unref (self.overflows);
  g_hash_table_unref (self.folders);
  g_hash_table_unref (self.hidden);
  rc_hfs_tell_forks (volume, self.n_forks);
  return TRUE;
}
