/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning of a file read in several encodings. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/readings.h"

#include "exchange/charset-guess.h"
#include "exchange/charset.h"

#include <string.h>

#define MOST_BYTES (64 * 1024)
#define MOST_WEIGHED 4096 /* bytes beyond ASCII */
#define MOST_LINES 8
#define LINE_BYTES 120
#define UTF8_WORTH 9.0 /* what is UTF-8 to the last byte is hardly anything else */

void
rc_reading_free (RcReading *self)
{
  g_free (self->sample);
  g_free (self);
}

/* Adds a piece without its subfield code to the lines that are shown. */
static void
add_line (GPtrArray *lines, const char *piece, gsize length)
{
  if (lines->len < MOST_LINES && length > 0)
    g_ptr_array_add (lines, g_bytes_new (piece, MIN (length, LINE_BYTES)));
}

/* The pieces between control characters that are not ASCII: fields, subfields, lines. */
static void
weigh (const char *data, gsize length, RcEvidence *evidence, GPtrArray *lines)
{
  gsize start = 0;

  for (gsize at = 0; at <= length && rc_evidence_get_n_bytes (evidence) < MOST_WEIGHED; at++)
    if (at == length || ((guchar) data[at] < ' ' && data[at] != '\x1b'))
      {
        gsize code = start > 0 && data[start - 1] == '\x1f' ? 1 : 0;

        if (at > start + code && !rc_charset_is_ascii (data + start, at - start))
          {
            rc_evidence_add (evidence, data + start + code, at - start - code);
            add_line (lines, data + start + code, at - start - code);
          }
        start = at + 1;
      }
}

static RcReading *
read_lines (const char *encoding, GPtrArray *lines, double worth)
{
  g_autoptr (RcCharset) charset = rc_charset_new (encoding);
  g_autoptr (GString) sample = g_string_new (NULL);
  RcReading *reading;

  if (charset == NULL)
    return NULL;
  for (guint i = 0; i < lines->len; i++)
    {
      gsize size;
      const char *line = g_bytes_get_data (lines->pdata[i], &size);

      if (i > 0)
        g_string_append_c (sample, '\n');
      rc_charset_convert (charset, line, size, sample);
    }
  for (gsize i = 0; i < sample->len; i++)
    if (sample->str[i] == '\0')
      sample->str[i] = ' ';
  reading = g_new0 (RcReading, 1);
  reading->encoding = encoding;
  reading->sample = g_utf8_normalize (sample->str, (gssize) sample->len, G_NORMALIZE_NFC);
  reading->worth = worth;
  return reading;
}

static int
compare_readings (gconstpointer a, gconstpointer b)
{
  const RcReading *one = *(const RcReading *const *) a, *two = *(const RcReading *const *) b;

  return one->worth < two->worth ? 1 : one->worth > two->worth ? -1 : 0;
}

/* The best of those that say the same, and not more than a screen has room for. */
static void
thin_out (GPtrArray *readings)
{
  for (guint i = 0; i < readings->len; i++)
    for (guint k = readings->len - 1; k > i; k--)
      if (g_strcmp0 (((RcReading *) readings->pdata[i])->sample, ((RcReading *) readings->pdata[k])->sample) == 0)
        g_ptr_array_remove_index (readings, k);
  if (readings->len > RC_READINGS_MOST)
    g_ptr_array_set_size (readings, RC_READINGS_MOST);
}

/* The last character may be cut. */
static gboolean
is_utf8 (const char *data, gsize length)
{
  const char *last = length > 4 ? g_utf8_find_prev_char (data, data + length) : NULL;

  return rc_charset_is_utf8 (data, length) || (last != NULL && rc_charset_is_utf8 (data, (gsize) (last - data)));
}

GPtrArray *
rc_readings_new (const char *data, gsize length)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reading_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (RcEvidence) evidence = rc_evidence_new ();
  const char *const *names = rc_charset_get_guessed ();

  length = MIN (length, MOST_BYTES);
  weigh (data, length, evidence, lines);
  if (lines->len == 0)
    return readings;
  g_ptr_array_add (readings, read_lines (RC_CHARSET_UTF8, lines, is_utf8 (data, length) ? UTF8_WORTH : -UTF8_WORTH));
  for (guint i = 0; names[i] != NULL; i++)
    {
      RcReading *reading = read_lines (names[i], lines, rc_evidence_get_worth (evidence, names[i]));

      if (reading != NULL)
        g_ptr_array_add (readings, reading);
    }
  g_ptr_array_sort (readings, compare_readings);
  thin_out (readings);
  return readings;
}
