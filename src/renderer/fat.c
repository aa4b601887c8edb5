/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folders of FAT: short names as DOS wrote them, long ones in the entries before. What was deleted is not brought back. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/fat.h"

#include <glib/gi18n.h>
#include <string.h>

#include "renderer/dos-time.h"
#include "renderer/little-endian.h"

#define ENTRY 32
#define MAX_FOLDER (65536 * ENTRY)
#define DELETED 0xe5
#define DELETED_AS 0x05 /* how that byte is written in a name */
#define MAX_PARTS 20
#define PART 13 /* letters of a long name in one entry */

enum
{
  ATTRIBUTE_LABEL = 8,
  ATTRIBUTE_FOLDER = 16,
  ATTRIBUTE_LONG = 15,
  ATTRIBUTES = 63,
};

/* A long name under way; its entries stand before that of the file, the last part first. */
typedef struct
{
  guint8 letters[2 * PART * MAX_PARTS]; /* the high byte first */
  guint n_parts, n_left;
  guint8 sum;
  gboolean known;
} LongName;

typedef struct
{
  guint32 cluster;
  const char *path;
  guint depth;
} Folder;

typedef struct
{
  RcVolume *volume;
  RcFat *fat;
  GArray *folders; /* (owned) Folder: to be read */
  GHashTable *seen; /* (owned) set of first clusters of folders */
  GArray *extents; /* (owned) RcExtent: of the file under way */
  LongName name;
} Walk;

/* Of the short name, which the long one says it belongs to. */
static guint8
add_up (const guint8 *entry)
{
  guint8 sum = 0;

  for (int i = 0; i < 11; i++)
    sum = (guint8) ((sum >> 1 | sum << 7) + entry[i]);
  return sum;
}

static void
take_part (LongName *name, const guint8 *entry)
{
  static const guint8 places[PART] = { 1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30 };
  guint number = entry[0] & 31;

  if (entry[0] & 64)
    *name = (LongName){ .n_parts = number, .n_left = number, .sum = entry[13], .known = number > 0 && number <= MAX_PARTS };
  if (!name->known || number == 0 || number != name->n_left || entry[13] != name->sum)
    {
      name->known = FALSE;
      return;
    }
  name->n_left--;
  for (guint i = 0; i < PART; i++)
    {
      guint8 *letter = name->letters + 2 * ((number - 1) * PART + i);

      letter[0] = entry[places[i] + 1];
      letter[1] = entry[places[i]];
    }
}

/* (transfer full) (nullable) */
static char *
dup_long_name (const LongName *name, const guint8 *entry)
{
  gsize size = 0;

  if (!name->known || name->n_left > 0 || name->sum != add_up (entry))
    return NULL;
  while (size < 2 * PART * name->n_parts && (name->letters[size] || name->letters[size + 1]))
    size += 2;
  return size > 0 ? rc_volume_decode_utf16 (name->letters, size) : NULL;
}

static gsize
trim (const guint8 *bytes, gsize size)
{
  while (size > 0 && bytes[size - 1] == ' ')
    size--;
  return size;
}

/* (transfer full) (nullable) In the bytes of whatever country's DOS. NULL: it is none. */
static char *
dup_short_name (const guint8 *entry)
{
  guint8 bytes[11];
  gsize stem = trim (entry, 8), extension = trim (entry + 8, 3);
  GString *name;

  memcpy (bytes, entry, sizeof bytes);
  if (bytes[0] == DELETED_AS)
    bytes[0] = DELETED;
  for (gsize i = 0; i < sizeof bytes; i++)
    {
      if (bytes[i] < ' ' || bytes[i] == '/' || bytes[i] == 0x7f)
        return NULL;
      /* Windows NT writes that way that they were small letters. */
      if (entry[12] & (i < 8 ? 8 : 16))
        bytes[i] = (guint8) g_ascii_tolower ((char) bytes[i]);
    }
  if (stem == 0 || bytes[0] == ' ')
    return NULL;
  name = g_string_new_len ((const char *) bytes, (gssize) stem);
  if (extension > 0)
    g_string_append_printf (name, ".%.*s", (int) extension, (const char *) bytes + 8);
  return g_string_free (name, FALSE);
}

static void
push_folder (Walk *walk, guint32 cluster, const char *path, guint depth)
{
  const Folder folder = { cluster, path, depth };

  if (!path)
    return;
  if (depth > RC_VOLUME_MAX_DEPTH)
    rc_volume_add_problem (walk->volume, path, N_("folders in folders too deep to follow"));
  else if (!g_hash_table_add (walk->seen, GUINT_TO_POINTER (cluster)))
    rc_volume_add_problem (walk->volume, path, N_("the folder leads back to one that was listed"));
  else
    g_array_append_val (walk->folders, folder);
}

static void
add_file (Walk *walk, const Folder *folder, const guint8 *entry, const char *name)
{
  RcNode node = { .kind = entry[11] & ATTRIBUTE_FOLDER ? RC_RENDERER_ENTRY_FOLDER : RC_RENDERER_ENTRY_FILE, .mtime = rc_dos_time (rc_get_le16 (entry + 24), rc_get_le16 (entry + 22)) };
  guint32 cluster = rc_get_le16 (entry + 26);
  const char *wrong;

  /* With the smaller tables these bytes were used for other things. */
  if (walk->fat->bits == 32)
    cluster |= (guint32) (rc_get_le16 (entry + 20) & 0xfff) << 16;
  node.path = rc_volume_make_path (walk->volume, folder->path, name, strlen (name));
  if (node.kind == RC_RENDERER_ENTRY_FOLDER)
    {
      if (rc_volume_add (walk->volume, &node, NULL))
        push_folder (walk, cluster, node.path, folder->depth + 1);
      return;
    }
  node.size = rc_get_le32 (entry + 28);
  g_array_set_size (walk->extents, 0);
  wrong = rc_fat_follow (walk->fat, cluster, node.size, FALSE, walk->extents);
  if (wrong && node.path)
    rc_volume_add_problem (walk->volume, node.path, wrong);
  rc_volume_add (walk->volume, &node, walk->extents);
}

