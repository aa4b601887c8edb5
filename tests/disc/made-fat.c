/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made-fat.h"

#include <string.h>

void
made_fat_put (guint8 *place, guint32 value, int n)
{
  for (int i = 0; i < n; i++)
    place[i] = (guint8) (value >> 8 * i);
}

void
made_fat_chain (MadeFat *self, guint32 cluster, guint32 next)
{
  for (gsize copy = 0; copy < 2; copy++)
    {
      guint8 *table = self->bytes->data + self->table + copy * self->table_sectors * MADE_FAT_SECTOR;

      if (self->bits == 32)
        made_fat_put (table + cluster * 4, next, 4);
      else if (self->bits == 16)
        made_fat_put (table + cluster * 2, next, 2);
      else
        {
          guint8 *place = table + cluster + cluster / 2;
          guint both = place[0] | (guint) place[1] << 8;

          both = cluster % 2 ? (both & 15) | (next & 0xfff) << 4 : (both & 0xf000) | (next & 0xfff);
          made_fat_put (place, both, 2);
        }
    }
}

guint8 *
made_fat_cluster (MadeFat *self, guint32 cluster)
{
  return self->bytes->data + self->data + (cluster - 2) * MADE_FAT_SECTOR;
}

void
made_fat_begin (MadeFat *self, guint bits, gboolean plain)
{
  guint n_sectors = bits == 12 ? 360 : bits == 16 ? 5000 : 3000;
  guint8 *boot;

  self->bits = bits;
  self->n_root = bits == 32 ? 0 : 64;
  self->table_sectors = bits == 12 ? 2 : bits == 16 ? 20 : 30;
  self->table = (bits == 32 ? 32 : 1) * MADE_FAT_SECTOR;
  self->root = self->table + 2 * (gsize) self->table_sectors * MADE_FAT_SECTOR;
  self->data = self->root + self->n_root * 32;
  self->bytes = g_byte_array_new ();
  g_byte_array_set_size (self->bytes, n_sectors * MADE_FAT_SECTOR);
  memset (self->bytes->data, 0, self->bytes->len);
  boot = self->bytes->data;
  if (!plain)
    {
      memcpy (boot, "\xeb\x3c\x90MADE    ", 11);
      made_fat_put (boot + 11, MADE_FAT_SECTOR, 2);
      boot[13] = 1;
      made_fat_put (boot + 14, (guint32) (self->table / MADE_FAT_SECTOR), 2);
      boot[16] = 2;
      made_fat_put (boot + 17, self->n_root, 2);
      made_fat_put (boot + 19, n_sectors, 2);
      boot[21] = 0xfc;
      made_fat_put (boot + (bits == 32 ? 36 : 22), self->table_sectors, bits == 32 ? 4 : 2);
      made_fat_put (boot + 44, bits == 32 ? 2 : 0, 4);
    }
  made_fat_chain (self, 0, 0x0ffffffc);
  made_fat_chain (self, 1, 0x0fffffff);
  if (bits == 32)
    made_fat_chain (self, 2, 0x0fffffff);
}

guint8 *
made_fat_add (MadeFat *self, guint32 folder, const char *name, guint8 attributes, guint32 cluster, guint32 size)
{
  guint8 *entry = folder == MADE_FAT_ROOT && self->bits != 32 ? self->bytes->data + self->root : made_fat_cluster (self, folder == MADE_FAT_ROOT ? 2 : folder);

  while (entry[0] != 0)
    entry += 32;
  memcpy (entry, name, 11);
  entry[11] = attributes;
  made_fat_put (entry + 22, 9 << 11 | 30 << 5, 2);
  made_fat_put (entry + 24, (1995 - 1980) << 9 | 4 << 5 | 12, 2);
  made_fat_put (entry + 20, cluster >> 16, 2);
  made_fat_put (entry + 26, cluster & 0xffff, 2);
  made_fat_put (entry + 28, size, 4);
  return entry;
}

void
made_fat_add_long (MadeFat *self, guint32 folder, const char *name, const char *short_name)
{
  static const guint8 places[13] = { 1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30 };
  g_autofree gunichar2 *units = g_utf8_to_utf16 (name, -1, NULL, NULL, NULL);
  guint length = 0, n;
  guint8 sum = 0;

  while (units[length])
    length++;
  n = (length + 12) / 13;
  for (int i = 0; i < 11; i++)
    sum = (guint8) ((sum >> 1 | sum << 7) + (guint8) short_name[i]);
  for (guint part = n; part > 0; part--)
    {
      guint8 *entry = made_fat_add (self, folder, "\1          ", 15, 0, 0xffffffff);

      entry[0] = (guint8) (part | (part == n ? 64 : 0));
      entry[13] = sum;
      for (guint i = 0; i < 13; i++)
        {
          guint at = (part - 1) * 13 + i;

          made_fat_put (entry + places[i], at < length ? units[at] : at == length ? 0 : 0xffff, 2);
        }
    }
}
