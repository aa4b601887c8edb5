/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of IRBIS as text: a line a field, stars after each record. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-files.h"

#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define STARS "*****"
#define MAX_TAG 65535

/* "200: text", "200/1:_text", "200 text" without its colon: the tag, and where the text begins. 0: no field. `odd`: written
 * otherwise than it should be. */
static guint
parse_head (const char *line, gsize length, gsize *text, gboolean *odd)
{
  gsize at = 0;
  guint tag = 0;

  *odd = length == 0 || line[0] != '#';
  if (!*odd)
    at++;
  for (; at < length && g_ascii_isdigit (line[at]); at++)
    {
      tag = tag * 10 + (line[at] - '0');
      if (tag > MAX_TAG)
        return 0;
    }
  if (tag == 0 || at == length)
    return 0;
  if (line[at] == '/')
    for (at++; at < length && g_ascii_isdigit (line[at]);)
      at++;
  if (at < length && line[at] == ':')
    at++;
  else if (!*odd && at < length && line[at] == ' ')
    *odd = TRUE;
  else
    return 0;
  if (at < length && (line[at] == ' ' || line[at] == '_'))
    at++;
  *text = at;
  return tag;
}

static gboolean
is_blank (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]) && line[i] != '\x1a' && line[i] != '\0')
      return FALSE;
  return TRUE;
}

static void
add_line (RcIsisRecord *record, const char *line, gsize length)
{
  gsize text = 0;
  gboolean odd;
  guint tag;

  if (is_blank (line, length))
    return;
  tag = parse_head (line, length, &text, &odd);
  if (tag != 0)
    {
      if (odd)
        rc_isis_record_warn (record, _ ("the line of field %u was not written as it should be and was read"), tag);
      rc_isis_record_add (record, tag, line + text, length - text);
    }
  else
    rc_isis_record_go_on (record, line, length);
}

/* The bytes of the record that begins in the window, with its stars. 0 at the end, or on an error. */
static gsize
measure_record (RcInput *input, GCancellable *cancellable, GError **error)
{
  gsize at = 0;

  for (;;)
    {
      gssize end = rc_input_find (input, '\n', at, RC_MAX_RECORD_BYTES, cancellable, error);
      gsize length;
      const char *data = rc_input_peek (input, &length);

      if (end == -2)
        return 0;
      if (end == -1)
        return MIN (length, RC_MAX_RECORD_BYTES);
      if (memcmp (data + at, STARS, MIN (strlen (STARS), (gsize) end - at)) == 0 && (gsize) end - at >= strlen (STARS))
        return end + 1;
      at = end + 1;
    }
}

RcIsisRecord *
rc_isis_text_next (RcInput *input, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      g_autoptr (RcIsisRecord) record = NULL;
      gsize length, n_bytes = measure_record (input, cancellable, error);
      const char *data = rc_input_peek (input, &length), *line = data, *end = data + n_bytes;

      if (n_bytes == 0)
        return NULL;
      record = rc_isis_record_new (data, n_bytes);
      if (n_bytes >= strlen (BOM) && memcmp (line, BOM, strlen (BOM)) == 0)
        line += strlen (BOM);
      while (line < end)
        {
          const char *stop = memchr (line, '\n', end - line);
          gsize line_length;

          stop = stop != NULL ? stop : end;
          line_length = stop - line;
          while (line_length > 0 && line[line_length - 1] == '\r')
            line_length--;
          if (line_length < strlen (STARS) || memcmp (line, STARS, strlen (STARS)) != 0)
            add_line (record, line, line_length);
          line = stop + 1;
        }
      if (n_bytes >= RC_MAX_RECORD_BYTES)
        record->rejection = g_strdup_printf (_ ("more than %d MiB without an end of record"), RC_MAX_RECORD_BYTES / 1024 / 1024);
      rc_input_skip (input, n_bytes);
      if (record->fields->len > 0 || record->warnings->len > 0)
        return g_steal_pointer (&record);
    }
}

gboolean
rc_isis_text_looks_like (const char *data, gsize length)
{
  guint n_fields = 0;
  gboolean stars = FALSE;

  for (const char *line = data, *end = data + length; line < end && n_fields < 2000;)
    {
      const char *stop = memchr (line, '\n', end - line);
      gsize line_length = (stop != NULL ? stop : end) - line, text;
      gboolean odd;

      if (line_length > 4 && *line == '#' && parse_head (line, line_length, &text, &odd) != 0 && !odd)
        n_fields++;
      else if (n_fields == 0)
        return FALSE;
      else if (line_length >= strlen (STARS) && memcmp (line, STARS, strlen (STARS)) == 0)
        {
          stars = TRUE;
          break;
        }
      line += line_length + 1;
    }
  return stars ? n_fields >= 1 : n_fields >= 3;
}
