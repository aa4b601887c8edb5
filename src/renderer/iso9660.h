/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One tree of an ISO 9660 volume. */
#pragma once

#include "renderer/big-endian.h"
#include "renderer/little-endian.h"
#include "renderer/volume.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 root, root_size; /* block and bytes of the top folder */
  guint block_size;
  guint skip;              /* of Rock Ridge */
  gboolean joliet;
  gboolean rock_ridge;
} RcIso9660Tree;

gboolean rc_iso9660_find_rock_ridge (RcVolume *volume, const RcIso9660Tree *tree, guint *skip);
/* Adds what is in it. */
void rc_iso9660_walk (RcVolume *volume, const RcIso9660Tree *tree);

/* Adds what a computer starts from, by the catalogue in that sector, where the trees do not have it as a file. */
void rc_iso9660_add_boot (RcVolume *volume, guint32 catalogue);

/* A number that stands there twice, the low byte first and then the high one; some programs wrote only one of them. */
static inline guint32
rc_get_both32 (const guint8 *bytes)
{
  guint32 low_first = rc_get_le32 (bytes);

  return low_first != 0 ? low_first : rc_get_be32 (bytes + 4);
}

G_END_DECLS
