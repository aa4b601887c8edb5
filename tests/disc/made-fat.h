/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diskettes written byte by byte, good or bad as the test wants them. Clusters have one sector. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADE_FAT_SECTOR 512u
#define MADE_FAT_ROOT 0u

typedef struct
{
  GByteArray *bytes; /* (owned) */
  guint bits, table_sectors, n_root;
  gsize table, root, data;
} MadeFat;

/* Its first sector says what it is but where it is of 1982 (`plain`). */
void made_fat_begin (MadeFat *self, guint bits, gboolean plain);
/* What follows a cluster, in both tables. */
void made_fat_chain (MadeFat *self, guint32 cluster, guint32 next);
guint8 *made_fat_cluster (MadeFat *self, guint32 cluster);
/* One entry at the end of a folder. */
guint8 *made_fat_add (MadeFat *self, guint32 folder, const char *name, guint8 attributes, guint32 cluster, guint32 size);
/* The entries of a long name, for the one that is added next. */
void made_fat_add_long (MadeFat *self, guint32 folder, const char *name, const char *short_name);
/* So many bytes, the low one first. */
void made_fat_put (guint8 *place, guint32 value, int n);

G_END_DECLS