static void
take_label (Walk *walk, const Folder *folder, const guint8 *entry)
{
  gsize size = trim (entry, 11);

  if (folder->depth > 1 || size == 0)
    return;
  g_free (walk->fat->name);
  walk->fat->name = g_strndup ((const char *) entry, size);
}

/* FALSE when it is no entry at all. */
static gboolean
take_entry (Walk *walk, const Folder *folder, const guint8 *entry)
{
  guint attributes = entry[11] & ATTRIBUTES;
  g_autofree char *name = NULL;

  if (attributes == ATTRIBUTE_LONG)
    {
      take_part (&walk->name, entry);
      return TRUE;
    }
  name = dup_long_name (&walk->name, entry);
  walk->name.known = FALSE;
  if (memcmp (entry, ".          ", 11) == 0 || memcmp (entry, "..         ", 11) == 0)
    return TRUE;
  if (attributes & ATTRIBUTE_LABEL)
    take_label (walk, folder, entry);
  else
    {
      if (!name)
        name = dup_short_name (entry);
      if (!name || entry[11] & ~ATTRIBUTES)
        return FALSE;
      add_file (walk, folder, entry, name);
    }
  return TRUE;
}

static void
read_entries (Walk *walk, const Folder *folder, const guint8 *bytes, gsize size)
{
  guint n_damaged = 0;

  walk->name.known = FALSE;
  for (gsize at = 0; at + ENTRY <= size && bytes[at] != 0 && !walk->volume->full; at += ENTRY)
    if (bytes[at] == DELETED)
      walk->name.known = FALSE;
    else
      n_damaged += !take_entry (walk, folder, bytes + at);
  if (n_damaged > 0)
    {
      g_autofree char *message = g_strdup_printf ("%u damaged entries of the folder are left out", n_damaged);

      rc_volume_add_problem (walk->volume, folder->path, message);
    }
}

/* Reads on until what it is given is full, or its places are. */
static gsize
read_extents (Walk *walk, const GArray *extents, guint8 *bytes)
{
  gsize done = 0;

  for (guint i = 0; i < extents->len; i++)
    {
      const RcExtent *extent = &g_array_index (extents, RcExtent, i);
      gssize got = rc_image_read_all (walk->volume->image, bytes + done, (gsize) extent->length, extent->offset);

      done += (gsize) MAX (0, got);
      if (got < extent->length)
        break;
    }
  return done;
}

static void
read_folder (Walk *walk, const Folder *folder)
{
  gboolean fixed = folder->cluster == 0;
  const RcExtent root = { walk->fat->root, walk->fat->root_size };
  g_autoptr (GArray) extents = g_array_new (FALSE, FALSE, sizeof (RcExtent));
  g_autofree guint8 *bytes = NULL;
  const char *wrong = NULL;
  gsize size = 0, got;

  if (fixed)
    g_array_append_val (extents, root);
  else
    wrong = rc_fat_follow (walk->fat, folder->cluster, MAX_FOLDER, TRUE, extents);
  if (wrong)
    rc_volume_add_problem (walk->volume, folder->path, wrong);
  for (guint i = 0; i < extents->len; i++)
    size += (gsize) g_array_index (extents, RcExtent, i).length;
  if (!rc_volume_count_read (walk->volume, (gint64) size))
    return;
  bytes = g_malloc (size + 1);
  got = read_extents (walk, extents, bytes);
  if (got < size)
    rc_volume_add_problem (walk->volume, folder->path, N_("the folder cannot be read to its end"));
  read_entries (walk, folder, bytes, got);
}

gboolean
rc_volume_add_fat (RcVolume *self)
{
  g_auto (RcFat) fat = { 0 };
  Walk walk = { .volume = self, .fat = &fat };
  g_autofree char *format = NULL;

  if (!rc_fat_read (&fat, self))
    return FALSE;
  format = g_strdup_printf ("FAT%u", fat.bits);
  rc_volume_add_fact (self, "format", format);
  self->missing = MAX (self->missing, fat.size - rc_image_get_size (self->image));
  walk.folders = g_array_new (FALSE, FALSE, sizeof (Folder));
  walk.seen = g_hash_table_new (NULL, NULL);
  walk.extents = g_array_new (FALSE, FALSE, sizeof (RcExtent));
  push_folder (&walk, fat.root_size > 0 ? 0 : fat.root_cluster, "", 1);
  for (guint i = 0; i < walk.folders->len && !self->full; i++)
    {
      const Folder folder = g_array_index (walk.folders, Folder, i);

      read_folder (&walk, &folder);
    }
  g_array_unref (walk.folders);
  g_array_unref (walk.extents);
  g_hash_table_unref (walk.seen);
  if (fat.name)
    g_strchomp (fat.name);
  if (!self->name && fat.name && *fat.name && strcmp (fat.name, "NO NAME") != 0)
    self->name = g_steal_pointer (&fat.name);
  return TRUE;
}
