/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets one text file of the sample as a small publication: make-pdf IN.txt OUT.pdf. The same input gives the same
 * bytes. */

#include "pdf-figures.h"
#include "pdf-setter.h"
#include "pdf-source.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#define BODY 10.3
#define DATE "2026-01-01T00:00:00Z"

static void
mark_heading (PdfSetter *self, PdfBlock *block, gboolean chapter)
{
  g_autofree char *name = g_strdup_printf ("name='%s' x=0 y=%.2f", block->anchor, MAX (self->y - 30, 0));
  g_autofree char *target = g_strdup_printf ("dest='%s'", block->anchor);
  int outline;

  cairo_tag_begin (self->cr, CAIRO_TAG_DEST, name);
  cairo_tag_end (self->cr, CAIRO_TAG_DEST);
  outline = cairo_pdf_surface_add_outline (self->surface, chapter ? CAIRO_PDF_OUTLINE_ROOT : self->chapter_outline,
                                           block->text, target, chapter ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
  if (chapter)
    self->chapter_outline = outline;
  g_hash_table_insert (self->pages, g_strdup (block->anchor), GUINT_TO_POINTER (self->page));
}

static void
set_chapter (PdfSetter *self, PdfBlock *block)
{
  gboolean flows = g_str_equal (pdf_source_get (self->source, "chapters", "page"), "flow");

  if (!flows && self->y > TOP)
    pdf_setter_next_page (self);
  pdf_setter_need_room (self, 110);
  if (self->y > TOP)
    self->y += 16;
  mark_heading (self, block, TRUE);
  pdf_setter_set_text (self, block->text, SERIF " Bold", 18.5, 0);
  pdf_colour_set (self->cr, self->colour, 1);
  cairo_rectangle (self->cr, self->rtl ? WIDTH - MARGIN - 34 : MARGIN, self->y + 5, 34, 2.2);
  cairo_fill (self->cr);
  self->y += 19;
}

static void
set_section (PdfSetter *self, PdfBlock *block)
{
  pdf_setter_need_room (self, 62);
  if (self->y > TOP)
    self->y += 7;
  mark_heading (self, block, FALSE);
  pdf_setter_set_text (self, block->text, SERIF " Bold", 12, 0);
  self->y += 3;
}

static void
set_item (PdfSetter *self, PdfBlock *block)
{
  double x = self->rtl ? WIDTH - MARGIN - 5 : MARGIN + 5;
  g_autofree char *number = g_strdup_printf ("%u", block->number);

  pdf_setter_need_room (self, 28);
  pdf_colour_set (self->cr, self->colour, 1);
  if (block->number > 0)
    pdf_draw_label (self->cr, number, 8, x, self->y + 12.4, 0.5);
  else
    {
      cairo_new_path (self->cr);
      cairo_arc (self->cr, x, self->y + 9, 1.7, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
  pdf_setter_set_text (self, block->text, SERIF, BODY, 17);
  self->y += 3;
}

static void
set_quote (PdfSetter *self, PdfBlock *block)
{
  guint page;
  double top;

  pdf_setter_need_room (self, 50);
  page = self->page;
  top = self->y;
  pdf_setter_set_text (self, block->text, SERIF " Italic", BODY, 16);
  if (page == self->page)
    {
      pdf_colour_set (self->cr, self->colour, 0.45);
      cairo_rectangle (self->cr, self->rtl ? WIDTH - MARGIN - 2 : MARGIN, top + 1, 2, self->y - top - 2);
      cairo_fill (self->cr);
    }
  self->y += 8;
}

/* Pale lines to write on, down to the foot of the page. */
static void
set_rules (PdfSetter *self)
{
  pdf_colour_set (self->cr, self->colour, 0.3);
  cairo_set_line_width (self->cr, 0.4);
  for (self->y += 26; self->y < BOTTOM; self->y += 21)
    {
      cairo_move_to (self->cr, MARGIN, self->y);
      cairo_line_to (self->cr, WIDTH - MARGIN, self->y);
    }
  cairo_stroke (self->cr);
}

static void
set_figure (PdfSetter *self, PdfBlock *block)
{
  gboolean chart = block->kind == PDF_BLOCK_CHART;
  double height = chart ? 132 : MEASURE * 0.6;

  pdf_setter_need_room (self, height + 32);
  cairo_save (self->cr);
  cairo_translate (self->cr, MARGIN, self->y + 4);
  if (chart)
    pdf_draw_chart (self->cr, block->rows, self->colour, MEASURE, height);
  else
    pdf_draw_map (self->cr, block->rows, self->colour, MEASURE, height);
  cairo_restore (self->cr);
  self->y += height + 8;
  pdf_setter_set_text (self, block->text, SERIF " Italic", 7.8, 0);
  self->y += 10;
}

static void
set_block (PdfSetter *self, PdfBlock *block)
{
  switch (block->kind)
    {
    case PDF_BLOCK_CHAPTER:
      set_chapter (self, block);
      break;
    case PDF_BLOCK_SECTION:
      set_section (self, block);
      break;
    case PDF_BLOCK_PARAGRAPH:
      pdf_setter_set_text (self, block->text, SERIF, BODY, 0);
      self->y += 6.5;
      break;
    case PDF_BLOCK_ITEM:
      set_item (self, block);
      break;
    case PDF_BLOCK_QUOTE:
      set_quote (self, block);
      break;
    case PDF_BLOCK_BREAK:
      pdf_setter_next_page (self);
      break;
    case PDF_BLOCK_RULES:
      set_rules (self);
      break;
    case PDF_BLOCK_CHART:
    case PDF_BLOCK_MAP:
    default:
      set_figure (self, block);
      break;
    }
}

static void
show_on_cover (PdfSetter *self, const char *text, const char *font, double size, double y, gboolean from_bottom)
{
  g_autoptr (PangoLayout) layout = pdf_setter_new_layout (self, font, size, WIDTH - 92);

  pango_layout_set_text (layout, text, -1);
  cairo_set_source_rgb (self->cr, 1, 1, 1);
  cairo_move_to (self->cr, 46, from_bottom ? y - pdf_layout_height (layout) : y);
  pango_cairo_show_layout (self->cr, layout);
  self->y = y + pdf_layout_height (layout);
}

static void
set_cover (PdfSetter *self)
{
  pdf_colour_set (self->cr, self->colour, 1);
  cairo_paint (self->cr);
  cairo_set_source_rgba (self->cr, 0, 0, 0, 0.18);
  cairo_rectangle (self->cr, self->rtl ? WIDTH - 14 : 0, 0, 14, HEIGHT);
  cairo_fill (self->cr);
  pdf_draw_motif (self->cr, pdf_source_get (self->source, "motif", ""), WIDTH, HEIGHT);
  cairo_set_source_rgba (self->cr, self->colour.red * 0.6, self->colour.green * 0.6, self->colour.blue * 0.6, 0.85);
  cairo_rectangle (self->cr, 0, HEIGHT - 58, WIDTH, 58);
  cairo_fill (self->cr);
  show_on_cover (self, pdf_source_get (self->source, "title", ""), SERIF " Bold", 29, 84, FALSE);
  show_on_cover (self, pdf_source_get (self->source, "subtitle", ""), SERIF, 13, self->y + 12, FALSE);
  show_on_cover (self, pdf_source_get (self->source, "imprint", ""), "Noto Sans, Noto Naskh Arabic", 8.5, HEIGHT - 23,
                 TRUE);
  self->plain = TRUE;
  pdf_setter_next_page (self);
}

static void
set_contents_row (PdfSetter *self, PdfBlock *block)
{
  g_autoptr (PangoLayout) layout = pdf_setter_new_layout (self, SERIF, 9.6, MEASURE - 34);
  g_autofree char *target = g_strconcat ("#", block->anchor, NULL);
  guint page = GPOINTER_TO_UINT (g_hash_table_lookup (self->pages, block->anchor));
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  double top;

  pango_layout_set_text (layout, block->text, -1);
  pdf_setter_need_room (self, pdf_layout_height (layout) + 4);
  top = self->y;
  pdf_setter_set_lines (self, layout, none, self->rtl ? MARGIN + 34 : MARGIN);
  cairo_set_source_rgb (self->cr, 0.3, 0.3, 0.33);
  pdf_draw_label (self->cr, number, 8.5, self->rtl ? MARGIN : WIDTH - MARGIN, top + 11.5, self->rtl ? 0 : 1);
  pdf_setter_mark_area (self, target, MARGIN, top, MEASURE, self->y - top);
  self->y += 1.6;
}

static void
set_contents (PdfSetter *self, const char *title)
{
  pdf_setter_set_text (self, title, SERIF " Bold", 18.5, 0);
  self->y += 14;
  for (guint i = 0; i < self->source->blocks->len; i++)
    {
      PdfBlock *block = g_ptr_array_index (self->source->blocks, i);

      if (block->kind == PDF_BLOCK_CHAPTER)
        set_contents_row (self, block);
    }
  pdf_setter_next_page (self);
}

static void
describe (PdfSetter *self)
{
  g_autofree char *subject = g_strdup_printf ("Record %s", pdf_source_get (self->source, "record", ""));

  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, pdf_source_get (self->source, "title", ""));
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR,
                                  pdf_source_get (self->source, "author", ""));
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_SUBJECT, subject);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, DATE);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_MOD_DATE, DATE);
}

