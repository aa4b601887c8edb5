/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels of a part of a page, as they are put on the screen. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-piece.h"

#include <gsk/gsk.h>
#include <math.h>

/* A piece that was made for this scale lies on pixels of the screen: then it is copied, not smoothed. */
static void
snap (float *start, float *length, int n_pixels, float scale)
{
  if (fabsf (*length * scale - (float) n_pixels) > 0.5f)
    return;
  *start = roundf (*start * scale) / scale;
  *length = (float) n_pixels / scale;
}

void
rc_page_piece_draw (const RcPagePiece *self, GtkWidget *widget, GtkSnapshot *snapshot, const graphene_rect_t *area)
{
  float scale = (float) gtk_widget_get_scale_factor (widget);
  int width = gdk_texture_get_width (self->texture), height = gdk_texture_get_height (self->texture);
  graphene_rect_t where = GRAPHENE_RECT_INIT (area->origin.x + self->where.origin.x * area->size.width,
                                              area->origin.y + self->where.origin.y * area->size.height,
                                              self->where.size.width * area->size.width, self->where.size.height * area->size.height);
  cairo_t *cr;

  snap (&where.origin.x, &where.size.width, width, scale);
  snap (&where.origin.y, &where.size.height, height, scale);
  if (!GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (gtk_widget_get_native (widget))))
    {
      gtk_snapshot_append_texture (snapshot, self->texture, &where);
      return;
    }
  /* Without a graphics card GTK 4.8 converts the whole of a texture in each frame, slowly, whatever of it is in sight. */
  cr = gtk_snapshot_append_cairo (snapshot, &where);
  cairo_translate (cr, where.origin.x, where.origin.y);
  cairo_scale (cr, where.size.width / (float) width, where.size.height / (float) height);
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_destroy (cr);
}
