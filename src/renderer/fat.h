/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FAT of all sizes: where on a diskette, card or partition its tables, its top folder and its clusters are, and which of them a file has. */
#pragma once

#include "renderer/volume.h"

G_BEGIN_DECLS

typedef struct
{
  guint bits;            /* of an entry of the table: 12, 16, 32 */
  guint32 cluster_size;  /* bytes */
  guint32 end;           /* the first number that is no cluster's; they begin with 2 */
  gint64 root;           /* where the top folder is, with FAT12 and FAT16; bytes */
  guint32 root_size;     /* bytes; 0: it has clusters, as any folder */
  guint32 root_cluster;
  gint64 data;           /* where the first cluster is; bytes */
  gint64 size;           /* of all, by its own word; bytes */
  char *name;            /* (owned) (nullable) as its first sector has it */
  guint8 *tables[2];     /* (owned) (nullable) the second one is used where the first one makes no sense */
  guint8 *used;          /* (owned) a bit a cluster: some file has it */
  guint n_steps;         /* that may still be made along chains of files */
} RcFat;

/* Looks at the first sector of the image, or at what kind of diskette it must be. FALSE when there is no FAT. */
gboolean rc_fat_read (RcFat *self, RcVolume *volume);
void rc_fat_clear (RcFat *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcFat, rc_fat_clear)

/* Appends the places (RcExtent) of `size` bytes that begin with a cluster; of a folder, whose size nobody knows, less. (nullable) What is
 * wrong with them. */
const char *rc_fat_follow (RcFat *self, guint32 first, gint64 size, gboolean folder, GArray *extents);

G_END_DECLS
