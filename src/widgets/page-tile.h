/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiles in which pages are made: one for all of it, or several where it is large. (RcPagePiece is what is drawn of them.) */
#pragma once

#include "documents/pdf.h"

#include <graphene.h>

G_BEGIN_DECLS

/* Which tile of which page; all of it is compared byte by byte, so there are no gaps. */
typedef struct
{
  guint32 page;
  gint32 width, height; /* pixels of the whole page, scaled and turned */
  guint16 turns;
  guint16 night;
  gint32 column, row;
} RcPageTile;

/* For hash tables. */
guint rc_page_tile_hash (gconstpointer data);
gboolean rc_page_tile_equal (gconstpointer one, gconstpointer two);

RcPdfArea rc_page_tile_get_area (const RcPageTile *self);
/* The same as a part of the page, whose sides are 1. */
graphene_rect_t rc_page_tile_get_where (const RcPageTile *self);
/* Calls for each tile of the page of `self` that the part has something of. */
typedef void (*RcPageTileFunc) (gpointer object, const RcPageTile *tile, gpointer data);
void rc_page_tile_for_each (const RcPageTile *self, const graphene_rect_t *part, RcPageTileFunc func, gpointer object, gpointer data);

G_END_DECLS
