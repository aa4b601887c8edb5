/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of partitions at the beginning of a hard disk, a memory card or a disc of a Macintosh. */
#pragma once

#include "renderer/image.h"

G_BEGIN_DECLS

#define RC_MAX_PARTITIONS 64

typedef struct
{
  guint number;  /* as the table counts */
  gint64 start;  /* bytes */
  gint64 other_start; /* where it may be as well: some tables count in blocks of another size than they say. -1: nowhere */
  gint64 length; /* bytes */
  gboolean hfs;  /* the table says so */
} RcPartition;

/* The map of a Macintosh; NULL when there is none. */
GArray *rc_partitions_find_apple (RcImage *image);
/* Those that may have files, of whatever table there is, which is named in `table`; NULL when there is none. */
GArray *rc_partitions_find (RcImage *image, const char **table);

G_END_DECLS
