/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One renderer a picture, gone when the pixels are there. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/picture.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "documents/errors.h"
#include "renderer/client.h"

#define PICTURE_MS 10000

typedef struct
{
  int fd; /* (owned) */
  int max_side;
} Load;

static void
load_free (Load *self)
{
  close (self->fd);
  g_free (self);
}

RcPixels *
rc_picture_load (int fd, int max_side, GCancellable *cancellable, GError **error)
{
  const RcRendererRequest request = { .verb = RC_RENDERER_PICTURE, .a = max_side };
  GError *local = NULL;
  g_autoptr (RcRendererClient) client = rc_renderer_client_new (RC_RENDERER_ROLE_PICTURE, fd, cancellable, &local);
  g_autoptr (GBytes) payload = NULL;
  RcRendererReply reply;
  RcPixels *pixels;

  if (client)
    payload = rc_renderer_client_call (client, &request, PICTURE_MS, &reply, cancellable, &local);
  if (payload && (!rc_renderer_reply_is_picture (&reply) || MAX (reply.a, reply.b) > max_side))
    local =
        g_error_new_literal (RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED, _("The picture could not be decoded"));
  if (local)
    {
      g_propagate_error (error, rc_documents_error_from_renderer (local));
      return NULL;
    }
  pixels = g_new (RcPixels, 1);
  pixels->width = (int) reply.a;
  pixels->height = (int) reply.b;
  pixels->bytes = g_steal_pointer (&payload);
  return pixels;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  RcPixels *pixels = rc_picture_load (load->fd, load->max_side, cancellable, &error);

  if (pixels)
    g_task_return_pointer (task, pixels, (GDestroyNotify) rc_pixels_free);
  else
    g_task_return_error (task, error);
}

void
rc_picture_load_async (
    int fd, int max_side, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *load = g_new (Load, 1);

  load->fd = fd;
  load->max_side = max_side;
  g_task_set_source_tag (task, rc_picture_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_in_thread);
}

RcPixels *
rc_picture_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rc_picture_load_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
