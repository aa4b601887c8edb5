/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The descriptors of a volume of UDF 1.02 to 2.60, its partitions, and how their blocks are found: on CD-R by the virtual allocation table
 * that was written last, on CD-RW by a table of packets that are bad, on later discs within a file of metadata. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/udf.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_PARTITIONS 8
#define MAX_DESCRIPTORS 256
#define MAX_TABLE (16 << 20)
#define MAX_BLOCKS (5 << 20) /* looked at for the table, or an older one */
#define MAX_PACKETS 8192
#define MAX_PIECES 1000      /* of the file of metadata */
#define MAX_STEPS 50000000   /* blocks looked up: those of a DVD ten times */

typedef enum
{
  PLAIN,
  VIRTUAL,
  SPARABLE,
  METADATA,
} Kind;

typedef struct
{
  Kind kind;
  guint number;     /* of the physical partition */
  gint64 start;     /* of it, in blocks of the image */
  gint64 length;
  guint32 *table;   /* (owned) (nullable) VIRTUAL: block by block */
  guint n_table;
  GHashTable *spares; /* (owned) (nullable) SPARABLE: first block of a packet + 1 to that of the disc in its place */
  guint packet;     /* SPARABLE: blocks of one */
  guint32 file[2];  /* METADATA: where the file and its mirror are described */
  GArray *extents;  /* (owned) (nullable) METADATA: RcExtent */
} Partition;

struct _RcUdf
{
  RcVolume *volume; /* (unowned) */
  guint block_size;
  Partition partitions[MAX_PARTITIONS];
  guint n_partitions;
  RcUdfPlace file_set, top;
  guint n_steps;
};

/* The last one of each kind that counts. */
typedef struct
{
  guint8 volume[RC_UDF_MAX_BLOCK];
  gboolean found;
  guint32 sequence;
  struct
  {
    guint number;
    gint64 start, length;
  } physical[MAX_PARTITIONS];
  guint n_physical;
} Sequence;

void
rc_udf_free (RcUdf *self)
{
  for (guint i = 0; i < self->n_partitions; i++)
    {
      g_free (self->partitions[i].table);
      g_clear_pointer (&self->partitions[i].spares, g_hash_table_unref);
      g_clear_pointer (&self->partitions[i].extents, g_array_unref);
    }
  g_free (self);
}

guint
rc_udf_get_block_size (const RcUdf *self)
{
  return self->block_size;
}

RcUdfPlace
rc_udf_get_top (const RcUdf *self)
{
  return self->top;
}

/* The kind of descriptor in a block; 0 where its own sum says that it is none. */
static guint
read_block (RcVolume *volume, gint64 offset, guint8 *block, guint size)
{
  guint8 sum = 0;

  if (offset < 0 || rc_image_read_all (volume->image, block, size, offset) != (gssize) size)
    return 0;
  for (int i = 0; i < 16; i++)
    sum = (guint8) (sum + (i == 4 ? 0 : block[i]));
  return sum == block[4] ? rc_get_le16 (block) : 0;
}

