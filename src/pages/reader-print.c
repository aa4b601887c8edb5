/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GtkPrintOperation asks for a page, and waits while its strips come from the renderer. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-print.h"

#include <math.h>
#include <string.h>

#define JOB "rc-reader-print"
#define DOTS 300.0             /* an inch */
#define STRIP_PIXELS (1 << 20) /* of one strip, and a row more */
/* Behind what is looked at meanwhile, and before GtkPrintOperation, which asks without a pause whether the page is there. */
#define PRIORITY (G_PRIORITY_DEFAULT_IDLE - 10)
#define MAX_SIDE 16000         /* pixels of a page, however large the paper is */

typedef struct
{
  GtkPrintOperation *operation; /* (unowned) the job belongs to it */
  RcPdf *pdf;                   /* (owned) */
  RcPdfPages *pages;            /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) */
  guint n_failed;

  /* The page under way. */
  cairo_t *cr; /* (owned) (nullable) */
  int page;
  double scale; /* pixels a point of the page */
  int width, height, top; /* pixels; the strip begins at `top` */
} Job;

static void draw_strip (Job *self);

static void
job_free (gpointer data)
{
  Job *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->pdf);
  g_clear_pointer (&self->pages, rc_pdf_pages_free);
  g_clear_pointer (&self->cr, cairo_destroy);
  g_free (self);
}

static Job *
get_job (GtkPrintOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), JOB);
}

static void
finish_page (Job *self)
{
  g_clear_pointer (&self->cr, cairo_destroy);
  gtk_print_operation_draw_page_finish (self->operation);
}

static RcPdfArea
get_strip (const Job *self)
{
  int rows = MAX (1, STRIP_PIXELS / self->width);

  /* A row more, lest a seam be seen between two. */
  return (RcPdfArea){ 0, self->top, self->width, MIN (rows + 1, self->height - self->top) };
}

/* The renderer draws into its memory again, so that paper has a copy; and what is white needs no transparency. */
static void
paint (Job *self, const RcPixels *pixels)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, pixels->width, pixels->height);
  int stride = cairo_image_surface_get_stride (surface);
  guint8 *to = cairo_image_surface_get_data (surface);
  const guint8 *from = g_bytes_get_data (pixels->bytes, NULL);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      for (int y = 0; y < pixels->height; y++)
        memcpy (to + (gsize) y * stride, from + (gsize) y * pixels->width * 4, (gsize) pixels->width * 4);
      cairo_surface_mark_dirty (surface);
      cairo_set_source_surface (self->cr, surface, 0, self->top);
      cairo_paint (self->cr);
    }
  cairo_surface_destroy (surface);
}

static void
strip_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkPrintOperation) operation = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPixels) pixels = rc_pdf_render_area_finish (RC_PDF (source), result, &error);
  Job *self = get_job (operation);
  RcPdfArea strip;

  if (self->cr == NULL)
    return; /* it was cancelled, and GTK waits for no page */
  strip = get_strip (self);
  if (pixels != NULL)
    paint (self, pixels);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_message ("page %d: %s", self->page + 1, error->message);
      self->n_failed++;
    }
  self->top += strip.height;
  if (pixels == NULL || self->top >= self->height)
    {
      finish_page (self);
      return;
    }
  self->top--;
  draw_strip (self);
}

static void
draw_strip (Job *self)
{
  RcPdfArea strip = get_strip (self);

  rc_pdf_render_area_async (self->pdf, self->page, self->scale, 0, &strip, PRIORITY, self->cancellable, strip_cb,
                            g_object_ref (self->operation));
}

/* Page for page as it lies on the paper: centred, smaller where the paper is. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  Job *self = data;
  RcPdfSize size = self->pages->sizes[page];
  double room_x = gtk_print_context_get_width (context), room_y = gtk_print_context_get_height (context);
  double fit;

  if (size.width <= 0 || size.height <= 0)
    {
      self->n_failed++;
      return;
    }
  fit = MIN (1, MIN (room_x / size.width, room_y / size.height));
  self->page = page;
  self->scale = MIN (fit * DOTS / 72, MAX_SIDE / MAX (size.width, size.height));
  rc_pdf_scale_size (size, self->scale, 0, &self->width, &self->height);
  self->top = 0;
  self->cr = cairo_reference (gtk_print_context_get_cairo_context (context));
  cairo_translate (self->cr, (room_x - size.width * fit) / 2, (room_y - size.height * fit) / 2);
  cairo_scale (self->cr, fit / self->scale, fit / self->scale);
  gtk_print_operation_set_defer_drawing (operation);
  draw_strip (self);
}

/* Wide pages lie on the paper's long side. */
static void
request_page_setup_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, GtkPageSetup *setup, gpointer data)
{
  const Job *self = data;
  const RcPdfSize *size = self->pages != NULL ? &self->pages->sizes[page] : NULL;

  if (size != NULL)
    gtk_page_setup_set_orientation (setup, size->width > size->height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkPrintOperation) operation = data;
  g_autoptr (GError) error = NULL;
  Job *self = get_job (operation);

  self->pages = rc_pdf_pages_finish (RC_PDF (source), result, &error);
  if (self->pages == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_message ("%s", error->message);
      gtk_print_operation_cancel (operation);
    }
}

/* Called again and again until the sizes of all pages are known. */
static gboolean
paginate_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Job *self = data;

  if (self->pages == NULL)
    return FALSE;
  gtk_print_operation_set_n_pages (operation, self->pages->n_pages);
  return TRUE;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  Job *self = data;

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->cr, cairo_destroy);
}

GtkPrintOperation *
rc_reader_print_new (RcPdf *pdf, const char *title, guint page)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Job *self = g_new0 (Job, 1);

  self->operation = operation;
  self->pdf = g_object_ref (pdf);
  self->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (operation), JOB, self, job_free);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_n_pages (operation, rc_pdf_get_n_pages (pdf));
  gtk_print_operation_set_current_page (operation, MIN ((int) page, rc_pdf_get_n_pages (pdf) - 1));
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate_cb), self);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (request_page_setup_cb), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), self);
  rc_pdf_pages_async (pdf, self->cancellable, pages_cb, g_object_ref (operation));
  return operation;
}

guint
rc_reader_print_get_n_failed (GtkPrintOperation *operation)
{
  return get_job (operation)->n_failed;
}
