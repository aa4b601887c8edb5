/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RcPdf: an open PDF and what can be asked of it. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/pdf-private.h"

G_DEFINE_FINAL_TYPE (RcPdf, rc_pdf, G_TYPE_OBJECT)

static void
rc_pdf_finalize (GObject *object)
{
  RcPdf *self = RC_PDF (object);

  g_clear_pointer (&self->thread, rc_pdf_thread_free);
  g_free (self->title);
  G_OBJECT_CLASS (rc_pdf_parent_class)->finalize (object);
}

static void
rc_pdf_class_init (RcPdfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_pdf_finalize;
}

static void
rc_pdf_init (RcPdf *self)
{
}

void
rc_pixels_free (RcPixels *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

RcPdf *
rc_pdf_new_unopened (const char *path, int fd, const char *password, RcRendererSpare *spare)
{
  RcPdf *self = g_object_new (RC_TYPE_PDF, NULL);

  self->thread = rc_pdf_thread_new (path, fd, password, spare);
  return self;
}

static gboolean
is_length (double points)
{
  return points > 0 && points <= 200000;
}

/* The result stays in the object; whoever waits gets the object itself. */
gpointer
rc_pdf_open_in_thread (RcPdfThread *thread, gpointer data, GError **error)
{
  RcPdf *self = data;
  RcPdfOpened opened = { 0 };

  if (!rc_pdf_thread_ensure_open (thread, NULL, &opened, error))
    return NULL;
  self->n_pages = opened.n_pages;
  self->title = rc_pdf_clean_title (opened.title);
  self->permissions = (opened.may & RC_RENDERER_MAY_PRINT ? RC_PDF_MAY_PRINT : 0u) |
                      (opened.may & RC_RENDERER_MAY_COPY ? RC_PDF_MAY_COPY : 0u);
  self->flows = (opened.may & RC_RENDERER_MAY_FLOW) != 0;
  self->damaged = (opened.may & RC_RENDERER_DAMAGED) != 0;
  self->first_size = (RcPdfSize){ 595, 842 };
  if (is_length (opened.width) && is_length (opened.height))
    self->first_size = (RcPdfSize){ opened.width, opened.height };
  g_free (opened.title);
  return g_object_ref (self);
}

RcPdf *
rc_pdf_open_with_password (const char *path, const char *password, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcPdf) self = NULL;

  g_return_val_if_fail (path, NULL);
  self = rc_pdf_new_unopened (path, -1, password, NULL);
  return rc_pdf_thread_run (self->thread, rc_pdf_open_in_thread, self, cancellable, error);
}

RcPdf *
rc_pdf_open (const char *path, GCancellable *cancellable, GError **error)
{
  return rc_pdf_open_with_password (path, NULL, cancellable, error);
}

int
rc_pdf_get_n_pages (RcPdf *self)
{
  g_return_val_if_fail (RC_IS_PDF (self), 0);
  return self->n_pages;
}

void
rc_pdf_try_again (RcPdf *self)
{
  g_return_if_fail (RC_IS_PDF (self));
  rc_pdf_thread_try_again (self->thread);
}

const char *
rc_pdf_get_title (RcPdf *self)
{
  g_return_val_if_fail (RC_IS_PDF (self), NULL);
  return self->title;
}

guint
rc_pdf_get_permissions (RcPdf *self)
{
  g_return_val_if_fail (RC_IS_PDF (self), 0);
  return self->permissions;
}

gboolean
rc_pdf_is_flowing (RcPdf *self)
{
  g_return_val_if_fail (RC_IS_PDF (self), FALSE);
  return self->flows;
}

gboolean
rc_pdf_is_damaged (RcPdf *self)
{
  g_return_val_if_fail (RC_IS_PDF (self), FALSE);
  return self->damaged;
}

RcPdfSize
rc_pdf_get_first_size (RcPdf *self)
{
  g_return_val_if_fail (RC_IS_PDF (self), (RcPdfSize){ 0 });
  return self->first_size;
}

gboolean
rc_pdf_area_is_possible (const RcPdfArea *area)
{
  return area->width > 0 && area->height > 0 && (gint64) area->width * area->height <= RC_PDF_MAX_PIXELS;
}

static gpointer
run (RcPdf *self, RcPdfFunc func, int page, double scale, const char *text, GCancellable *cancellable, GError **error)
{
  const RcPdfArguments arguments = { .page = page, .scale = scale, .text = (char *) text };

  g_return_val_if_fail (RC_IS_PDF (self), NULL);
  return rc_pdf_thread_run (self->thread, func, (gpointer) &arguments, cancellable, error);
}

gboolean
rc_pdf_page_size (RcPdf *self, int page, double *width, double *height, GCancellable *cancellable, GError **error)
{
  g_autofree RcPdfSize *size = run (self, rc_pdf_job_size, page, 0, NULL, cancellable, error);

  if (!size)
    return FALSE;
  *width = size->width;
  *height = size->height;
  return TRUE;
}

RcPixels *
rc_pdf_render (RcPdf *self, int page, double scale, GCancellable *cancellable, GError **error)
{
  return run (self, rc_pdf_job_render, page, scale, NULL, cancellable, error);
}

RcTextLayer *
rc_pdf_text_layer (RcPdf *self, int page, gboolean runs, GCancellable *cancellable, GError **error)
{
  RcPdfArguments arguments = { .page = page, .runs = runs };

  g_return_val_if_fail (RC_IS_PDF (self), NULL);
  return rc_pdf_thread_run (self->thread, rc_pdf_job_layer, &arguments, cancellable, error);
}

GPtrArray *
rc_pdf_outline (RcPdf *self, GCancellable *cancellable, GError **error)
{
  return run (self, rc_pdf_job_outline, 0, 0, NULL, cancellable, error);
}

GPtrArray *
rc_pdf_leads (RcPdf *self, GCancellable *cancellable, GError **error)
{
  return run (self, rc_pdf_job_leads, 0, 0, NULL, cancellable, error);
}
