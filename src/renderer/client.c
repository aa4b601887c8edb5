/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question at a time to a renderer, and the checks of every answer. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/client.h"

#include <glib/gi18n.h>
#include <sys/socket.h>

#include "renderer/process.h"
#include "renderer/reason.h"
#include "renderer/spare.h"

struct _RcRendererClient
{
  RcRendererProcess process; /* (owned) */
  RcRendererSpare *spare;    /* (owned) (nullable) whose thread started it */
  guint32 serial;
};

G_DEFINE_QUARK (rc - renderer - error - quark, rc_renderer_error)

/* What the renderer says of a file, fit for people: valid, one line, no control or direction characters, not long. */
static char *
clean_message (GBytes *payload)
{
  gsize size;
  const char *bytes = g_bytes_get_data (payload, &size);
  g_autofree char *valid = g_utf8_make_valid (bytes, MIN (size, RC_RENDERER_MAX_MESSAGE));
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isprint (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

static void
set_refusal (const RcRendererReply *reply, GBytes *payload, GError **error)
{
  static const RcRendererError codes[] = {
    [RC_RENDERER_REFUSED] = RC_RENDERER_ERROR_REFUSED,
    [RC_RENDERER_ENCRYPTED] = RC_RENDERER_ERROR_ENCRYPTED,
    [RC_RENDERER_NOT_FOUND] = RC_RENDERER_ERROR_NOT_FOUND,
    [RC_RENDERER_TOO_LARGE] = RC_RENDERER_ERROR_TOO_LARGE,
  };
  g_autofree char *said = clean_message (payload);
  g_autofree char *message = rc_reason_translate (said);

  g_set_error_literal (error, RC_RENDERER_ERROR, codes[reply->status], *message ? message : _("It cannot be shown"));
}

/* Whatever goes wrong in here, an answer may still come and would be taken for that of the next question: the process ends.
 * The payload is at `offset`. */
static gboolean
ask (RcRendererClient *self,
     const RcRendererRequest *request,
     gsize offset,
     gsize room,
     guint timeout_ms,
     RcRendererReply *reply,
     GCancellable *cancellable,
     GError **error)
{
  RcRendererRequest numbered = *request;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->process.pid == 0)
    {
      g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED, _("The renderer has been stopped"));
      return FALSE;
    }
  numbered.serial = ++self->serial;
  numbered.offset = offset;
  numbered.room = room;
  if (send (self->process.socket, &numbered, sizeof numbered, MSG_NOSIGNAL) != sizeof numbered)
    g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED, _("The renderer stopped by itself"));
  else if (rc_renderer_process_receive (&self->process, self->serial, room, timeout_ms, reply, cancellable, error))
    return TRUE;
  rc_renderer_process_end (&self->process);
  return FALSE;
}

RcRendererClient *
rc_renderer_client_new (RcRendererRole role, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcRendererClient) self = g_new0 (RcRendererClient, 1);

  g_return_val_if_fail (role >= RC_RENDERER_ROLE_PDF && role <= RC_RENDERER_ROLE_TEXT, NULL);
  if (rc_renderer_process_start (&self->process, role, error) &&
      rc_renderer_process_send_file (&self->process, fd, error) &&
      rc_renderer_process_wait_for_hello (&self->process, cancellable, error))
    return g_steal_pointer (&self);
  return NULL;
}

RcRendererClient *
rc_renderer_client_new_from_spare (RcRendererSpare *spare, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcRendererClient) self = g_new0 (RcRendererClient, 1);

  g_return_val_if_fail (spare, NULL);
  self->process.socket = -1;
  if (!rc_renderer_spare_take (spare, &self->process, cancellable))
    return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : rc_renderer_client_new (rc_renderer_spare_get_role (spare), fd, cancellable, error);
  self->spare = rc_renderer_spare_ref (spare);
  return rc_renderer_process_send_file (&self->process, fd, error) ? g_steal_pointer (&self) : NULL;
}

void
rc_renderer_client_free (RcRendererClient *self)
{
  rc_renderer_process_clear (&self->process);
  g_clear_pointer (&self->spare, rc_renderer_spare_unref);
  g_free (self);
}

GBytes *
rc_renderer_client_call (RcRendererClient *self,
                         const RcRendererRequest *request,
                         guint timeout_ms,
                         RcRendererReply *reply,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GBytes) payload = NULL;

  g_return_val_if_fail (self && request && reply, NULL);
  if (!ask (self, request, 0, RC_RENDERER_MAX_ANSWER, timeout_ms, reply, cancellable, error))
    return NULL;
  payload = rc_renderer_memory_copy (self->process.memory, reply->payload, error);
  if (!payload)
    return NULL;
  if (reply->status != RC_RENDERER_DONE)
    {
      set_refusal (reply, payload, error);
      return NULL;
    }
  return g_steal_pointer (&payload);
}

/* The message of a refusal lies where the pixels should. */
static GBytes *
take_pixels (RcRendererClient *self, gsize offset, gsize size, const RcRendererReply *reply, GError **error)
{
  g_autoptr (GBytes) place = rc_renderer_memory_hand_over (self->process.memory, offset, size);

  if (reply->status != RC_RENDERER_DONE)
    {
      g_autoptr (GBytes) message = g_bytes_new (g_bytes_get_data (place, NULL), MIN (reply->payload, RC_RENDERER_MAX_MESSAGE));

      set_refusal (reply, message, error);
      return NULL;
    }
  if (reply->payload == size)
    return g_steal_pointer (&place);
  rc_renderer_process_end (&self->process);
  rc_renderer_process_set_broken (error);
  return NULL;
}

GBytes *
rc_renderer_client_call_pixels (RcRendererClient *self,
                                const RcRendererRequest *request,
                                gsize size,
                                guint timeout_ms,
                                GCancellable *cancellable,
                                GError **error)
{
  RcRendererReply reply;
  g_autoptr (GBytes) pixels = NULL;
  gsize offset;

  g_return_val_if_fail (self && request && size / 4 <= RC_RENDERER_MAX_PIXELS, NULL);
  if (rc_renderer_memory_take (self->process.memory, MAX (size, RC_RENDERER_MAX_MESSAGE), &offset))
    {
      if (ask (self, request, offset, MAX (size, RC_RENDERER_MAX_MESSAGE), timeout_ms, &reply, cancellable, error))
        return take_pixels (self, offset, size, &reply, error);
      rc_renderer_memory_give_back (self->process.memory, offset);
      return NULL;
    }
  /* So much is shown already that there is no place left. */
  pixels = rc_renderer_client_call (self, request, timeout_ms, &reply, cancellable, error);
  if (!pixels || g_bytes_get_size (pixels) == size)
    return g_steal_pointer (&pixels);
  rc_renderer_process_end (&self->process);
  rc_renderer_process_set_broken (error);
  return NULL;
}

void
rc_renderer_client_set_unwanted (RcRendererClient *self, GCancellable *unwanted)
{
  g_set_object (&self->process.unwanted, unwanted);
}

gboolean
rc_renderer_client_is_alive (RcRendererClient *self)
{
  return self->process.pid != 0;
}

int
rc_renderer_client_get_pid (RcRendererClient *self)
{
  return self->process.pid;
}
