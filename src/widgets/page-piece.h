/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels of a part of a page, as they are put on the screen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The part of the page it is of, both sides of the page being 1. The rest is borrowed from the cache until the main loop runs again. */
typedef struct
{
  GdkTexture *texture;
  cairo_surface_t *surface; /* the same pixels */
  graphene_rect_t where;
} RcPagePiece;

/* `area` is that of the whole page in the widget. */
void rc_page_piece_draw (const RcPagePiece *self, GtkWidget *widget, GtkSnapshot *snapshot, const graphene_rect_t *area);

G_END_DECLS
