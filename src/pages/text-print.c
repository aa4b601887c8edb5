/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text onto paper: lines are broken as the paper is wide, and never across two pages. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/text-print.h"

#define JOB "rc-text-print"
#define MARGIN 36.0 /* points, beside what the printer leaves free */
#define FONT "Noto Serif 11"

typedef struct
{
  char *text;          /* (owned) */
  PangoLayout *layout; /* (owned) (nullable) */
  GArray *starts;      /* (owned) int: the first line of each page */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->text);
  g_clear_object (&self->layout);
  g_array_unref (self->starts);
  g_free (self);
}

/* Points of a line, from the top of the text. */
static double
get_bottom (PangoLayoutIter *iter, double *top)
{
  PangoRectangle rect;

  pango_layout_iter_get_line_extents (iter, NULL, &rect);
  *top = (double) rect.y / PANGO_SCALE;
  return (double) (rect.y + rect.height) / PANGO_SCALE;
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Job *self = data;
  PangoFontDescription *font = pango_font_description_from_string (FONT);
  double height = gtk_print_context_get_height (context) - 2 * MARGIN, page_top = 0, top;
  PangoLayoutIter *iter;
  int line = 0;

  g_clear_object (&self->layout);
  g_array_set_size (self->starts, 0);
  self->layout = gtk_print_context_create_pango_layout (context);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_width (self->layout, (int) ((gtk_print_context_get_width (context) - 2 * MARGIN) * PANGO_SCALE));
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (self->layout, self->text, -1);
  pango_font_description_free (font);

  iter = pango_layout_get_iter (self->layout);
  do
    {
      double bottom = get_bottom (iter, &top);

      if (line == 0 || bottom - page_top > height)
        {
          page_top = top;
          g_array_append_val (self->starts, line);
        }
      line++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  gtk_print_operation_set_n_pages (operation, (int) self->starts->len);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  Job *self = data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  int from = g_array_index (self->starts, int, page);
  int to = page + 1 < (int) self->starts->len ? g_array_index (self->starts, int, page + 1) : G_MAXINT;
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);
  double page_top = 0;
  int line = 0;

  do
    {
      PangoRectangle rect;

      if (line == from)
        get_bottom (iter, &page_top);
      if (line >= from && line < to)
        {
          pango_layout_iter_get_line_extents (iter, NULL, &rect);
          cairo_move_to (cr, MARGIN + (double) rect.x / PANGO_SCALE,
                         MARGIN - page_top + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      line++;
    }
  while (line < to && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

GtkPrintOperation *
rc_text_print_new (const char *title, const char *text)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Job *self = g_new0 (Job, 1);

  self->text = g_strdup_printf ("%s\n\n%s", title, text);
  self->starts = g_array_new (FALSE, FALSE, sizeof (int));
  g_object_set_data_full (G_OBJECT (operation), JOB, self, job_free);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  return operation;
}
