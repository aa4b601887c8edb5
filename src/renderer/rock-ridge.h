/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind the entries of an ISO 9660 folder: names as Unix has them, links, folders moved elsewhere, packed files. */
#pragma once

#include "renderer/volume.h"

G_BEGIN_DECLS

typedef struct
{
  GString *name;       /* (owned) empty: none */
  gboolean known;      /* something of it was there */
  gboolean other;      /* a link, a device */
  gboolean moved_here; /* a folder that is shown elsewhere */
  gint64 child;        /* the block where a folder that was moved is; 0: none */
  gint64 mtime;        /* 0: none */
  gint64 real_size;    /* of a packed file */
  guint8 block_log2;   /* of it; 0: it is not packed in blocks */
  gboolean packed;     /* in another way */
} RcRockRidge;

/* Whether the first entry of the top folder says that there is any; `skip` (out) is what to leave out before each. */
gboolean rc_rock_ridge_find (const guint8 *area, gsize size, guint *skip);
/* Reads one area and those it is continued in. The name is that of the caller, and made empty first. */
void rc_rock_ridge_read (RcVolume *volume, const guint8 *area, gsize size, guint block_size, RcRockRidge *result);

/* The seven bytes of a date; 0: none. */
gint64 rc_iso9660_parse_date (const guint8 *bytes);

G_END_DECLS
