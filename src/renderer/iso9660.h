/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One tree of an ISO 9660 volume. */
#pragma once

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

G_END_DECLS
