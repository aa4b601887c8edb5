/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawings on covers. All are drawn on a sheet 100 wide, scaled to the cover. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/cover-motif.h"

#include <math.h>

typedef void (*Motif) (cairo_t *cr, double h);

static void
white (cairo_t *cr, double alpha)
{
  cairo_set_source_rgba (cr, 1, 1, 1, alpha);
}

static void
waves (cairo_t *cr, double h)
{
  cairo_set_line_width (cr, 1.3);
  for (int i = 0; i < 7; i++)
    {
      double y = h * .54 + i * h * .075;
      white (cr, .34);
      cairo_move_to (cr, -10, y);
      for (int k = 0; k < 6; k++)
        cairo_rel_curve_to (cr, 8, k % 2 ? 8 : -8, 14, k % 2 ? 8 : -8, 22, 0);
      cairo_stroke (cr);
    }
}

static void
sun (cairo_t *cr, double h)
{
  cairo_set_line_width (cr, 1.3);
  for (int i = 0; i < 6; i++)
    {
      white (cr, .46 - i * .06);
      cairo_arc (cr, 70, h * .78, 11 + i * 11, 0, 2 * G_PI);
      cairo_stroke (cr);
    }
  white (cr, .65);
  cairo_arc (cr, 70, h * .78, 6, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
bricks (cairo_t *cr, double h)
{
  for (int row = 0; row < 7; row++)
    for (int column = -1; column < 7; column++)
      {
        white (cr, .12 + ((row * 5 + column * 3) & 3) * .07);
        cairo_rectangle (cr, column * 16 + (row % 2) * 8, h * .56 + row * 9.5, 14.5, 8);
        cairo_fill (cr);
      }
}

static void
lattice (cairo_t *cr, double h)
{
  cairo_set_line_width (cr, 1.2);
  white (cr, .3);
  for (int i = -8; i < 9; i++)
    {
      cairo_move_to (cr, i * 14, h);
      cairo_rel_line_to (cr, h * .45, -h * .45);
      cairo_move_to (cr, 100 - i * 14, h);
      cairo_rel_line_to (cr, -h * .45, -h * .45);
    }
  cairo_rectangle (cr, 0, h * .55, 100, h);
  cairo_stroke (cr);
}

static void
rays (cairo_t *cr, double h)
{
  cairo_set_line_width (cr, 1.4);
  white (cr, .42);
  for (int i = -8; i <= 8; i++)
    {
      double angle = i * 8.5 * G_PI / 180;
      cairo_move_to (cr, 50, h);
      cairo_line_to (cr, 50 + sin (angle) * h * .55 / MAX (cos (angle), .3), h - h * .55);
    }
  cairo_stroke (cr);
}

static void
hills (cairo_t *cr, double h)
{
  static const double back[] = { 0, .80, 24, .63, 40, .74, 66, .53, 100, .78 };
  static const double front[] = { 0, .88, 30, .75, 52, .87, 76, .71, 100, .84 };
  const double *lines[] = { back, front };

  for (guint i = 0; i < 2; i++)
    {
      white (cr, .18 + .06 * i);
      cairo_move_to (cr, 0, h);
      for (guint k = 0; k < 10; k += 2)
        cairo_line_to (cr, lines[i][k], h * lines[i][k + 1]);
      cairo_line_to (cr, 100, h);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

static void
dots (cairo_t *cr, double h)
{
  for (int row = 0; row < 6; row++)
    for (int column = 0; column < 9; column++)
      {
        white (cr, .22 + .05 * ((row + column) % 4));
        cairo_arc (cr, 10 + column * 11, h * .6 + row * 10, 1.6 + .45 * row, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

static void
grid (cairo_t *cr, double h)
{
  static const double line[] = { 0, .93, 20, .85, 38, .87, 58, .72, 78, .69, 101, .55 };

  cairo_set_line_width (cr, .8);
  white (cr, .28);
  for (int i = 0; i < 10; i++)
    {
      cairo_move_to (cr, i * 11, h * .53);
      cairo_line_to (cr, i * 11, h);
      cairo_move_to (cr, 0, h - 2 - i * 8.5);
      cairo_rel_line_to (cr, h - 2 - i * 8.5 > h * .53 ? 100 : 0, 0);
    }
  cairo_stroke (cr);
  cairo_set_line_width (cr, 2);
  white (cr, .7);
  for (guint k = 0; k < G_N_ELEMENTS (line); k += 2)
    cairo_line_to (cr, line[k], h * line[k + 1]);
  cairo_stroke (cr);
}

static void
disc (cairo_t *cr, double h)
{
  static const double radii[] = { 38, 31, 24, 17 };
  /* On a square cover it rises from the lower edge, below the words. */
  double y = h < 120 ? h : h * .66;

  white (cr, .16);
  cairo_arc (cr, 50, y, radii[0], 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1.2);
  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      white (cr, i == 0 ? .6 : .28);
      cairo_arc (cr, 50, y, radii[i], 0, 2 * G_PI);
      cairo_stroke (cr);
    }
  cairo_set_line_width (cr, 1.8);
  white (cr, .7);
  cairo_arc (cr, 50, y, 9, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_arc (cr, 50, y, 3.5, 0, 2 * G_PI);
  cairo_fill (cr);
}

static const Motif motifs[] = { disc, waves, sun, bricks, lattice, rays, hills, dots, grid };

guint
rc_cover_motif_pick (gint64 id, const char *group)
{
  guint64 hash = (guint64) id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  if (g_str_equal (group, "disc") || g_str_equal (group, "file"))
    return 0;
  return 1 + (hash >> 33) % (G_N_ELEMENTS (motifs) - 1);
}

void
rc_cover_motif_draw (cairo_t *cr, guint motif, double width, double height)
{
  g_return_if_fail (motif < G_N_ELEMENTS (motifs));

  cairo_save (cr);
  cairo_scale (cr, width / 100, width / 100);
  motifs[motif](cr, height * 100 / width);
  cairo_restore (cr);
}