/* Sets the whole file once. The first pass learns on which page each anchor falls, the second prints the contents with
 * it. */
static cairo_status_t
set_source (PdfSource *source, cairo_surface_t *surface, GHashTable *pages, gboolean last)
{
  cairo_t *cr = cairo_create (surface);
  const char *contents = pdf_source_get (source, "contents", NULL);
  PdfSetter self = {
    .source = source, .surface = surface, .cr = cr, .pages = pages, .y = TOP, .page = 1, .last = last
  };
  cairo_status_t status;

  self.colour = pdf_colour_parse (pdf_source_get (source, "colour", NULL));
  self.rtl = g_str_equal (pdf_source_get (source, "language", "en"), "ar");
  describe (&self);
  if (g_str_equal (pdf_source_get (source, "cover", "yes"), "yes"))
    set_cover (&self);
  if (contents != NULL)
    set_contents (&self, contents);
  for (guint i = 0; i < source->blocks->len; i++)
    set_block (&self, g_ptr_array_index (source->blocks, i));
  pdf_setter_finish_page (&self);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (self.broken)
    return CAIRO_STATUS_TAG_ERROR;
  return status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (surface);
}

static cairo_status_t
discard (void *closure, const unsigned char *data, unsigned int length)
{
  return CAIRO_STATUS_SUCCESS;
}

int
main (int argc, char **argv)
{
  g_autoptr (GHashTable) pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PdfSource) source = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *draft, *final;
  cairo_status_t status;

  if (argc != 3)
    {
      g_printerr ("usage: make-pdf IN.txt OUT.pdf\n");
      return 2;
    }
  source = pdf_source_load (argv[1], &error);
  if (source == NULL)
    {
      g_printerr ("make-pdf: %s\n", error->message);
      return EXIT_FAILURE;
    }
  draft = cairo_pdf_surface_create_for_stream (discard, NULL, WIDTH, HEIGHT);
  set_source (source, draft, pages, FALSE);
  cairo_surface_destroy (draft);
  final = cairo_pdf_surface_create (argv[2], WIDTH, HEIGHT);
  status = set_source (source, final, pages, TRUE);
  cairo_surface_destroy (final);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_printerr ("make-pdf: %s: %s\n", argv[1], cairo_status_to_string (status));
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
