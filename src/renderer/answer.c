/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing of answers into the shared memory. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/answer.h"

#include <glib/gi18n.h>
#include <string.h>

void
rc_answer_refuse (RcAnswer *self, RcRendererStatus status, const char *format, ...)
{
  g_autofree char *message = NULL;
  guint32 serial = self->reply.serial;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->reply = (RcRendererReply){ .serial = serial, .status = status };
  rc_answer_append (self, message, MIN (strlen (message), RC_RENDERER_MAX_MESSAGE));
}

gboolean
rc_answer_append (RcAnswer *self, gconstpointer bytes, gsize size)
{
  if (size > self->room - self->reply.payload)
    return FALSE;
  if (size > 0)
    memcpy (self->memory + self->reply.payload, bytes, size);
  self->reply.payload += size;
  return TRUE;
}

gboolean
rc_answer_append_printf (RcAnswer *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return rc_answer_append (self, text, strlen (text));
}

cairo_surface_t *
rc_answer_make_surface (RcAnswer *self, int width, int height)
{
  gsize size = (gsize) MAX (0, width) * MAX (0, height) * 4;

  if (size == 0 || size > self->room || size / 4 > RC_RENDERER_MAX_PIXELS)
    {
      rc_answer_refuse (self, RC_RENDERER_TOO_LARGE, N_("so many pixels are not made"));
      return NULL;
    }
  self->reply.payload = size;
  return cairo_image_surface_create_for_data (self->memory, CAIRO_FORMAT_ARGB32, width, height, width * 4);
}
