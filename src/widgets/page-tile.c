/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiles in which pages are made. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-tile.h"

#include <math.h>

#define LARGEST_WHOLE (4 * 1000 * 1000) /* pixels of a page that is made in one piece */
#define TILE 1024                       /* pixels a side of the tiles of larger ones */

guint
rc_page_tile_hash (gconstpointer data)
{
  const RcPageTile *self = data;

  return ((self->page * 31u + (guint) self->width) * 31u + (guint) self->column) * 31u + (guint) self->row + self->turns + 4u * self->night;
}

gboolean
rc_page_tile_equal (gconstpointer one, gconstpointer two)
{
  return memcmp (one, two, sizeof (RcPageTile)) == 0;
}

static gboolean
is_whole (const RcPageTile *self)
{
  return (gint64) self->width * self->height <= LARGEST_WHOLE;
}

RcPdfArea
rc_page_tile_get_area (const RcPageTile *self)
{
  if (is_whole (self))
    return (RcPdfArea){ 0, 0, self->width, self->height };
  return (RcPdfArea){ self->column * TILE, self->row * TILE, MIN (TILE, self->width - self->column * TILE),
                      MIN (TILE, self->height - self->row * TILE) };
}

graphene_rect_t
rc_page_tile_get_where (const RcPageTile *self)
{
  RcPdfArea area = rc_page_tile_get_area (self);

  return GRAPHENE_RECT_INIT ((float) area.x / (float) self->width, (float) area.y / (float) self->height,
                             (float) area.width / (float) self->width, (float) area.height / (float) self->height);
}

void
rc_page_tile_for_each (const RcPageTile *self, const graphene_rect_t *part, RcPageTileFunc func, gpointer object, gpointer data)
{
  RcPageTile tile = *self;
  int left, right, top, bottom;

  if (is_whole (self))
    {
      func (object, self, data);
      return;
    }
  left = (int) floor (part->origin.x * self->width / TILE);
  right = (int) ceil ((part->origin.x + part->size.width) * self->width / TILE);
  top = (int) floor (part->origin.y * self->height / TILE);
  bottom = (int) ceil ((part->origin.y + part->size.height) * self->height / TILE);
  for (tile.row = MAX (top, 0); tile.row < MIN (bottom, (self->height + TILE - 1) / TILE); tile.row++)
    for (tile.column = MAX (left, 0); tile.column < MIN (right, (self->width + TILE - 1) / TILE); tile.column++)
      func (object, &tile, data);
}
