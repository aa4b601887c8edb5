/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of a document being set, and what sets lines of text on its pages. */

#pragma once

#include "pdf-figures.h"
#include "pdf-source.h"

#include <pango/pangocairo.h>

/* A5 in points. */
#define WIDTH 419.5
#define HEIGHT 595.3
#define MARGIN 52.0
#define TOP 66.0
#define BOTTOM (HEIGHT - 62.0)
#define MEASURE (WIDTH - 2 * MARGIN)
#define SERIF "Noto Serif, Noto Naskh Arabic"

typedef struct
{
  PdfSource *source;        /* (unowned) */
  cairo_surface_t *surface; /* (unowned) */
  cairo_t *cr;              /* (unowned) */
  GHashTable *pages;        /* (unowned) anchor → number of its page, known from the first pass */
  PdfColour colour;
  gboolean rtl;
  double y;       /* the top of what comes next */
  guint page;     /* the number of the page being set, from 1 */
  gboolean plain; /* this page has no running head */
  int chapter_outline;
  gboolean last;   /* all anchors are known */
  gboolean broken; /* a link led nowhere */
} PdfSetter;

PangoLayout *pdf_setter_new_layout (PdfSetter *self, const char *font, double size, double width);
double pdf_layout_height (PangoLayout *layout);
void pdf_setter_finish_page (PdfSetter *self);
void pdf_setter_next_page (PdfSetter *self);
void pdf_setter_need_room (PdfSetter *self, double height);
void pdf_setter_mark_area (PdfSetter *self, const char *target, double x, double y, double width, double height);
void pdf_setter_set_lines (PdfSetter *self, PangoLayout *layout, GPtrArray *links, double x);
void pdf_setter_set_text (PdfSetter *self, const char *text, const char *font, double size, double indent);
