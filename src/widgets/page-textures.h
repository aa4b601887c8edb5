/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of one document as textures: asked for, made elsewhere, kept while there is room. */
#pragma once

#include <gtk/gtk.h>

#include "documents/pdf.h"
#include "widgets/page-piece.h"

G_BEGIN_DECLS

#define RC_PAGE_SMALL_SCALE 0.15 /* pixels a point of the small pages: an A4 page is 89 by 126 */

/* A page as it is to be seen. */
typedef struct
{
  guint page;
  RcPdfSize size; /* points, as the file has them */
  double scale;   /* pixels a point */
  guint turns;    /* quarters to the right */
} RcPageLook;

#define RC_TYPE_PAGE_TEXTURES (rc_page_textures_get_type ())
G_DECLARE_FINAL_TYPE (RcPageTextures, rc_page_textures, RC, PAGE_TEXTURES, GObject)

/* Keeps at most so many bytes, least recently used ones go first. A page of some size is made in tiles, of which there are those
 * that were asked for.
 * Signal "changed" (guint page): a texture of the page has come, or it has failed. */
RcPageTextures *rc_page_textures_new (RcPdf *pdf, gsize limit_bytes);
RcPdf *rc_page_textures_get_pdf (RcPageTextures *self);

/* Dark pages from now on; light ones are kept, but not shown. */
void rc_page_textures_set_night (RcPageTextures *self, gboolean night);
gboolean rc_page_textures_get_night (RcPageTextures *self);

/* RcPagePiece: what there is to be drawn of a part of the page (its sides being 1), one above the other: what is as asked for, and where that is
 * not there yet other scales below it. `exact` tells whether nothing is missing. */
GArray *rc_page_textures_get (RcPageTextures *self, const RcPageLook *look, const graphene_rect_t *part, gboolean *exact);

/* Has the part made, lower priority first. What nobody wants any more is not begun, or given up when it takes long. */
void rc_page_textures_want (RcPageTextures *self, gconstpointer owner, const RcPageLook *look, const graphene_rect_t *part, int priority);
/* Nothing is begun while it waits. */
void rc_page_textures_set_waiting (RcPageTextures *self, gboolean waiting);
/* Whoever wants something says so too when it goes away. */
void rc_page_textures_unwant (RcPageTextures *self, gconstpointer owner);

/* TRUE when the page could not be made; retry lets it be wanted again. */
gboolean rc_page_textures_has_failed (RcPageTextures *self, guint page);
void rc_page_textures_retry (RcPageTextures *self, guint page);

G_END_DECLS
