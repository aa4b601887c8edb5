/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of partitions: of GPT, of a Macintosh, of a PC with those in its extended one. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/big-endian.h"
#include "renderer/little-endian.h"
#include "renderer/partitions.h"

#include <string.h>

#define BLOCK 512
#define N_PRIMARY 4
#define PRIMARY 446 /* where the table of a PC begins */
#define MAX_GPT_ENTRIES 256

static gboolean
read_block (RcImage *image, guint8 *block, gint64 offset)
{
  return offset >= 0 && rc_image_read_all (image, block, BLOCK, offset) == BLOCK;
}

static void
add (GArray *partitions, const RcPartition *partition)
{
  for (guint i = 0; i < partitions->len; i++)
    if (g_array_index (partitions, RcPartition, i).start == partition->start)
      return;
  if (partitions->len < RC_MAX_PARTITIONS && partition->length > 0)
    g_array_append_val (partitions, *partition);
}

/* Of what a Macintosh has in partitions most is not for people: the map itself, drivers, free room. */
static gboolean
is_for_files (const char *type)
{
  return !g_str_has_prefix (type, "Apple_") || g_str_has_prefix (type, "Apple_HFS") || strcmp (type, "Apple_UFS") == 0 ||
         strcmp (type, "Apple_APFS") == 0 || strcmp (type, "Apple_ISO") == 0;
}

/* It counts in blocks of 512 or of 2048, whatever it says. */
static GArray *
read_apple (RcImage *image, guint unit)
{
  g_autoptr (GArray) partitions = g_array_new (FALSE, FALSE, sizeof (RcPartition));
  guint8 entry[BLOCK];
  guint i;

  for (i = 1; i <= RC_MAX_PARTITIONS && read_block (image, entry, (gint64) i * unit) && memcmp (entry, "PM\0\0", 4) == 0; i++)
    {
      gint64 start = rc_get_be32 (entry + 8), count = rc_get_be32 (entry + 12);
      RcPartition partition = { .number = i, .start = start * unit, .other_start = unit == BLOCK ? -1 : start * BLOCK, .length = count * unit };
      g_autofree char *type = g_strndup ((const char *) entry + 48, 32);

      partition.hfs = g_str_has_prefix (type, "Apple_HFS");
      if (is_for_files (type) && memcmp (entry + 16, "Gap", 3) != 0)
        add (partitions, &partition);
    }
  return i > 1 ? g_steal_pointer (&partitions) : NULL;
}

GArray *
rc_partitions_find_apple (RcImage *image)
{
  GArray *partitions = read_apple (image, BLOCK);

  if (partitions && partitions->len > 0)
    return partitions;
  g_clear_pointer (&partitions, g_array_unref);
  return read_apple (image, RC_SECTOR);
}

static gint64
get_block (const guint8 *bytes, guint unit)
{
  guint64 block = rc_get_le32 (bytes) | (guint64) rc_get_le32 (bytes + 4) << 32;

  return block < (guint64) G_MAXINT64 / unit ? (gint64) block * unit : -1;
}

/* The header of GPT, the first or the one at the end. (nullable) */
static GArray *
read_gpt_at (RcImage *image, gint64 offset, guint unit)
{
  static const guint8 nothing[16] = { 0 };
  /* What Windows keeps free for itself. */
  static const guint8 reserved[16] = { 0x16, 0xe3, 0xc9, 0xe3, 0x5c, 0x0b, 0xb8, 0x4d, 0x81, 0x7d, 0xf9, 0x2d, 0xf0, 0x02, 0x15, 0xae };
  /* The name of what xorriso fills the room between two others with. */
  static const guint8 gap[6] = { 'G', 0, 'a', 0, 'p', 0 };
  guint8 header[BLOCK], entry[128];
  GArray *partitions;
  gint64 table;
  guint size;

  if (!read_block (image, header, offset) || memcmp (header, "EFI PART", 8) != 0)
    return NULL;
  table = get_block (header + 72, unit);
  size = rc_get_le32 (header + 84);
  if (table < 0 || size < sizeof entry || size > 4096)
    return NULL;
  partitions = g_array_new (FALSE, FALSE, sizeof (RcPartition));
  for (guint i = 0; i < MIN (rc_get_le32 (header + 80), MAX_GPT_ENTRIES); i++)
    {
      RcPartition partition = { .number = i + 1, .other_start = -1 };
      gint64 last;

      if (rc_image_read_all (image, entry, sizeof entry, table + (gint64) i * size) != sizeof entry)
        break;
      partition.start = get_block (entry + 32, unit);
      last = get_block (entry + 40, unit);
      partition.length = partition.start > 0 && last >= partition.start ? last - partition.start + unit : 0;
      if (memcmp (entry, nothing, sizeof nothing) != 0 && memcmp (entry, reserved, sizeof reserved) != 0 && memcmp (entry + 56, gap, sizeof gap) != 0)
        add (partitions, &partition);
    }
  return partitions;
}

