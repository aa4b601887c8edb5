/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets lines of text on pages: heads and feet, page breaks, links. */

#include "pdf-setter.h"

/* A layout in the document's language and direction; transfer full. */
PangoLayout *
pdf_setter_new_layout (PdfSetter *self, const char *font, double size, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  /* Naskh looks a size smaller than the Latin and Cyrillic faces, and has no italic. */
  pango_font_description_set_absolute_size (description, size * (self->rtl ? 1.16 : 1) * PANGO_SCALE);
  if (self->rtl)
    pango_font_description_set_style (description, PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_context_set_round_glyph_positions (pango_layout_get_context (layout), FALSE);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.1);
  pango_layout_set_alignment (layout, self->rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_context_set_language (pango_layout_get_context (layout),
                              pango_language_from_string (pdf_source_get (self->source, "language", "en")));
  pango_context_set_base_dir (pango_layout_get_context (layout), self->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  return layout;
}

/* In points. */
double
pdf_layout_height (PangoLayout *layout)
{
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

/* Adds head and foot, and shows the page. */
void
pdf_setter_finish_page (PdfSetter *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->page);

  if (!self->plain)
    {
      cairo_set_source_rgb (self->cr, 0.45, 0.45, 0.48);
      pdf_draw_label (self->cr, pdf_source_get (self->source, "title", ""), 6.8, self->rtl ? WIDTH - MARGIN : MARGIN,
                      40, self->rtl ? 1 : 0);
      pdf_draw_label (self->cr, number, 7.5, self->rtl ? MARGIN : WIDTH - MARGIN, HEIGHT - 34, self->rtl ? 0 : 1);
      pdf_colour_set (self->cr, self->colour, 0.5);
      cairo_set_line_width (self->cr, 0.5);
      cairo_move_to (self->cr, MARGIN, 46);
      cairo_line_to (self->cr, WIDTH - MARGIN, 46);
      cairo_stroke (self->cr);
    }
  cairo_show_page (self->cr);
}

void
pdf_setter_next_page (PdfSetter *self)
{
  pdf_setter_finish_page (self);
  self->page++;
  self->y = TOP;
  self->plain = FALSE;
}

/* Begins a new page where less than height is left on this one. */
void
pdf_setter_need_room (PdfSetter *self, double height)
{
  if (self->y + height > BOTTOM && self->y > TOP)
    pdf_setter_next_page (self);
}

/* Makes an area a link to "#anchor" or an address. */
void
pdf_setter_mark_area (PdfSetter *self, const char *target, double x, double y, double width, double height)
{
  g_autofree char *attributes =
      *target == '#' ? g_strdup_printf ("dest='%s' rect=[%.2f %.2f %.2f %.2f]", target + 1, x, y, width, height)
                     : g_strdup_printf ("uri='%s' rect=[%.2f %.2f %.2f %.2f]", target, x, y, width, height);

  if (self->last && *target == '#' && !g_hash_table_contains (self->pages, target + 1))
    {
      g_printerr ("make-pdf: no heading is called %s\n", target);
      self->broken = TRUE;
      return;
    }
  cairo_tag_begin (self->cr, CAIRO_TAG_LINK, attributes);
  cairo_tag_end (self->cr, CAIRO_TAG_LINK);
}

static void
mark_links (PdfSetter *self, PangoLayoutLine *line, GPtrArray *links, double x, double y, double height)
{
  for (guint i = 0; i < links->len; i++)
    {
      PdfLink *link = g_ptr_array_index (links, i);
      int start = MAX ((int) link->start, line->start_index);
      int end = MIN ((int) link->end, line->start_index + line->length);
      g_autofree int *ranges = NULL;
      int n_ranges = 0;

      if (start >= end)
        continue;
      pango_layout_line_get_x_ranges (line, start, end, &ranges, &n_ranges);
      for (int r = 0; r < n_ranges; r++)
        pdf_setter_mark_area (self, link->target, x + ranges[2 * r] / (double) PANGO_SCALE, y,
                              (ranges[2 * r + 1] - ranges[2 * r]) / (double) PANGO_SCALE, height);
    }
}

/* Sets a layout line by line, over as many pages as it takes. A last line may hang below the margin, never stand alone.
 */
void
pdf_setter_set_lines (PdfSetter *self, PangoLayout *layout, GPtrArray *links, double x)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double floor = BOTTOM;

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      PangoRectangle logical;
      int top = 0, bottom = 0;
      double height, baseline;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      height = (bottom - top) / (double) PANGO_SCALE;
      baseline = (pango_layout_iter_get_baseline (iter) - top) / (double) PANGO_SCALE;
      floor = pango_layout_iter_at_last_line (iter) ? BOTTOM + height : BOTTOM;
      if (self->y + height > floor)
        pdf_setter_next_page (self);
      cairo_set_source_rgb (self->cr, 0.11, 0.11, 0.13);
      cairo_move_to (self->cr, x + logical.x / (double) PANGO_SCALE, self->y + baseline);
      pango_cairo_show_layout_line (self->cr, line);
      mark_links (self, line, links, x, self->y, height);
      self->y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/* Sets one paragraph of inline markup in the given face, indented from the side where lines begin. */
void
pdf_setter_set_text (PdfSetter *self, const char *text, const char *font, double size, double indent)
{
  g_autoptr (PangoLayout) layout = pdf_setter_new_layout (self, font, size, MEASURE - indent);
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  g_autofree char *plain = pdf_inline_parse (text, markup, links);

  pango_layout_set_markup (layout, markup->str, -1);
  pdf_setter_need_room (self, MIN (pdf_layout_height (layout), size * 3.2));
  pdf_setter_set_lines (self, layout, links, self->rtl ? MARGIN : MARGIN + indent);
}
