/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sector of FAT, and the chains of its clusters. Old diskettes have no such sector, or one that something else was written over:
 * then the first byte of the table and the size of the image tell the kind. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/fat.h"
#include "renderer/little-endian.h"

#include <glib/gi18n.h>
#include <string.h>

#define SECTOR 512
#define MAX_SECTOR 4096
#define MAX_TABLE (64 << 20)
#define MAX_STEPS (16u << 20)
#define CHAIN_END G_MAXUINT32
#define NO_CLUSTER 0

/* What the first sector says, or should. */
typedef struct
{
  guint sector, per_cluster, reserved, n_tables, n_root;
  guint32 n_sectors, table_sectors, root_cluster;
} Layout;

static gboolean
is_power_of_two (guint n)
{
  return n > 0 && (n & (n - 1)) == 0;
}

static gboolean
read_layout (const guint8 *boot, Layout *layout)
{
  *layout = (Layout){ .sector = rc_get_le16 (boot + 11),
                      .per_cluster = boot[13],
                      .reserved = rc_get_le16 (boot + 14),
                      .n_tables = boot[16],
                      .n_root = rc_get_le16 (boot + 17),
                      .n_sectors = rc_get_le16 (boot + 19),
                      .table_sectors = rc_get_le16 (boot + 22) };
  if (layout->n_sectors == 0)
    layout->n_sectors = rc_get_le32 (boot + 32);
  if (layout->table_sectors == 0)
    {
      layout->table_sectors = rc_get_le32 (boot + 36);
      layout->root_cluster = rc_get_le32 (boot + 44);
      if (layout->root_cluster < 2 || layout->n_root > 0)
        return FALSE;
    }
  else if (layout->n_root == 0)
    return FALSE;
  return is_power_of_two (layout->sector) && layout->sector >= 128 && layout->sector <= MAX_SECTOR && is_power_of_two (layout->per_cluster) &&
         layout->reserved > 0 && layout->n_tables > 0 && layout->n_tables <= 4 && layout->table_sectors > 0 && layout->n_sectors > 0;
}

/* The first entry of a table is one for the kind of medium, the bits above it set. */
static gboolean
is_table (RcVolume *volume, gint64 offset, guint8 *medium)
{
  guint8 first[3];

  if (rc_image_read_all (volume->image, first, sizeof first, offset) != sizeof first || first[0] < 0xf0 || first[1] != 0xff)
    return FALSE;
  *medium = first[0];
  return TRUE;
}

/* The kinds of diskettes that DOS knew without being told. */
static gboolean
guess_layout (RcVolume *volume, guint8 medium, Layout *layout)
{
  static const struct
  {
    guint8 medium;
    guint kib, per_cluster, n_root, table_sectors;
  } kinds[] = { { 0xfe, 160, 1, 64, 1 },  { 0xfc, 180, 1, 64, 2 },   { 0xff, 320, 2, 112, 1 },  { 0xfd, 360, 2, 112, 2 },
                { 0xfb, 640, 2, 112, 2 }, { 0xf9, 720, 2, 112, 3 },  { 0xf9, 1200, 1, 224, 7 }, { 0xf0, 1440, 1, 224, 9 },
                { 0xf0, 2880, 2, 240, 9 } };
  gint64 size = rc_image_get_size (volume->image);
  gsize best = G_N_ELEMENTS (kinds);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].medium == medium && (best == G_N_ELEMENTS (kinds) || (gint64) kinds[best].kib << 10 < size))
      best = i;
  /* An image may be cut short, but nothing larger is a diskette. */
  if (best == G_N_ELEMENTS (kinds) || size > 3000 << 10)
    return FALSE;
  *layout = (Layout){ SECTOR, kinds[best].per_cluster, 1, 2, kinds[best].n_root, kinds[best].kib * 2, kinds[best].table_sectors, 0 };
  return TRUE;
}

static gboolean
find_layout (RcVolume *volume, const guint8 *boot, Layout *layout)
{
  guint8 medium;

  if (read_layout (boot, layout))
    {
      gint64 table = (gint64) layout->reserved * layout->sector;

      if (is_table (volume, table, &medium) || is_table (volume, table + (gint64) layout->table_sectors * layout->sector, &medium))
        return TRUE;
    }
  return is_table (volume, SECTOR, &medium) && guess_layout (volume, medium, layout);
}

static void
read_tables (RcFat *self, RcVolume *volume, gint64 offset, gint64 size, guint n)
{
  gint64 need = ((gint64) self->end * self->bits + 7) / 8;
  gint64 read = MIN (MIN (size, need), MAX_TABLE);

  for (guint i = 0; i < MIN (n, G_N_ELEMENTS (self->tables)); i++)
    {
      gint64 at = offset + (gint64) i * size;
      gsize there = (gsize) CLAMP (rc_image_get_size (volume->image) - at, 0, read);

      /* What is beyond the end of the image is no cluster's. */
      self->tables[i] = g_malloc0 ((gsize) read + 4);
      if (rc_image_read_all (volume->image, self->tables[i], there, at) < (gssize) there)
        rc_volume_add_problem (volume, NULL, N_("a table of its clusters cannot be read"));
    }
  self->end = (guint32) MIN (self->end, (guint64) read * 8 / self->bits);
}

