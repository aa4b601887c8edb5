/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What make-pdf draws that is not text: the cover's motif, bar charts, sketches of maps. */

#pragma once

#include <cairo.h>
#include <glib.h>

typedef struct
{
  double red, green, blue;
} PdfColour;

PdfColour pdf_colour_parse (const char *text);
void pdf_colour_set (cairo_t *cr, PdfColour colour, double strength);

void pdf_draw_motif (cairo_t *cr, const char *motif, double width, double height);
void pdf_draw_chart (cairo_t *cr, GPtrArray *rows, PdfColour colour, double width, double height);
void pdf_draw_map (cairo_t *cr, GPtrArray *rows, PdfColour colour, double width, double height);
void pdf_draw_label (cairo_t *cr, const char *text, double size, double x, double y, double anchor);
