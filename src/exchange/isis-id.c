/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of CDS/ISIS as the tools of BIREME write them down: "!ID 000001", then a line a field, "!v024!Title". */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-files.h"

#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define HEAD "!ID "
#define MAX_TAG 65535

static gboolean
is_head (const char *line, gsize length)
{
  return length > strlen (HEAD) && memcmp (line, HEAD, strlen (HEAD)) == 0 && g_ascii_isdigit (line[strlen (HEAD)]);
}

static guint32
read_number (const char *line, gsize length)
{
  guint64 number = 0;

  for (gsize at = strlen (HEAD); at < length && g_ascii_isdigit (line[at]) && number < G_MAXINT32; at++)
    number = number * 10 + (guint) (line[at] - '0');
  return (guint32) MIN (number, G_MAXINT32);
}

/* "!v024!text": the tag, and where the text begins. 0: no field. */
static guint
parse_field (const char *line, gsize length, gsize *text)
{
  gsize at = 2;
  guint tag = 0;

  if (length < 4 || line[0] != '!' || (line[1] != 'v' && line[1] != 'V'))
    return 0;
  for (; at < length && g_ascii_isdigit (line[at]) && tag <= MAX_TAG; at++)
    tag = tag * 10 + (guint) (line[at] - '0');
  *text = at + 1;
  return at < length && line[at] == '!' && tag <= MAX_TAG ? tag : 0;
}

static void
add_line (RcIsisRecord *record, const char *line, gsize length)
{
  gsize text;
  guint tag = parse_field (line, length, &text);

  if (tag != 0)
    rc_isis_record_add (record, tag, line + text, length - text);
  else if (length > 0)
    rc_isis_record_go_on (record, line, length);
}

/* The bytes up to the next head. 0 at the end, or on an error. */
static gsize
measure_record (RcInput *input, GCancellable *cancellable, GError **error)
{
  gsize at = 0;

  for (;;)
    {
      gssize end = rc_input_find (input, '\n', at, RC_MAX_RECORD_BYTES, cancellable, error);
      gsize length;
      const char *data;

      if (end == -2)
        return 0;
      if (end >= 0 && !rc_input_fill (input, (gsize) end + 1 + strlen (HEAD) + 1, cancellable, error))
        return 0;
      data = rc_input_peek (input, &length);
      if (end == -1)
        return MIN (length, RC_MAX_RECORD_BYTES);
      at = (gsize) end + 1;
      if (is_head (data + at, length - at))
        return at;
    }
}

RcIsisRecord *
rc_isis_id_next (RcInput *input, GCancellable *cancellable, GError **error)
{
  gsize length, n_bytes = measure_record (input, cancellable, error);
  const char *data = rc_input_peek (input, &length), *line = data, *end = data + n_bytes;
  RcIsisRecord *record;

  if (n_bytes == 0)
    return NULL;
  record = rc_isis_record_new (data, n_bytes);
  if (n_bytes >= strlen (BOM) && memcmp (line, BOM, strlen (BOM)) == 0)
    line += strlen (BOM);
  while (line < end)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      gsize line_length;

      stop = stop != NULL ? stop : end;
      line_length = (gsize) (stop - line);
      while (line_length > 0 && strchr ("\r\x1a", line[line_length - 1]) != NULL)
        line_length--;
      if (is_head (line, line_length))
        record->mfn = read_number (line, line_length);
      else
        add_line (record, line, line_length);
      line = stop + 1;
    }
  if (n_bytes >= RC_MAX_RECORD_BYTES)
    record->rejection = g_strdup_printf (_ ("more than %d MiB without an end of record"), RC_MAX_RECORD_BYTES / 1024 / 1024);
  rc_input_skip (input, n_bytes);
  return record;
}

gboolean
rc_isis_id_looks_like (const char *data, gsize length)
{
  const char *stop = memchr (data, '\n', MIN (length, 64));
  gsize text;

  if (stop == NULL || !is_head (data, (gsize) (stop - data)))
    return FALSE;
  return parse_field (stop + 1, length - (gsize) (stop + 1 - data), &text) != 0;
}
