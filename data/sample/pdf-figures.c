/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the motifs of covers, bar charts and sketches of maps. */

#include "pdf-figures.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* "#rrggbb"; anything else is a dark blue. */
PdfColour
pdf_colour_parse (const char *text)
{
  guint64 value = text != NULL && *text == '#' ? g_ascii_strtoull (text + 1, NULL, 16) : 0x0f4c81;

  return (PdfColour){ ((value >> 16) & 255) / 255.0, ((value >> 8) & 255) / 255.0, (value & 255) / 255.0 };
}

/* Sets the colour mixed with white: strength 1 is the colour itself, 0 is white. */
void
pdf_colour_set (cairo_t *cr, PdfColour colour, double strength)
{
  double white = 1 - strength;

  cairo_set_source_rgb (cr, colour.red * strength + white, colour.green * strength + white,
                        colour.blue * strength + white);
}

/* A short line of text in the sans face; anchor 0 starts at x, 0.5 is centred, 1 ends there. y is the baseline. */
void
pdf_draw_label (cairo_t *cr, const char *text, double size, double x, double y, double anchor)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Noto Sans, Noto Naskh Arabic");
  int width = 0;

  pango_context_set_round_glyph_positions (pango_layout_get_context (layout), FALSE);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &width, NULL);
  cairo_move_to (cr, x - anchor * width / PANGO_SCALE, y - pango_layout_get_baseline (layout) / (double) PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
  pango_font_description_free (font);
}

static void
draw_waves (cairo_t *cr, double width, double height)
{
  for (int row = 0; row < 12; row++)
    {
      double y = height * (0.56 + row * 0.038);

      cairo_set_source_rgba (cr, 1, 1, 1, 0.5 - row * 0.03);
      cairo_move_to (cr, 0, y);
      for (double x = 0; x <= width; x += 4)
        cairo_line_to (cr, x, y + 6 * sin (x / 34 + row * 0.7));
      cairo_stroke (cr);
    }
}

static void
draw_ridge (cairo_t *cr, double width, double height, double base, double rise, double step, double alpha)
{
  gboolean peak = TRUE;

  cairo_set_source_rgba (cr, 1, 1, 1, alpha);
  cairo_move_to (cr, 0, height);
  cairo_line_to (cr, 0, height * base);
  for (double x = step; x < width + step; x += step, peak = !peak)
    cairo_line_to (cr, x, height * (peak ? base - rise * (0.7 + 0.3 * sin (x)) : base - rise * 0.15));
  cairo_line_to (cr, width, height);
  cairo_fill (cr);
}

static void
draw_mountains (cairo_t *cr, double width, double height)
{
  cairo_set_source_rgba (cr, 1, 1, 1, 0.18);
  cairo_arc (cr, width * 0.72, height * 0.55, 34, 0, 2 * G_PI);
  cairo_fill (cr);
  draw_ridge (cr, width, height, 0.76, 0.22, 74, 0.16);
  draw_ridge (cr, width, height, 0.86, 0.18, 58, 0.18);
  draw_ridge (cr, width, height, 0.95, 0.12, 44, 0.2);
}

static void
draw_bricks (cairo_t *cr, double width, double height)
{
  guint seed = 7;

  for (int row = 0; row < 11; row++)
    for (double x = row % 2 ? -18 : 0; x < width; x += 36)
      {
        seed = seed * 1103515245 + 12345;
        cairo_set_source_rgba (cr, 1, 1, 1, 0.08 + (seed >> 16) % 100 / 500.0);
        cairo_rectangle (cr, x + 1.5, height * 0.6 + row * 22 + 1.5, 33, 19);
        cairo_fill (cr);
      }
}

static void
draw_rays (cairo_t *cr, double width, double height)
{
  for (int ray = -14; ray <= 14; ray++)
    {
      double angle = ray * G_PI / 34;

      cairo_set_source_rgba (cr, 1, 1, 1, 0.42 - ABS (ray) * 0.02);
      cairo_move_to (cr, width / 2, height);
      cairo_line_to (cr, width / 2 + sin (angle) * 270, height - cos (angle) * 270);
      cairo_stroke (cr);
    }
}

static void
draw_circles (cairo_t *cr, double width, double height)
{
  for (int ring = 0; ring < 11; ring++)
    {
      cairo_set_source_rgba (cr, 1, 1, 1, 0.55 - ring * 0.045);
      cairo_arc (cr, width * 0.62, height * 0.74, 10 + ring * 17, 0, 2 * G_PI);
      if (ring == 0)
        cairo_fill (cr);
      else
        cairo_stroke (cr);
    }
}

/* The drawing on the lower half of a cover; an unknown motif draws circles. */
void
pdf_draw_motif (cairo_t *cr, const char *motif, double width, double height)
{
  const struct
  {
    const char *name;
    void (*draw) (cairo_t *cr, double width, double height);
  } motifs[] = {
    { "waves", draw_waves }, { "mountains", draw_mountains }, { "bricks", draw_bricks }, { "rays", draw_rays }
  };

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1.1);
  for (guint i = 0; i < G_N_ELEMENTS (motifs); i++)
    if (g_strcmp0 (motif, motifs[i].name) == 0)
      {
        motifs[i].draw (cr, width, height);
        cairo_restore (cr);
        return;
      }
  draw_circles (cr, width, height);
  cairo_restore (cr);
}

