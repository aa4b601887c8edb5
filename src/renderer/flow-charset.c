/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a text into UTF-8. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow.h"

#include <string.h>

#define SAMPLE 4096
#define WESTERN "WINDOWS-1252"

static const struct
{
  const char *mark;
  gsize length;
  const char *charset;
} marks[] = {
  { "\xef\xbb\xbf", 3, "UTF-8" },
  { "\xff\xfe", 2, "UTF-16LE" },
  { "\xfe\xff", 2, "UTF-16BE" },
};

/* Without a mark: which half of each pair is zero, as in Latin letters, or the 04 of Cyrillic ones. */
static const char *
find_utf16 (const guint8 *bytes, gsize size)
{
  gsize n_pairs = MIN (size, SAMPLE) / 2;
  gsize upper[2] = { 0, 0 };

  for (gsize i = 0; i < n_pairs; i++)
    for (guint half = 0; half < 2; half++)
      if (bytes[i * 2 + half] == 0 || bytes[i * 2 + half] == 4)
        upper[half]++;
  if (n_pairs > 4 && upper[1] * 10 > n_pairs * 8)
    return "UTF-16LE";
  if (n_pairs > 4 && upper[0] * 10 > n_pairs * 8)
    return "UTF-16BE";
  return NULL;
}

/* Valid, but perhaps for a letter that is cut off at the end. */
static gboolean
is_utf8 (const char *bytes, gsize size)
{
  const char *end = bytes;

  for (;;)
    {
      gsize left = size - (gsize) (end - bytes);

      if (g_utf8_validate_len (end, left, &end))
        return TRUE;
      if (*end != '\0')
        return end > bytes && g_utf8_get_char_validated (end, (gssize) (size - (gsize) (end - bytes))) == (gunichar) -2;
      end++;
    }
}

/* (nullable) What cannot be read in it becomes a sign for that, and the rest goes on. */
static char *
convert (const char *bytes, gsize size, const char *charset)
{
  const gsize unit = g_str_has_prefix (charset, "UTF-16") ? 2 : 1;
  GIConv converter = g_iconv_open ("UTF-8", charset);
  GString *out;
  char *in = (char *) bytes;
  gsize left = size / unit * unit;

  /* Web pages say x-mac-cyrillic, x-cp1251. */
  if (converter == (GIConv) -1 && g_ascii_strncasecmp (charset, "x-", 2) == 0)
    converter = g_iconv_open ("UTF-8", charset + 2);
  if (converter == (GIConv) -1)
    return NULL;
  out = g_string_sized_new (size + size / 2);
  while (left > 0)
    {
      char buffer[8192];
      char *to = buffer;
      gsize room = sizeof buffer;
      gsize done = g_iconv (converter, &in, &left, &to, &room);

      g_string_append_len (out, buffer, to - buffer);
      if (done != (gsize) -1 || to > buffer)
        continue;
      g_string_append (out, "\xef\xbf\xbd");
      in += MIN (left, unit);
      left -= MIN (left, unit);
    }
  g_iconv_close (converter);
  return g_string_free (out, FALSE);
}

char *
rc_flow_convert (const char *bytes, gsize size, const char *charset)
{
  char *text = convert (bytes, size, charset);

  if (!text)
    text = convert (bytes, size, WESTERN);
  /* On a system that does not even have that one. */
  return text ? text : g_utf8_make_valid (bytes, (gssize) size);
}

char *
rc_flow_decode (const char *bytes, gsize size, const char *charset)
{
  const char *certain = NULL;

  for (gsize i = 0; !certain && i < G_N_ELEMENTS (marks); i++)
    if (size >= marks[i].length && memcmp (bytes, marks[i].mark, marks[i].length) == 0)
      {
        certain = marks[i].charset;
        bytes += marks[i].length;
        size -= marks[i].length;
      }
  if (!certain)
    certain = find_utf16 ((const guint8 *) bytes, size);
  if (!certain && is_utf8 (bytes, size))
    certain = "UTF-8";
  if (certain && g_str_equal (certain, "UTF-8"))
    return g_utf8_make_valid (bytes, (gssize) size);
  return rc_flow_convert (bytes, size, certain ? certain : charset ? charset : WESTERN);
}