/* A volume is recognised between sectors 16 and 64. */
gboolean
rc_udf_is_there (RcVolume *volume)
{
  gint64 start = rc_image_get_start (volume->image);

  for (int sector = 16; sector < 64; sector++)
    {
      char mark[6];

      if (rc_image_read (volume->image, mark, sizeof mark, (start + sector) * RC_SECTOR) != sizeof mark)
        return FALSE;
      if (memcmp (mark + 1, "NSR02", 5) == 0 || memcmp (mark + 1, "NSR03", 5) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
take_partition (Sequence *sequence, const guint8 *block)
{
  guint number = rc_get_le16 (block + 22), i = 0;

  while (i < sequence->n_physical && sequence->physical[i].number != number)
    i++;
  if (i == MAX_PARTITIONS)
    return;
  sequence->n_physical = MAX (sequence->n_physical, i + 1);
  sequence->physical[i].number = number;
  sequence->physical[i].start = rc_get_le32 (block + 188);
  sequence->physical[i].length = rc_get_le32 (block + 192);
}

static void
read_sequence (RcVolume *volume, guint block_size, gint64 first, gint64 length, Sequence *sequence)
{
  gint64 at = first;

  for (int i = 0; i < MAX_DESCRIPTORS && at < first + length; i++, at++)
    {
      guint8 block[RC_UDF_MAX_BLOCK];

      switch (read_block (volume, at * block_size, block, block_size))
        {
        case 3: /* it goes on elsewhere */
          first = rc_get_le32 (block + 24);
          length = rc_get_le32 (block + 20) / block_size;
          at = first - 1;
          break;
        case 5:
          take_partition (sequence, block);
          break;
        case 6:
          if (sequence->found && rc_get_le32 (block + 16) < sequence->sequence)
            break;
          sequence->found = TRUE;
          sequence->sequence = rc_get_le32 (block + 16);
          memcpy (sequence->volume, block, block_size);
          break;
        case 8:
          return;
        default:
          break;
        }
    }
}

/* Where the sequence begins is said in one of several places. */
static gboolean
find_sequence (RcVolume *volume, guint block_size, Sequence *sequence)
{
  gint64 start = rc_image_get_start (volume->image), end = rc_image_get_size (volume->image) / block_size;
  const gint64 places[] = { start + 256, end - 1, end - 257, 256, 512, end - 1 - 150, end - 1 - 152 };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint8 block[RC_UDF_MAX_BLOCK];

      if (read_block (volume, places[i] * block_size, block, block_size) != 2 || rc_get_le32 (block + 12) != places[i])
        continue;
      *sequence = (Sequence){ 0 };
      for (int k = 0; k < 2 && !(sequence->found && sequence->n_physical > 0); k++)
        read_sequence (volume, block_size, rc_get_le32 (block + 20 + 8 * k), rc_get_le32 (block + 16 + 8 * k) / block_size, sequence);
      if (sequence->found && sequence->n_physical > 0 && rc_get_le32 (sequence->volume + 212) == block_size)
        return TRUE;
    }
  return FALSE;
}

static gint64
find_spared (const Partition *partition, guint32 block, gint64 *n_blocks)
{
  guint32 within = block % partition->packet;
  gpointer spare = partition->spares ? g_hash_table_lookup (partition->spares, GUINT_TO_POINTER (block - within + 1)) : NULL;

  if (partition->spares)
    *n_blocks = MIN (*n_blocks, partition->packet - within);
  return spare ? (gint64) GPOINTER_TO_UINT (spare) + within : partition->start + block;
}

static gint64
find_in_extents (const GArray *extents, gint64 offset, gint64 *run)
{
  for (guint i = 0; extents && i < MIN (extents->len, MAX_PIECES); i++)
    {
      const RcExtent *extent = &g_array_index (extents, RcExtent, i);

      if (offset < extent->length)
        {
          *run = extent->length - offset;
          return extent->offset < 0 ? -1 : extent->offset + offset;
        }
      offset -= extent->length;
    }
  return -1;
}

gint64
rc_udf_find (RcUdf *self, RcUdfPlace place, gint64 *run)
{
  const Partition *partition = place.partition < self->n_partitions ? &self->partitions[place.partition] : NULL;
  guint32 block = place.block;
  gint64 n_blocks, bytes, found;

  if (!partition || self->n_steps++ > MAX_STEPS)
    return -1;
  if (!run)
    run = &bytes;
  if (partition->kind == METADATA)
    return find_in_extents (partition->extents, (gint64) block * self->block_size, run);
  if (partition->kind == VIRTUAL)
    {
      if (block >= partition->n_table || partition->table[block] == G_MAXUINT32)
        return -1;
      block = partition->table[block];
    }
  if (block >= partition->length)
    return -1;
  n_blocks = partition->kind == VIRTUAL ? 1 : partition->length - block;
  found = partition->kind == SPARABLE ? find_spared (partition, block, &n_blocks) : partition->start + block;
  *run = n_blocks * self->block_size;
  return found * self->block_size;
}

guint
rc_udf_read_descriptor (RcUdf *self, RcUdfPlace place, guint8 *block)
{
  return read_block (self->volume, rc_udf_find (self, place, NULL), block, self->block_size);
}

guint8 *
rc_udf_read_all (RcUdf *self, const RcUdfFile *file, gint64 most)
{
  g_autofree guint8 *bytes = NULL;
  gint64 done = 0;

  if (file->size > most || !rc_volume_count_read (self->volume, file->size))
    return NULL;
  bytes = g_malloc0 ((gsize) file->size + 1);
  for (guint i = 0; i < file->extents->len && done < file->size; i++)
    {
      const RcExtent *extent = &g_array_index (file->extents, RcExtent, i);
      gint64 length = MIN (extent->length, file->size - done);

      if (extent->offset >= 0 && rc_image_read_all (self->volume->image, bytes + done, (gsize) length, extent->offset) != length)
        return NULL;
      done += length;
    }
  return done == file->size ? g_steal_pointer (&bytes) : NULL;
}

static void
read_spares (RcUdf *self, Partition *partition, const guint8 *map)
{
  partition->packet = MAX (1, rc_get_le16 (map + 40));
  for (guint i = 0; i < MIN (map[42], 4) && !partition->spares; i++)
    {
      g_autofree guint8 *bytes = g_malloc0 (56 + 8 * MAX_PACKETS);
      gssize got = rc_image_read_all (self->volume->image, bytes, 56 + 8 * MAX_PACKETS, (gint64) rc_get_le32 (map + 48 + 4 * i) * self->block_size);
      guint n = got > 56 ? MIN (rc_get_le16 (bytes + 48), (guint) (got - 56) / 8) : 0;

      if (got < 56 || memcmp (bytes + 17, "*UDF Sparing Table", 18) != 0)
        continue;
      partition->spares = g_hash_table_new (NULL, NULL);
      for (guint k = 0; k < n; k++)
        if (rc_get_le32 (bytes + 56 + 8 * k) < 0xfffffff0)
          g_hash_table_replace (partition->spares, GUINT_TO_POINTER (rc_get_le32 (bytes + 56 + 8 * k) + 1),
                                GUINT_TO_POINTER (rc_get_le32 (bytes + 60 + 8 * k)));
    }
}

/* The entries stand between a header, which UDF has since 2.00, and an end, which it had before. */
static gboolean
take_table (RcUdf *self, Partition *partition, const RcUdfFile *file)
{
  g_autofree guint8 *bytes = rc_udf_read_all (self, file, MAX_TABLE);
  gint64 first = 0, end = file->size;

  if (!bytes || file->size < 36)
    return FALSE;
  if (file->type == RC_UDF_TYPE_TABLE)
    first = rc_get_le16 (bytes);
  else if (memcmp (bytes + end - 36 + 1, "*UDF Virtual Alloc Tbl", 22) == 0)
    end -= 36;
  else
    return FALSE;
  if (first > end)
    return FALSE;
  partition->n_table = (guint) ((end - first) / 4);
  partition->table = g_new (guint32, MAX (partition->n_table, 1));
  for (guint i = 0; i < partition->n_table; i++)
    partition->table[i] = rc_get_le32 (bytes + first + 4 * i);
  return TRUE;
}

/* As those are that end a track behind what was written. */
static gboolean
is_blank (RcUdf *self, gint64 offset)
{
  static const guint8 zeros[RC_UDF_MAX_BLOCK] = { 0 };
  guint8 block[RC_UDF_MAX_BLOCK];

  return rc_image_read_all (self->volume->image, block, self->block_size, offset) == self->block_size && memcmp (block, zeros, self->block_size) == 0;
}

/* The table that was written last is the last file of all. `plain`: the partition in which it lies. */
static void
find_table (RcUdf *self, Partition *partition, guint plain)
{
  gint64 last = MIN (rc_image_get_size (self->volume->image) / self->block_size - partition->start, partition->length) - 1;

  for (gint64 block = last; block >= 0 && block > last - MAX_BLOCKS; block--)
    {
      g_auto (RcUdfFile) file = { 0 };

      if (!rc_udf_read_file (self, (RcUdfPlace){ (guint32) block, (guint16) plain }, &file) ||
          (file.type != RC_UDF_TYPE_TABLE && file.type != 0) || !take_table (self, partition, &file))
        continue;
      if (block < last && !is_blank (self, (partition->start + last) * self->block_size))
        rc_volume_add_problem (self->volume, NULL, N_("it was written in packets, and the last table of its blocks is missing: what an older one tells is here"));
      return;
    }
  rc_volume_add_problem (self->volume, NULL, N_("it was written in packets, and the table of its blocks is missing: it was never closed, or the image is cut short"));
}

static void
add_partition (RcUdf *self, const Sequence *sequence, const guint8 *map)
{
  Partition *partition = &self->partitions[self->n_partitions++];

  partition->number = rc_get_le16 (map + (map[0] == 1 ? 4 : 38));
  for (guint i = 0; i < sequence->n_physical; i++)
    if (sequence->physical[i].number == partition->number)
      {
        partition->start = sequence->physical[i].start;
        partition->length = sequence->physical[i].length;
      }
  if (map[0] == 1)
    return;
  if (memcmp (map + 5, "*UDF Virtual Partition", 22) == 0)
    partition->kind = VIRTUAL;
  else if (memcmp (map + 5, "*UDF Sparable Partition", 23) == 0)
    {
      partition->kind = SPARABLE;
      read_spares (self, partition, map);
    }
  else if (memcmp (map + 5, "*UDF Metadata Partition", 23) == 0)
    {
      partition->kind = METADATA;
      partition->file[0] = rc_get_le32 (map + 40);
      partition->file[1] = rc_get_le32 (map + 44);
    }
  else
    partition->length = 0;
}

/* The partition of the disc's own blocks with that number. */
static guint
find_physical (const RcUdf *self, guint number)
{
  guint i = 0;

  while (i < self->n_partitions &&
         (self->partitions[i].number != number || self->partitions[i].kind == VIRTUAL || self->partitions[i].kind == METADATA))
    i++;
  return i;
}

static void
read_maps (RcUdf *self, const Sequence *sequence)
{
  const guint8 *volume = sequence->volume;
  guint size = MIN (rc_get_le32 (volume + 264), self->block_size - 440), at = 0;

  while (at + 6 <= size && self->n_partitions < MAX_PARTITIONS)
    {
      const guint8 *map = volume + 440 + at;

      if ((map[0] == 1 && map[1] != 6) || (map[0] != 1 && map[1] != 64) || at + map[1] > size)
        break;
      add_partition (self, sequence, map);
      at += map[1];
    }
  for (guint i = 0; i < self->n_partitions; i++)
    {
      Partition *partition = &self->partitions[i];
      guint physical = find_physical (self, partition->number);
      g_auto (RcUdfFile) file = { 0 };

      if (partition->kind == VIRTUAL)
        find_table (self, partition, physical);
      else if (partition->kind == METADATA &&
               (rc_udf_read_file (self, (RcUdfPlace){ partition->file[0], (guint16) physical }, &file) ||
                rc_udf_read_file (self, (RcUdfPlace){ partition->file[1], (guint16) physical }, &file)))
        partition->extents = g_steal_pointer (&file.extents);
    }
}

static gboolean
find_top (RcUdf *self)
{
  guint8 block[RC_UDF_MAX_BLOCK];

  if (rc_udf_read_descriptor (self, self->file_set, block) != RC_UDF_FILE_SET)
    return FALSE;
  self->top = (RcUdfPlace){ rc_get_le32 (block + 404), (guint16) rc_get_le16 (block + 408) };
  return TRUE;
}

static RcUdf *
open_volume (RcVolume *volume, guint block_size)
{
  g_autofree Sequence *sequence = g_new0 (Sequence, 1);
  RcUdf *self;
  const guint8 *bytes = sequence->volume;

  if (!find_sequence (volume, block_size, sequence))
    return NULL;
  self = g_new0 (RcUdf, 1);
  self->volume = volume;
  self->block_size = block_size;
  self->file_set = (RcUdfPlace){ rc_get_le32 (bytes + 252), (guint16) rc_get_le16 (bytes + 256) };
  read_maps (self, sequence);
  if (!volume->name)
    {
      g_autofree char *name = g_strstrip (rc_udf_decode_name (bytes + 84, MIN (bytes[84 + 127], 127)));

      volume->name = *name ? g_steal_pointer (&name) : NULL;
    }
  return self;
}

RcUdf *
rc_udf_new (RcVolume *volume)
{
  static const guint block_sizes[] = { RC_SECTOR, 512, 1024, 4096 };
  g_autoptr (RcUdf) self = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (block_sizes) && !self; i++)
    self = open_volume (volume, block_sizes[i]);
  if (self && find_top (self))
    return g_steal_pointer (&self);
  rc_volume_add_problem (volume, NULL, N_("its UDF cannot be read: the descriptors of the volume are damaged or not there"));
  return NULL;
}