static GArray *
find_gpt (RcImage *image)
{
  GArray *partitions = read_gpt_at (image, BLOCK, BLOCK);

  if (!partitions)
    partitions = read_gpt_at (image, 4096, 4096);
  return partitions ? partitions : read_gpt_at (image, rc_image_get_size (image) - BLOCK, BLOCK);
}

/* Whether it may be a table: the bytes of programs stand there, too. */
static gboolean
is_table (const guint8 *block, gint64 size)
{
  guint n = 0;

  if (block[510] != 0x55 || block[511] != 0xaa)
    return FALSE;
  for (guint i = 0; i < N_PRIMARY; i++)
    {
      const guint8 *entry = block + PRIMARY + 16 * i;

      if ((entry[0] != 0 && entry[0] != 0x80) || (entry[4] != 0 && (rc_get_le32 (entry + 8) == 0 || rc_get_le32 (entry + 8) > size / BLOCK)))
        return FALSE;
      n += entry[4] != 0;
    }
  return n > 0;
}

static gboolean
is_extended (guint8 kind)
{
  return kind == 0x05 || kind == 0x0f || kind == 0x85;
}

static void
add_entry (GArray *partitions, const guint8 *entry, gint64 base, guint number)
{
  const RcPartition partition = { .number = number,
                                  .start = (base + rc_get_le32 (entry + 8)) * BLOCK,
                                  .other_start = -1,
                                  .length = (gint64) rc_get_le32 (entry + 12) * BLOCK };

  if (entry[4] != 0 && !is_extended (entry[4]))
    add (partitions, &partition);
}

/* Each table in it tells of one partition, and where the next table is. */
static void
read_extended (RcImage *image, gint64 base, GArray *partitions)
{
  guint8 block[BLOCK];
  gint64 at = base;

  for (guint number = N_PRIMARY + 1; number <= N_PRIMARY + RC_MAX_PARTITIONS; number++)
    {
      const guint8 *next = block + PRIMARY + 16;

      if (!read_block (image, block, at * BLOCK) || block[510] != 0x55 || block[511] != 0xaa)
        return;
      add_entry (partitions, block + PRIMARY, at, number);
      if (!is_extended (next[4]) || rc_get_le32 (next + 8) == 0)
        return;
      at = base + rc_get_le32 (next + 8);
    }
}

static GArray *
find_primary (RcImage *image)
{
  guint8 block[BLOCK];
  GArray *partitions;

  if (!read_block (image, block, 0) || !is_table (block, rc_image_get_size (image)))
    return NULL;
  partitions = g_array_new (FALSE, FALSE, sizeof (RcPartition));
  for (guint i = 0; i < N_PRIMARY; i++)
    {
      const guint8 *entry = block + PRIMARY + 16 * i;

      if (is_extended (entry[4]))
        read_extended (image, rc_get_le32 (entry + 8), partitions);
      else
        add_entry (partitions, entry, 0, i + 1);
    }
  return partitions;
}

GArray *
rc_partitions_find (RcImage *image, const char **table)
{
  GArray *partitions;

  *table = "GPT";
  if ((partitions = find_gpt (image)))
    return partitions;
  *table = "Apple Partition Map";
  if ((partitions = rc_partitions_find_apple (image)))
    return partitions;
  *table = "MBR";
  return find_primary (image);
}