static double
row_value (GPtrArray *rows, guint i)
{
  char **cells = g_ptr_array_index (rows, i);

  return g_strv_length (cells) > 1 ? g_ascii_strtod (cells[1], NULL) : 0;
}

/* Bars over a pale ground; rows are "label | value". */
void
pdf_draw_chart (cairo_t *cr, GPtrArray *rows, PdfColour colour, double width, double height)
{
  double highest = 0, step = (width - 24) / MAX (rows->len, 1), floor = height - 18;

  for (guint i = 0; i < rows->len; i++)
    highest = MAX (highest, row_value (rows, i));
  pdf_colour_set (cr, colour, 0.07);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  for (guint i = 0; i < rows->len && highest > 0; i++)
    {
      char **cells = g_ptr_array_index (rows, i);
      double tall = (floor - 22) * row_value (rows, i) / highest, x = 12 + step * i;
      double bar = MIN (step * 0.68, 46);

      pdf_colour_set (cr, colour, 0.85);
      cairo_rectangle (cr, x + (step - bar) / 2, floor - tall, bar, tall);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0.25, 0.25, 0.28);
      pdf_draw_label (cr, cells[0], 6.5, x + step / 2, floor + 11, 0.5);
      if (cells[0] != NULL && cells[1] != NULL)
        pdf_draw_label (cr, cells[1], 6.5, x + step / 2, floor - tall - 4, 0.5);
    }
}

/* Draws "x,y x,y …" as a path; x runs from 0 to 100 and y from 0 to 60. */
static void
trace_points (cairo_t *cr, const char *text, double scale)
{
  g_auto (GStrv) points = g_strsplit (text, " ", -1);

  for (guint i = 0; points[i] != NULL; i++)
    {
      char *comma = strchr (points[i], ',');

      if (comma != NULL)
        cairo_line_to (cr, g_ascii_strtod (points[i], NULL) * scale, g_ascii_strtod (comma + 1, NULL) * scale);
    }
}

static void
draw_peaks (cairo_t *cr, const char *text, double scale)
{
  g_auto (GStrv) points = g_strsplit (text, " ", -1);

  for (guint i = 0; points[i] != NULL; i++)
    {
      char *comma = strchr (points[i], ',');
      double x, y;

      if (comma == NULL)
        continue;
      x = g_ascii_strtod (points[i], NULL) * scale;
      y = g_ascii_strtod (comma + 1, NULL) * scale;
      cairo_move_to (cr, x - 6, y);
      cairo_line_to (cr, x, y - 9);
      cairo_line_to (cr, x + 6, y);
    }
}

static void
draw_map_row (cairo_t *cr, char **cells, PdfColour colour, double scale)
{
  if (g_str_equal (cells[0], "sea"))
    {
      trace_points (cr, cells[1], scale);
      cairo_close_path (cr);
      cairo_set_source_rgb (cr, 0.72, 0.85, 0.93);
      cairo_fill (cr);
    }
  else if (g_str_equal (cells[0], "river"))
    {
      trace_points (cr, cells[1], scale);
      cairo_set_source_rgb (cr, 0.45, 0.66, 0.82);
      cairo_set_line_width (cr, 1.2);
      cairo_stroke (cr);
    }
  else if (g_str_equal (cells[0], "peaks"))
    {
      draw_peaks (cr, cells[1], scale);
      cairo_set_source_rgb (cr, 0.68, 0.62, 0.54);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  else if (g_str_equal (cells[0], "road"))
    {
      const double dashes[] = { 3, 3 };

      trace_points (cr, cells[1], scale);
      pdf_colour_set (cr, colour, 1);
      cairo_set_line_width (cr, 1);
      cairo_set_dash (cr, dashes, 2, 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  else if (cells[2] != NULL)
    {
      double x = g_ascii_strtod (cells[1], NULL) * scale, y = g_ascii_strtod (cells[2], NULL) * scale;

      pdf_colour_set (cr, colour, 1);
      cairo_new_path (cr);
      cairo_arc (cr, x, y, 2.1, 0, 2 * G_PI);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0.2, 0.2, 0.22);
      pdf_draw_label (cr, cells[0], 6.5, x, y - 4, 0.5);
    }
}

/* A sketch of a map. Rows are "sea | points", "river | points", "peaks | points", "road | points" and "Town | x | y".
 */
void
pdf_draw_map (cairo_t *cr, GPtrArray *rows, PdfColour colour, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_set_source_rgb (cr, 0.973, 0.953, 0.914);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      if (cells[0] != NULL && cells[1] != NULL)
        draw_map_row (cr, cells, colour, width / 100);
    }
  cairo_restore (cr);
}
