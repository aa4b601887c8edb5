/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a text: up to the first line end the name of its encoding, then what is converted, weighed, and looked at for having
 * been read in a wrong one. */
#include "exchange/charset-guess.h"
#include "exchange/charset.h"
#include "exchange/mojibake.h"
#include "exchange/readings.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

static void
check_conversion (const char *name, const char *text, gsize size)
{
  g_autoptr (RcCharset) charset = rc_charset_new (name);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert ((charset != NULL) == rc_charset_is_known (name));
  if (charset == NULL)
    return;
  g_assert (rc_charset_convert (charset, text, size, out) <= size);
  g_assert (rc_charset_is_utf8 (out->str, out->len));
}

static void
check_readings (const char *text, gsize size)
{
  g_autoptr (GPtrArray) readings = rc_readings_new (text, size);

  g_assert (readings->len <= RC_READINGS_MOST);
  for (guint i = 0; i < readings->len; i++)
    g_assert (g_utf8_validate (((RcReading *) g_ptr_array_index (readings, i))->sample, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  const unsigned char *line_end = memchr (data, '\n', size);
  gsize n = line_end != NULL ? (gsize) (line_end - data) : 0;
  g_autofree char *name = g_strndup ((const char *) data, MIN (n, 32));
  const char *text = (const char *) data + n;
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) (size - n));
  g_autofree char *proposal = rc_mojibake_propose (valid, -1);
  const char *guess = rc_charset_guess (text, size - n);

  g_assert (proposal == NULL || (g_utf8_validate (proposal, -1, NULL) && strcmp (proposal, valid) != 0));
  check_conversion (name, text, size - n);
  if (guess != NULL)
    check_conversion (guess, text, size - n);
  check_readings (text, size - n);
  return 0;
}
