/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What HFS and HFS Plus have in common. Their numbers have the greater byte first. */
#pragma once

#include "renderer/big-endian.h"
#include "renderer/volume.h"

G_BEGIN_DECLS

#define RC_HFS_TOP_FOLDER 2
#define RC_HFS_CATALOGUE_FILE 4
#define RC_HFS_EPOCH G_GINT64_CONSTANT (2082844800) /* its years begin in 1904 */

/* A folder of the catalogue, by its number in a table: its path is known when all of them are. */
typedef struct
{
  guint32 parent;
  char *name; /* (owned) */
  gint64 mtime;
  const char *path; /* (nullable) of the volume */
  gboolean asked;   /* for its path: one that leads back to itself has none */
} RcHfsFolder;
GHashTable *rc_hfs_folders_new (void);
/* Takes the name. */
void rc_hfs_folders_add (GHashTable *self, guint32 id, guint32 parent, char *name, gint64 mtime);
/* (nullable) The path of a folder, "" for the top. It is added to the volume when it is first asked for. */
const char *rc_hfs_folders_find_path (GHashTable *self, RcVolume *volume, guint32 id);
/* Those that nothing is in, too. */
void rc_hfs_folders_add_all (GHashTable *self, RcVolume *volume);

/* Bytes of a file that lies in these places. */
gssize rc_hfs_read_fork (RcVolume *volume, const GArray *extents, guint8 *buffer, gsize length, gint64 offset);
/* How many resources were not read. */
void rc_hfs_tell_forks (RcVolume *volume, guint n_forks);

/* A volume of HFS Plus that begins at this byte of the image. FALSE when there is none. */
gboolean rc_hfs_plus_add (RcVolume *volume, gint64 start);

G_END_DECLS
