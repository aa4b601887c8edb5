/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RcPdf for screens: the same questions, asked without waiting. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/pdf-private.h"

/* Under this an object keeps the renderer that waits. */
#define SPARE "rc-pdf-spare"

static void
release_spare (gpointer spare)
{
  rc_renderer_spare_unref (spare);
}

void
rc_pdf_stand_ready (GObject *owner)
{
  g_return_if_fail (G_IS_OBJECT (owner));
  if (!g_object_get_data (owner, SPARE))
    g_object_set_data_full (owner, SPARE, rc_renderer_spare_new (RC_RENDERER_ROLE_PDF), release_spare);
}

static void
open_async (const char *path,
            int fd,
            const char *password,
            GObject *owner,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  RcRendererSpare *spare = owner ? g_object_get_data (owner, SPARE) : NULL;
  g_autoptr (RcPdf) self = rc_pdf_new_unopened (path, fd, password, spare);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_pdf_open_async);
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  rc_pdf_thread_push (self->thread, task, rc_pdf_open_in_thread, g_object_unref);
}

void
rc_pdf_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (path);
  open_async (path, -1, NULL, NULL, cancellable, callback, user_data);
}

void
rc_pdf_open_fd_async (int fd,
                      const char *password,
                      gpointer owner,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (fd >= 0);
  open_async (NULL, fd, password, owner, cancellable, callback, user_data);
}

RcPdf *
rc_pdf_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rc_pdf_open_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Takes the task, whose tag and priority are set. */
static void
push_arguments (RcPdf *self, GTask *task, RcPdfFunc func, GDestroyNotify free_result, const RcPdfArguments *arguments)
{
  RcPdfArguments *copy = g_memdup2 (arguments, sizeof *arguments);

  copy->text = g_strdup (arguments->text);
  g_task_set_task_data (task, copy, (GDestroyNotify) rc_pdf_arguments_free);
  rc_pdf_thread_push (self->thread, task, func, free_result);
}

static void
push (RcPdf *self, GTask *task, RcPdfFunc func, GDestroyNotify free_result, int page, double scale, const char *text)
{
  const RcPdfArguments arguments = { .page = page, .scale = scale, .text = (char *) text };

  push_arguments (self, task, func, free_result, &arguments);
}

static gpointer
finish (RcPdf *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self) && g_async_result_is_tagged (result, tag), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
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
rc_pdf_render_area_async (RcPdf *self,
                          int page,
                          double scale,
                          int turns,
                          const RcPdfArea *area,
                          int priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const RcPdfArguments arguments = { .page = page, .scale = scale, .turns = turns, .area = *area };
  GTask *task;

  g_return_if_fail (RC_IS_PDF (self) && rc_pdf_area_is_possible (area));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rc_pdf_render_area_async);
  /* What was drawn all the same is given. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_priority (task, priority);
  push_arguments (self, task, rc_pdf_job_area, (GDestroyNotify) rc_pixels_free, &arguments);
}

RcPixels *
rc_pdf_render_area_finish (RcPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, rc_pdf_render_area_async, error);
}

void
rc_pdf_pages_async (RcPdf *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_pdf_pages_async);
  push (self, task, rc_pdf_job_pages, (GDestroyNotify) rc_pdf_pages_free, 0, 0, NULL);
}

RcPdfPages *
rc_pdf_pages_finish (RcPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, rc_pdf_pages_async, error);
}

void
rc_pdf_text_layer_async (
    RcPdf *self, int page, int priority, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_pdf_text_layer_async);
  g_task_set_priority (task, priority);
  push (self, task, rc_pdf_job_layer, (GDestroyNotify) rc_text_layer_free, page, 0, NULL);
}

RcTextLayer *
rc_pdf_text_layer_finish (RcPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, rc_pdf_text_layer_async, error);
}

void
rc_pdf_links_async (RcPdf *self, int page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_pdf_links_async);
  push (self, task, rc_pdf_job_links, (GDestroyNotify) g_array_unref, page, 0, NULL);
}

GArray *
rc_pdf_links_finish (RcPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, rc_pdf_links_async, error);
}
