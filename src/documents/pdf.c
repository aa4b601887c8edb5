/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RcPdf: an open PDF and what can be asked of it. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/pdf.h"

#include "documents/pdf-jobs.h"

struct _RcPdf
{
  GObject parent_instance;
  RcPdfThread *thread; /* (owned) */
  int n_pages;         /* set once by opening, as the title */
  char *title;         /* (owned) (nullable) */
};

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

void
rc_pdf_hit_free (RcPdfHit *self)
{
  g_clear_pointer (&self->boxes, g_array_unref);
  g_free (self->snippet);
  g_free (self);
}

static RcPdf *
new_unopened (const char *path, int fd)
{
  RcPdf *self = g_object_new (RC_TYPE_PDF, NULL);

  self->thread = rc_pdf_thread_new (path, fd);
  return self;
}

/* The result stays in the object; whoever waits gets the object itself. */
static gpointer
open_in_thread (RcPdfThread *thread, gpointer data, GError **error)
{
  RcPdf *self = data;
  g_autofree char *title = NULL;

  if (!rc_pdf_thread_ensure_open (thread, &self->n_pages, &title, error))
    return NULL;
  self->title = rc_pdf_clean_title (title);
  return g_object_ref (self);
}

static RcPdf *
open_and_wait (const char *path, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcPdf) self = new_unopened (path, fd);

  return rc_pdf_thread_run (self->thread, open_in_thread, self, cancellable, error);
}

RcPdf *
rc_pdf_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path, NULL);
  return open_and_wait (path, -1, cancellable, error);
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

char *
rc_pdf_text (RcPdf *self, int page, GCancellable *cancellable, GError **error)
{
  return run (self, rc_pdf_job_text, page, 0, NULL, cancellable, error);
}

GPtrArray *
rc_pdf_outline (RcPdf *self, GCancellable *cancellable, GError **error)
{
  return run (self, rc_pdf_job_outline, 0, 0, NULL, cancellable, error);
}

GArray *
rc_pdf_links (RcPdf *self, int page, GCancellable *cancellable, GError **error)
{
  return run (self, rc_pdf_job_links, page, 0, NULL, cancellable, error);
}

GPtrArray *
rc_pdf_find (RcPdf *self, int page, const char *text, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (text, NULL);
  return run (self, rc_pdf_job_find, page, 0, text, cancellable, error);
}

static void
open_async (const char *path, int fd, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (RcPdf) self = new_unopened (path, fd);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_pdf_open_async);
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  rc_pdf_thread_push (self->thread, task, open_in_thread, g_object_unref);
}

void
rc_pdf_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (path);
  open_async (path, -1, cancellable, callback, user_data);
}

void
rc_pdf_open_fd_async (int fd, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (fd >= 0);
  open_async (NULL, fd, cancellable, callback, user_data);
}

RcPdf *
rc_pdf_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rc_pdf_open_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Takes the task, whose tag and priority are set. */
static void
push (RcPdf *self, GTask *task, RcPdfFunc func, GDestroyNotify free_result, int page, double scale, const char *text)
{
  RcPdfArguments *arguments = g_new0 (RcPdfArguments, 1);

  arguments->page = page;
  arguments->scale = scale;
  arguments->text = g_strdup (text);
  g_task_set_task_data (task, arguments, (GDestroyNotify) rc_pdf_arguments_free);
  rc_pdf_thread_push (self->thread, task, func, free_result);
}

static gpointer
finish (RcPdf *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self) && g_async_result_is_tagged (result, tag), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
rc_pdf_page_size_async (
    RcPdf *self, int page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_pdf_page_size_async);
  push (self, task, rc_pdf_job_size, g_free, page, 0, NULL);
}

gboolean
rc_pdf_page_size_finish (RcPdf *self, GAsyncResult *result, double *width, double *height, GError **error)
{
  g_autofree RcPdfSize *size = finish (self, result, rc_pdf_page_size_async, error);

  if (!size)
    return FALSE;
  *width = size->width;
  *height = size->height;
  return TRUE;
}

void
rc_pdf_render_async (RcPdf *self,
                     int page,
                     double scale,
                     int priority,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_pdf_render_async);
  g_task_set_priority (task, priority);
  push (self, task, rc_pdf_job_render, (GDestroyNotify) rc_pixels_free, page, scale, NULL);
}

RcPixels *
rc_pdf_render_finish (RcPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, rc_pdf_render_async, error);
}

void
rc_pdf_text_async (RcPdf *self, int page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_pdf_text_async);
  push (self, task, rc_pdf_job_text, g_free, page, 0, NULL);
}

char *
rc_pdf_text_finish (RcPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, rc_pdf_text_async, error);
}

void
rc_pdf_outline_async (RcPdf *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_pdf_outline_async);
  push (self, task, rc_pdf_job_outline, (GDestroyNotify) g_ptr_array_unref, 0, 0, NULL);
}

GPtrArray *
rc_pdf_outline_finish (RcPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, rc_pdf_outline_async, error);
}

void
rc_pdf_find_async (RcPdf *self,
                   int page,
                   const char *text,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_pdf_find_async);
  push (self, task, rc_pdf_job_find, (GDestroyNotify) g_ptr_array_unref, page, 0, text);
}

GPtrArray *
rc_pdf_find_finish (RcPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, rc_pdf_find_async, error);
}
