/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream with a window of bytes in memory. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/input.h"

#include <string.h>

#define STEP (64 * 1024)

struct _RcInput
{
  GInputStream *stream; /* (owned) */
  char *buffer;         /* (owned) */
  gsize size;
  gsize start; /* the window is buffer[start .. end) */
  gsize end;
  gboolean at_end;
  guint64 offset;
};

RcInput *
rc_input_new (GInputStream *stream)
{
  RcInput *self = g_new0 (RcInput, 1);

  self->stream = g_object_ref (stream);
  return self;
}

void
rc_input_free (RcInput *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_free (self->buffer);
  g_free (self);
}

/* What was skipped goes before the buffer grows: a pipe gives little at a time, and the window may begin anywhere in it. */
static void
make_room (RcInput *self, gsize wanted)
{
  if (self->start + wanted + STEP <= self->size)
    return;
  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }
  if (wanted + STEP > self->size)
    {
      self->size = MAX (wanted + STEP, self->size + self->size / 2);
      self->buffer = g_realloc (self->buffer, self->size);
    }
}

gboolean
rc_input_fill (RcInput *self, gsize wanted, GCancellable *cancellable, GError **error)
{
  while (!self->at_end && self->end - self->start < wanted)
    {
      gssize n_read;

      make_room (self, wanted);
      n_read = g_input_stream_read (self->stream, self->buffer + self->end, self->size - self->end, cancellable, error);
      if (n_read < 0)
        return FALSE;
      self->at_end = n_read == 0;
      self->end += n_read;
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

const char *
rc_input_peek (RcInput *self, gsize *length)
{
  *length = self->end - self->start;
  return self->buffer != NULL ? self->buffer + self->start : "";
}

void
rc_input_skip (RcInput *self, gsize n_bytes)
{
  g_return_if_fail (n_bytes <= self->end - self->start);

  self->start += n_bytes;
  self->offset += n_bytes;
}

char *
rc_input_take (RcInput *self, gsize n_bytes)
{
  char *bytes = self->buffer + self->start;

  rc_input_skip (self, n_bytes);
  return bytes;
}

gboolean
rc_input_at_end (RcInput *self)
{
  return self->at_end;
}

gssize
rc_input_find (RcInput *self, char byte, gsize from, gsize most, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      gsize length;
      const char *data = rc_input_peek (self, &length);
      const char *found = from < length ? memchr (data + from, byte, length - from) : NULL;

      if (found != NULL)
        return found - data;
      if (self->at_end || length >= most)
        return -1;
      from = MAX (from, length);
      if (!rc_input_fill (self, length + STEP, cancellable, error))
        return -2;
    }
}
