/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A master file from front to back. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-master.h"

#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define BLOCK 512 /* a leader is not split by the end of one */
#define PROBE 4096
#define MAX_JUNK (1024 * 1024) /* in one stretch */

struct _RcIsisMaster
{
  RcInput *input; /* (unowned) */
  const RcIsisLayout *layout;
  guint shift;
  guint32 n_records;
  guint64 offset; /* of the window in the file */
  gsize taken;    /* of the window by the last stretch */
};

RcIsisMaster *
rc_isis_master_new (RcInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcIsisMaster) self = g_new0 (RcIsisMaster, 1);
  const char *data;
  gsize length;

  self->input = input;
  if (!rc_input_fill (input, 64 * 1024, cancellable, error))
    return NULL;
  data = rc_input_peek (input, &length);
  self->layout = rc_isis_layout_detect (data, length);
  if (self->layout == NULL)
    {
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("no master file of CDS/ISIS"));
      return NULL;
    }
  self->shift = rc_isis_layout_get_shift (self->layout, data);
  self->n_records = MAX (rc_isis_layout_read_32 (self->layout, data + 4), 1) - 1;
  self->taken = MIN (length, self->layout->control);
  return g_steal_pointer (&self);
}

void
rc_isis_master_free (RcIsisMaster *self)
{
  g_free (self);
}

const RcIsisLayout *
rc_isis_master_get_layout (RcIsisMaster *self)
{
  return self->layout;
}

guint
rc_isis_master_get_shift (RcIsisMaster *self)
{
  return self->shift;
}

guint32
rc_isis_master_get_n_records (RcIsisMaster *self)
{
  return self->n_records;
}

static void
skip (RcIsisMaster *self, gsize n_bytes)
{
  rc_input_skip (self->input, n_bytes);
  self->offset += n_bytes;
}

/* Reads the header of a record `at` bytes into the window. FALSE: none begins there, or an error. */
static gboolean
read_header (RcIsisMaster *self, gsize at, gboolean sure, RcIsisHeader *header, GCancellable *cancellable, GError **error)
{
  gsize length, wanted;
  const char *data;

  if (!rc_input_fill (self->input, at + self->layout->leader, cancellable, error))
    return FALSE;
  data = rc_input_peek (self->input, &length);
  if (length < at)
    return FALSE;
  wanted = rc_isis_layout_measure (self->layout, data + at, length - at);
  if (wanted == 0 || !rc_input_fill (self->input, at + wanted, cancellable, error))
    return FALSE;
  data = rc_input_peek (self->input, &length);
  return rc_isis_layout_read_header (self->layout, data + at, length - at, sure, header);
}

static gsize
round_up (RcIsisMaster *self, gsize length)
{
  gsize unit = self->layout->irbis64 ? 1 : (gsize) MAX (2, 1u << self->shift);

  return (length + unit - 1) / unit * unit;
}

/* The first place in the window, from `at` on, where a record surely begins; `most` when there is none before. */
static gsize
find_record (RcIsisMaster *self, gsize at, gsize most, GCancellable *cancellable, GError **error)
{
  gsize step = self->layout->irbis64 ? 1 : 2;
  RcIsisHeader header;

  for (; at < most; at += step)
    {
      gsize length;
      const char *data;

      if (!rc_input_fill (self->input, at + PROBE, cancellable, error))
        return most;
      data = rc_input_peek (self->input, &length);
      if (length <= at)
        return MIN (most, length);
      if (rc_isis_layout_measure (self->layout, data + at, length - at) != 0
          && read_header (self, at, TRUE, &header, cancellable, error))
        return at;
    }
  return most;
}

/* The bytes of a record whose header was read. The longer of what leader and directory say, since a record that is locked
 * grows past its length; but a broken directory must not swallow the records that follow. */
static gsize
measure_record (RcIsisMaster *self, const RcIsisHeader *header, GCancellable *cancellable, GError **error)
{
  gsize by_leader = round_up (self, header->length), by_directory = round_up (self, header->extent);
  gsize base = self->layout->leader + (gsize) header->n_fields * self->layout->entry;

  if (by_directory <= by_leader)
    return by_leader;
  return find_record (self, MAX (by_leader, round_up (self, base)), by_directory, cancellable, error);
}

static gboolean
is_blank (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] != '\0' && data[i] != ' ')
      return FALSE;
  return TRUE;
}

/* Past what fills a block up, and zero bytes. FALSE on an error. */
static gboolean
skip_filling (RcIsisMaster *self, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      gsize length, n = 0, left = BLOCK - self->offset % BLOCK;
      const char *data;
      RcIsisHeader header;

      if (!rc_input_fill (self->input, PROBE, cancellable, error))
        return FALSE;
      data = rc_input_peek (self->input, &length);
      if (self->layout->irbis64)
        {
          /* The number of a record begins with zero bytes, too. */
          while (n + 4 <= length && memcmp (data + n, "\0\0\0\0", 4) == 0)
            n++;
          if (n + 4 > length && is_blank (data + n, length - n))
            n = length;
        }
      else if (length > 0 && is_blank (data, MIN (left, length)))
        n = MIN (left, length);
      else if (left < self->layout->leader && length > left && !read_header (self, 0, TRUE, &header, cancellable, NULL)
               && read_header (self, left, TRUE, &header, cancellable, NULL))
        n = left;
      if (n == 0)
        return TRUE;
      skip (self, n);
    }
}

gboolean
rc_isis_master_next (RcIsisMaster *self, RcIsisSpan *span, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gsize length;

  skip (self, self->taken);
  self->taken = 0;
  for (;;)
    {
      if (!skip_filling (self, cancellable, error))
        return FALSE;
      rc_input_peek (self->input, &length);
      if (length == 0)
        return FALSE;
      span->record = read_header (self, 0, FALSE, &span->header, cancellable, &problem);
      if (span->record)
        span->length = measure_record (self, &span->header, cancellable, &problem);
      else if (problem == NULL)
        span->length = find_record (self, self->layout->irbis64 ? 1 : 2, MAX_JUNK, cancellable, &problem);
      if (problem != NULL || !rc_input_fill (self->input, span->length, cancellable, &problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      span->data = rc_input_peek (self->input, &length);
      span->length = MIN (span->length, length);
      span->offset = self->offset;
      if (span->record || !is_blank (span->data, span->length))
        {
          self->taken = span->length;
          return TRUE;
        }
      skip (self, span->length);
    }
}
