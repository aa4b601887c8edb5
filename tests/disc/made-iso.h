/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images of ISO 9660 made byte by byte, so that anything can be wrong in them. */
#pragma once

#include <glib.h>

#define MADE_SECTOR 2048
#define MADE_ROOT 18 /* the first sector of the top folder */

/* Descriptors and a top folder of so many sectors, with its first two entries; all behind is room. */
GByteArray *made_iso_new (guint root_sectors, guint n_sectors);
/* Writes an entry at the end of what is in the folder that begins at `sector`. The name may hold anything. */
void made_iso_add (GByteArray *image, guint sector, const char *name, gsize length, guint32 at, guint32 size, guint8 flags);
/* The first two entries of a folder. */
void made_iso_begin_folder (GByteArray *image, guint sector, guint n_sectors, guint parent);
