/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that were packed in blocks when the disc was made. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/little-endian.h"

#include <string.h>
#include <zlib.h>

#include "renderer/volume.h"

#define HEADER 16
#define MAX_PACKED (1u << 20)

static const guint8 magic[8] = { 0x37, 0xe4, 0x53, 0x96, 0xc9, 0xdb, 0xd6, 0x07 };

/* One block into `block`, which has room for it; how long it is, -1 for damage. */
static gssize
unpack_block (RcVolume *self, const RcNode *node, guint header_size, gint64 number, guint8 *block, gsize room)
{
  guint8 pointers[8];
  guint32 start, end;
  uLongf size = room;
  g_autofree guint8 *packed = NULL;

  if (rc_volume_read_extents (self, node, pointers, sizeof pointers, header_size + number * 4) != sizeof pointers)
    return -1;
  start = rc_get_le32 (pointers);
  end = rc_get_le32 (pointers + 4);
  if (start == end)
    {
      memset (block, 0, room);
      return (gssize) room;
    }
  if (end < start || end - start > MAX_PACKED)
    return -1;
  packed = g_malloc (end - start);
  if (rc_volume_read_extents (self, node, packed, end - start, start) != (gssize) (end - start) ||
      uncompress (block, &size, packed, end - start) != Z_OK)
    return -1;
  return (gssize) size;
}

gssize
rc_volume_read_zisofs (RcVolume *self, const RcNode *node, guint8 *buffer, gsize length, gint64 offset, const char **message)
{
  gsize block_size = (gsize) 1 << node->block_log2;
  g_autofree guint8 *block = g_malloc (block_size);
  guint8 header[HEADER];
  gsize done = 0;

  *message = "it is packed, and damaged";
  if (rc_volume_read_extents (self, node, header, sizeof header, 0) != sizeof header || memcmp (header, magic, sizeof magic) != 0 ||
      header[13] != node->block_log2)
    return -1;
  while (done < length)
    {
      gsize within = (gsize) (offset % (gint64) block_size);
      gssize got = unpack_block (self, node, header[12] * 4u, offset / (gint64) block_size, block, block_size);
      gsize step;

      if (got < 0 || (gsize) got <= within)
        return -1;
      step = MIN ((gsize) got - within, length - done);
      memcpy (buffer + done, block + within, step);
      done += step;
      offset += (gint64) step;
    }
  return (gssize) done;
}
