/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One small page of a document with its number. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/page-textures.h"

G_BEGIN_DECLS

#define RC_THUMBNAIL_WIDTH 92
#define RC_THUMBNAIL_HEIGHT 124

#define RC_TYPE_THUMBNAIL (rc_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (RcThumbnail, rc_thumbnail, RC, THUMBNAIL, GtkWidget)

GtkWidget *rc_thumbnail_new (void);
/* Shows a page (from 0) of what the textures are of, asking for it when it is not there. NULL: shows nothing, asks no more. The size
 * is in points. */
void rc_thumbnail_set_page (RcThumbnail *self, RcPageTextures *textures, guint page, const RcPdfSize *size);
guint rc_thumbnail_get_page (RcThumbnail *self);
/* The page that is being read stands out. */
void rc_thumbnail_set_current (RcThumbnail *self, gboolean current);

G_END_DECLS