gboolean
rc_fat_read (RcFat *self, RcVolume *volume)
{
  guint8 boot[SECTOR];
  Layout layout;
  gint64 tables, tables_size, n_clusters;

  *self = (RcFat){ 0 };
  if (rc_image_read_all (volume->image, boot, sizeof boot, 0) != sizeof boot || !find_layout (volume, boot, &layout))
    return FALSE;
  tables = (gint64) layout.reserved * layout.sector;
  tables_size = (gint64) layout.table_sectors * layout.sector;
  self->root = tables + layout.n_tables * tables_size;
  self->root_size = layout.n_root * 32;
  self->root_cluster = layout.root_cluster;
  self->data = self->root + ((gint64) self->root_size + layout.sector - 1) / layout.sector * layout.sector;
  self->size = (gint64) layout.n_sectors * layout.sector;
  self->cluster_size = layout.per_cluster * layout.sector;
  n_clusters = (self->size - self->data) / self->cluster_size;
  if (n_clusters <= 0)
    return FALSE;
  self->bits = layout.n_root == 0 ? 32 : n_clusters < 4085 || tables_size * 8 / 16 < n_clusters ? 12 : 16;
  self->end = (guint32) MIN (n_clusters + 2, 0x0ffffff6);
  if (boot[layout.n_root == 0 ? 66 : 38] == 0x29)
    self->name = g_strndup ((const char *) boot + (layout.n_root == 0 ? 71 : 43), 11);
  read_tables (self, volume, tables, tables_size, layout.n_tables);
  self->used = g_malloc0 (self->end / 8 + 1);
  self->n_steps = (guint) MIN (4 * (gint64) self->end + 65536, MAX_STEPS);
  return TRUE;
}

void
rc_fat_clear (RcFat *self)
{
  g_free (self->name);
  g_free (self->tables[0]);
  g_free (self->tables[1]);
  g_free (self->used);
}

/* NO_CLUSTER: what it says makes no sense. */
static guint32
look_up (const RcFat *self, const guint8 *table, guint32 cluster)
{
  guint32 next;

  if (self->bits == 32)
    next = rc_get_le32 (table + (gsize) cluster * 4) & 0x0fffffff;
  else if (self->bits == 16)
    next = rc_get_le16 (table + (gsize) cluster * 2);
  else
    next = rc_get_le16 (table + cluster + cluster / 2) >> (cluster % 2 ? 4 : 0) & 0xfff;
  if (next >= (0x0ffffff8u & ((1u << (self->bits == 32 ? 28 : self->bits)) - 1)))
    return CHAIN_END;
  return next >= 2 && next < self->end ? next : NO_CLUSTER;
}

static guint32
find_next (const RcFat *self, guint32 cluster)
{
  guint32 next = look_up (self, self->tables[0], cluster);

  return next == NO_CLUSTER && self->tables[1] ? look_up (self, self->tables[1], cluster) : next;
}

static gboolean
is_among (const RcFat *self, const GArray *extents, guint32 cluster)
{
  gint64 offset = self->data + (gint64) (cluster - 2) * self->cluster_size;

  for (guint i = 0; i < extents->len; i++)
    {
      const RcExtent *extent = &g_array_index (extents, RcExtent, i);

      if (offset >= extent->offset && offset < extent->offset + extent->length)
        return TRUE;
    }
  return FALSE;
}

static void
append (const RcFat *self, guint32 cluster, gint64 length, GArray *extents)
{
  const RcExtent extent = { self->data + (gint64) (cluster - 2) * self->cluster_size, length };
  RcExtent *last = extents->len > 0 ? &g_array_index (extents, RcExtent, extents->len - 1) : NULL;

  if (last && last->offset + last->length == extent.offset)
    last->length += length;
  else
    g_array_append_val (extents, extent);
}

const char *
rc_fat_follow (RcFat *self, guint32 first, gint64 size, gboolean folder, GArray *extents)
{
  const char *wrong = NULL;
  guint32 cluster = first;
  gint64 done = 0;

  while (done < size)
    {
      guint8 bit = (guint8) (1 << (cluster & 7));

      if (cluster == CHAIN_END)
        return folder ? wrong : N_("its chain of clusters ends before it does");
      if (cluster < 2 || cluster >= self->end)
        return N_("its chain of clusters is broken");
      /* Of folders, each is read once, and only so much of it. */
      if (!folder && self->n_steps == 0)
        return N_("the chains of clusters are longer than the disc: it is not followed to its end");
      self->n_steps -= !folder;
      if (!wrong && (self->used[cluster >> 3] & bit))
        {
          if (is_among (self, extents, cluster))
            return N_("its chain of clusters leads back to itself");
          wrong = N_("some of its clusters are another file's, too");
        }
      self->used[cluster >> 3] |= bit;
      append (self, cluster, MIN (self->cluster_size, size - done), extents);
      done += self->cluster_size;
      cluster = find_next (self, cluster);
    }
  return wrong;
}
