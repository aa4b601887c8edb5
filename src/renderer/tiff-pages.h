/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a TIFF, from its directories alone. GdkPixbuf decodes the page that the head of the file leads to, so whoever
 * wants another one hands it a head that leads there. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_TIFF_HEAD 8 /* bytes */

typedef struct
{
  guint32 place; /* of its directory in the file */
  guint32 width, height; /* pixels, as it stands upright */
  double points; /* of one of them on paper */
} RcTiffPage;

#define RC_PICTURE_DOTS 96 /* an inch, where nothing speaks for another size */

/* How large a pixel of a picture is on paper. `dots` an inch is what the file says, 0: nothing. What has so many pixels that it must be
 * a scan, and does not say which, is taken for a page of A4. */
double rc_picture_get_points (guint32 width, guint32 height, double dots);
/* (transfer full) RcTiffPage, without small copies of pages; empty when the file is no TIFF. What is behind a directory that cannot be
 * read is left out. */
GArray *rc_tiff_find_pages (int fd);
/* Makes the head lead to that page. */
void rc_tiff_point (guint8 head[RC_TIFF_HEAD], guint32 place);

G_END_DECLS
