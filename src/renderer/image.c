/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sectors of disc images, plain and raw, and the name in the volume descriptors. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/image.h"

#include <string.h>
#include <unistd.h>

#define SECTOR 2048
#define RAW_SECTOR 2352
#define FIRST_DESCRIPTOR 16
#define MAX_DESCRIPTORS 32
#define PRIMARY 1
#define BLOCKS_OFFSET 80      /* four bytes, the low one first */
#define BLOCK_SIZE_OFFSET 128 /* two */
#define VOLUME_OFFSET 40
#define VOLUME_LENGTH 32

struct _RcImage
{
  int fd;       /* (owned) */
  gint64 size;  /* of the data */
  int raw_skip; /* bytes before the data in a raw sector; 0: a plain image */
};

RcImage *
rc_image_new (int fd)
{
  static const guint8 sync[12] = { 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0 };
  RcImage *self = g_new0 (RcImage, 1);
  guint8 start[16];

  self->fd = fd;
  self->size = MAX (0, lseek (fd, 0, SEEK_END)); /* of a drive fstat knows no size */
  if (pread (fd, start, sizeof start, 0) == sizeof start && memcmp (start, sync, sizeof sync) == 0)
    {
      /* The header tells the mode; in mode 2 a subheader stands before the data. */
      self->raw_skip = start[15] == 2 ? 24 : 16;
      self->size = self->size / RAW_SECTOR * SECTOR;
    }
  return self;
}

gssize
rc_image_read (RcImage *self, void *buffer, gsize size, gint64 offset)
{
  gsize within = offset % SECTOR;

  if (offset >= self->size)
    return 0;
  if (self->raw_skip == 0)
    return pread (self->fd, buffer, size, offset);
  return pread (self->fd, buffer, MIN (size, SECTOR - within), offset / SECTOR * RAW_SECTOR + self->raw_skip + within);
}

gint64
rc_image_get_size (RcImage *self)
{
  return self->size;
}

/* Joliet's names are UTF-16 with the high byte first. */
static char *
decode_joliet (const char *bytes)
{
  gunichar2 units[VOLUME_LENGTH / 2];

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    units[i] = (gunichar2) ((guint8) bytes[2 * i] << 8 | (guint8) bytes[2 * i + 1]);
  return g_utf16_to_utf8 (units, G_N_ELEMENTS (units), NULL, NULL, NULL);
}

static char *
decode_volume (const guint8 *descriptor)
{
  const char *bytes = (const char *) descriptor + VOLUME_OFFSET;
  gboolean joliet = descriptor[0] == 2 && descriptor[88] == '%' && descriptor[89] == '/';
  g_autofree char *text = joliet ? decode_joliet (bytes) : g_utf8_make_valid (bytes, strnlen (bytes, VOLUME_LENGTH));

  if (!text)
    return NULL;
  g_strstrip (text);
  return *text ? g_steal_pointer (&text) : NULL;
}

char *
rc_image_dup_volume (RcImage *self)
{
  char *volume = NULL;

  for (int i = 0; i < MAX_DESCRIPTORS; i++)
    {
      guint8 descriptor[SECTOR];
      char *found;

      if (rc_image_read (self, descriptor, SECTOR, (gint64) (FIRST_DESCRIPTOR + i) * SECTOR) != SECTOR ||
          memcmp (descriptor + 1, "CD001", 5) != 0 || descriptor[0] == 255)
        break;
      if (descriptor[0] != 1 && descriptor[0] != 2)
        continue;
      found = decode_volume (descriptor);
      if (!found)
        continue;
      g_free (volume);
      volume = found;
    }
  return volume;
}

gint64
rc_image_get_missing (RcImage *self)
{
  guint8 descriptor[SECTOR];
  guint32 n_blocks;
  guint16 block_size;

  if (rc_image_read (self, descriptor, SECTOR, (gint64) FIRST_DESCRIPTOR * SECTOR) != SECTOR || descriptor[0] != PRIMARY ||
      memcmp (descriptor + 1, "CD001", 5) != 0)
    return 0;
  memcpy (&n_blocks, descriptor + BLOCKS_OFFSET, sizeof n_blocks);
  memcpy (&block_size, descriptor + BLOCK_SIZE_OFFSET, sizeof block_size);
  return MAX (0, (gint64) GUINT32_FROM_LE (n_blocks) * GUINT16_FROM_LE (block_size) - self->size);
}
