/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page for dark rooms: light ink on dark paper, pictures as they are. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/night.h"

#define TILE 24          /* pixels a side of the patches that are judged as one */
#define MANY_COLUMNS 12  /* of patches: a page, and not one of a list */
#define N_LEVELS 16      /* steps of lightness that are told apart */
#define PAPER_SHADE 0x1e /* white becomes this grey, black the light one */
#define INK_SHADE 0xea

#define RED(pixel) (((pixel) >> 16) & 0xff)
#define GREEN(pixel) (((pixel) >> 8) & 0xff)
#define BLUE(pixel) ((pixel) &0xff)

static guint
get_lightness (guint32 pixel)
{
  guint high = MAX (RED (pixel), MAX (GREEN (pixel), BLUE (pixel)));
  guint low = MIN (RED (pixel), MIN (GREEN (pixel), BLUE (pixel)));

  return (high + low) / 2;
}

/* Text and drawings are two or three tones with paper between them, or fields of one colour; a photograph has many tones, hardly any paper,
 * and pixels that differ from those beside them. */
static gboolean
is_picture (const guint32 *pixels, guint stride, guint width, guint height)
{
  guint levels[N_LEVELS] = { 0 };
  guint n_levels = 0, n_same = 0;
  guint n = width * height;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        levels[get_lightness (pixels[y * stride + x]) * N_LEVELS / 256]++;
        n_same += x > 0 && pixels[y * stride + x] == pixels[y * stride + x - 1];
      }

  for (guint i = 0; i < N_LEVELS; i++)
    if (levels[i] * 50 > n)
      n_levels++;
  return n_levels >= 4 && n_same * 2 < n && levels[N_LEVELS - 1] * 8 < n && levels[0] * 2 < n;
}

/* Turns the lightness over and moves all three colours by the same amount, so that the hue stays. */
static guint32
turn (guint32 pixel)
{
  int lightness = (int) get_lightness (pixel);
  int wanted = INK_SHADE - lightness * (INK_SHADE - PAPER_SHADE) / 255;
  int by = wanted - lightness;
  int red = CLAMP ((int) RED (pixel) + by, 0, 255);
  int green = CLAMP ((int) GREEN (pixel) + by, 0, 255);
  int blue = CLAMP ((int) BLUE (pixel) + by, 0, 255);

  return (pixel & 0xff000000u) | ((guint32) red << 16) | ((guint32) green << 8) | (guint32) blue;
}

/* How many patches a side a picture has at least; the pages of a list are small, and so are theirs. */
static guint
get_least_side (guint columns, guint rows)
{
  return MIN (columns >= MANY_COLUMNS ? 3 : 2, MIN (columns, rows));
}

/* Patches are left alone only in blocks: rows of them are letters on a coloured ground, single ones shaded corners of drawings. */
static guint8 *
find_blocks (const guint8 *pictures, guint columns, guint rows)
{
  const guint side = get_least_side (columns, rows);
  guint8 *blocks = g_malloc0 ((gsize) columns * rows + 1);

  for (guint row = 0; row + side <= rows; row++)
    for (guint column = 0; column + side <= columns; column++)
      {
        guint n = 0;

        for (guint i = 0; i < side * side; i++)
          n += pictures[(row + i / side) * columns + column + i % side];
        for (guint i = 0; n == side * side && i < n; i++)
          blocks[(row + i / side) * columns + column + i % side] = 1;
      }
  return blocks;
}

void
rc_night_recolour (guint32 *pixels, guint width, guint height)
{
  guint columns = (width + TILE - 1) / TILE;
  guint rows = (height + TILE - 1) / TILE;
  g_autofree guint8 *pictures = g_malloc0 ((gsize) columns * rows + 1);
  g_autofree guint8 *blocks = NULL;

  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < columns; column++)
      pictures[row * columns + column] = is_picture (pixels + (gsize) row * TILE * width + column * TILE, width,
                                                     MIN (TILE, width - column * TILE), MIN (TILE, height - row * TILE));
  blocks = find_blocks (pictures, columns, rows);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      if (!blocks[y / TILE * columns + x / TILE])
        pixels[(gsize) y * width + x] = turn (pixels[(gsize) y * width + x]);
}
