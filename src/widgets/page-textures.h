/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of one document as textures: asked for, made elsewhere, kept while there is room. */
#pragma once

#include <gtk/gtk.h>

#include "documents/pdf.h"

G_BEGIN_DECLS

#define RC_TYPE_PAGE_TEXTURES (rc_page_textures_get_type ())
G_DECLARE_FINAL_TYPE (RcPageTextures, rc_page_textures, RC, PAGE_TEXTURES, GObject)

/* Keeps at most so many bytes, least recently used ones go first.
 * Signal "changed" (guint page): a texture of the page has come, or it has failed. */
RcPageTextures *rc_page_textures_new (RcPdf *pdf, gsize limit_bytes);
RcPdf *rc_page_textures_get_pdf (RcPageTextures *self);

/* Dark pages from now on; light ones are kept, but not shown. */
void rc_page_textures_set_night (RcPageTextures *self, gboolean night);
gboolean rc_page_textures_get_night (RcPageTextures *self);

/* The texture nearest to this scale (pixels a point), or NULL; borrowed. `exact` tells whether it is the right one. */
GdkTexture *rc_page_textures_get (RcPageTextures *self, guint page, double scale, gboolean *exact);

/* Has the page made, lower priority first. What is wanted no more is forgotten before it is begun; what is begun is kept. */
void rc_page_textures_want (RcPageTextures *self, guint page, double scale, int priority);
void rc_page_textures_unwant (RcPageTextures *self, guint page);
/* What shows the pages says so too when it goes away. */
void rc_page_textures_unwant_all (RcPageTextures *self);

/* TRUE when the page could not be made; retry lets it be wanted again. */
gboolean rc_page_textures_has_failed (RcPageTextures *self, guint page);
void rc_page_textures_retry (RcPageTextures *self, guint page);

G_END_DECLS
