/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made-iso.h"

#include <string.h>

static void
put_both (guint8 *place, guint32 value)
{
  guint32 low = GUINT32_TO_LE (value), high = GUINT32_TO_BE (value);

  memcpy (place, &low, 4);
  memcpy (place + 4, &high, 4);
}

static void
write_record (guint8 *place, const char *name, gsize length, guint32 at, guint32 size, guint8 flags)
{
  place[0] = (guint8) (33 + length + (length % 2 == 0));
  put_both (place + 2, at);
  put_both (place + 10, size);
  memcpy (place + 18, (const guint8[]){ 101, 9, 9, 1, 46, 40, 0 }, 7);
  place[25] = flags;
  place[28] = 1;
  place[32] = (guint8) length;
  memcpy (place + 33, name, length);
}

void
made_iso_add (GByteArray *image, guint sector, const char *name, gsize length, guint32 at, guint32 size, guint8 flags)
{
  guint8 *folder = image->data + sector * MADE_SECTOR;
  gsize place = 0, need = 33 + length + (length % 2 == 0);

  for (;;)
    {
      while (folder[place] != 0)
        place += folder[place];
      if (place % MADE_SECTOR + need <= MADE_SECTOR)
        break;
      place = (place / MADE_SECTOR + 1) * MADE_SECTOR;
    }
  write_record (folder + place, name, length, at, size, flags);
}

void
made_iso_begin_folder (GByteArray *image, guint sector, guint n_sectors, guint parent)
{
  guint8 *folder = image->data + sector * MADE_SECTOR;

  write_record (folder, "\0", 1, sector, n_sectors * MADE_SECTOR, 2);
  write_record (folder + folder[0], "\1", 1, parent, MADE_SECTOR, 2);
}

GByteArray *
made_iso_new (guint root_sectors, guint n_sectors)
{
  GByteArray *image = g_byte_array_new ();
  guint8 *descriptor;

  g_byte_array_set_size (image, n_sectors * MADE_SECTOR);
  memset (image->data, 0, image->len);
  descriptor = image->data + 16 * MADE_SECTOR;
  memcpy (descriptor, "\1CD001\1", 7);
  memset (descriptor + 40, ' ', 32);
  memcpy (descriptor + 40, "MADE", 4);
  put_both (descriptor + 80, n_sectors);
  memcpy (descriptor + 128, (const guint8[]){ 0, 8, 8, 0 }, 4);
  write_record (descriptor + 156, "\0", 1, MADE_ROOT, root_sectors * MADE_SECTOR, 2);
  memcpy (image->data + 17 * MADE_SECTOR, "\xff" "CD001\1", 7);
  made_iso_begin_folder (image, MADE_ROOT, root_sectors, MADE_ROOT);
  return image;
}
