/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of formats that mostly say nothing of their encoding, into UTF-8. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/plain-text.h"

#include "exchange/charset-guess.h"
#include "exchange/charset.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define SAMPLE 256
#define ENOUGH_BYTES 4096 /* beyond ASCII, to know an encoding by */

gboolean
rc_plain_text_is_utf16 (const char *data, gsize length, const char **encoding)
{
  gsize n_even = 0, n_odd = 0;

  if (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    {
      *encoding = data[0] == '\xff' ? "utf-16le" : "utf-16be";
      return TRUE;
    }
  for (gsize i = 0; i < MIN (length, SAMPLE); i++)
    if (data[i] == '\0')
      (*(i % 2 == 0 ? &n_even : &n_odd))++;
  /* Every second byte of Latin letters, digits and blanks is zero, and no other. */
  if (length < 8 || MAX (n_even, n_odd) < MIN (length, SAMPLE) / 10 || MIN (n_even, n_odd) > 0)
    return FALSE;
  *encoding = n_odd > n_even ? "utf-16le" : "utf-16be";
  return TRUE;
}

/* Every four bytes are a character of the first 65 536, and none that controls. */
static gboolean
has_units_of_four (const char *data, gsize length, gboolean big_endian)
{
  gsize n = MIN (length, SAMPLE) / 4;

  for (gsize i = 0; i < n; i++)
    {
      guint32 unit;

      memcpy (&unit, data + 4 * i, sizeof unit);
      unit = big_endian ? GUINT32_FROM_BE (unit) : GUINT32_FROM_LE (unit);
      if (unit > 0xffff || (unit < ' ' && unit != '\t' && unit != '\n' && unit != '\r'))
        return FALSE;
    }
  return n >= 4;
}

gboolean
rc_plain_text_is_utf32 (const char *data, gsize length, const char **encoding)
{
  for (guint i = 0; i < 2; i++)
    if (has_units_of_four (data, length, i == 1))
      {
        *encoding = i == 1 ? "utf-32be" : "utf-32le";
        return TRUE;
      }
  return FALSE;
}

gboolean
rc_plain_text_is_iso2022 (const char *data, gsize length, const char **encoding)
{
  static const char *const escapes[] = { "\x1b$B", "\x1b$@", "\x1b$(D" };

  /* Records of ISO 2709 have escapes of MARC-8, and XML says what it is in. */
  if (memchr (data, '\x1b', length) == NULL || memchr (data, '\x1e', length) != NULL || *data == '<')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if ((guchar) data[i] >= 0x80)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (memmem (data, length, escapes[i], strlen (escapes[i])) != NULL)
      {
        *encoding = i < 2 ? "iso-2022-jp" : "iso-2022-jp-2";
        return TRUE;
      }
  return FALSE;
}

gboolean
rc_plain_text_is_wide (const char *data, gsize length, const char **encoding)
{
  static const struct
  {
    const char bytes[5];
    const char *encoding;
  } known[] = { { "\xff\xfe\0\0", "utf-32le" }, { "\0\0\xfe\xff", "utf-32be" }, { "<\0\0\0", "utf-32le" }, { "\0\0\0<", "utf-32be" } };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (length >= 4 && memcmp (data, known[i].bytes, 4) == 0)
      {
        *encoding = known[i].encoding;
        return TRUE;
      }
  if (length >= 4 && ((data[0] == '<' && data[1] == '\0') || (data[0] == '\0' && data[1] == '<')))
    {
      *encoding = data[0] == '<' ? "utf-16le" : "utf-16be";
      return TRUE;
    }
  return rc_plain_text_is_utf16 (data, length, encoding);
}

RcInput *
rc_plain_text_convert_input (RcInput *input, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *text = NULL;
  const char *data;
  gsize length, n_written;

  if (!rc_input_fill (input, RC_MAX_DOCUMENT_BYTES + 1, cancellable, error))
    return NULL;
  data = rc_input_peek (input, &length);
  if (length > RC_MAX_DOCUMENT_BYTES)
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the file is in UTF-16 and has more than %d MiB: save it in UTF-8"),
                   RC_MAX_DOCUMENT_BYTES / 1024 / 1024);
      return NULL;
    }
  if (g_str_has_prefix (encoding, "utf-"))
    length &= strstr (encoding, "32") != NULL ? ~(gsize) 3 : ~(gsize) 1;
  text = g_convert_with_fallback (data, (gssize) length, "UTF-8", encoding, "\xef\xbf\xbd", NULL, &n_written, NULL);
  if (text == NULL)
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the file looks like %s and is broken"), encoding);
      return NULL;
    }
  stream = g_memory_input_stream_new_from_data (g_steal_pointer (&text), (gssize) n_written, g_free);
  return rc_input_new (stream);
}

static void
convert (const char *data, gsize length, const char *encoding, GString *out, RcReaderItem *item)
{
  RcCharset *charset = rc_charset_new (encoding);
  guint n_lost;

  if (charset == NULL)
    {
      g_string_append_len (out, data, (gssize) length);
      return;
    }
  n_lost = rc_charset_convert (charset, data, length, out);
  if (n_lost > 0 && item != NULL)
    rc_reader_item_warn (item,
                         ngettext ("%u character could not be converted and is shown as �",
                                   "%u characters could not be converted and are shown as �", n_lost),
                         n_lost);
  rc_charset_free (charset);
}

void
rc_plain_text_weigh (RcEvidence *evidence, const char *data, gsize length)
{
  for (gsize at = 0; at < length && rc_evidence_get_n_bytes (evidence) < ENOUGH_BYTES;)
    {
      const char *end = memchr (data + at, '\n', length - at);
      gsize n = end != NULL ? (gsize) (end - data) - at : length - at;

      if (!rc_charset_is_utf8 (data + at, n))
        rc_evidence_add (evidence, data + at, n);
      at += n + 1;
    }
}

const char *
rc_plain_text_guess (const char *data, gsize length)
{
  g_autoptr (RcEvidence) evidence = rc_evidence_new ();
  const char *guess;

  rc_evidence_set_plain (evidence);
  rc_plain_text_weigh (evidence, data, length);
  guess = rc_evidence_choose (evidence, NULL);
  return guess != NULL ? guess : "windows-1252";
}

GString *
rc_plain_text_decode (const char *data, gsize length, const char *encoding, RcReaderItem *item)
{
  GString *out = g_string_sized_new (length + 1);

  if (length >= strlen (BOM) && memcmp (data, BOM, strlen (BOM)) == 0)
    {
      data += strlen (BOM);
      length -= strlen (BOM);
    }
  if (encoding == NULL && !rc_charset_is_utf8 (data, length))
    {
      encoding = rc_plain_text_guess (data, length);
      if (item != NULL)
        rc_reader_item_warn (item, _ ("the text is not in UTF-8 and was read as %s"), encoding);
    }
  if (item != NULL)
    item->encoding = encoding != NULL ? g_intern_string (encoding) : rc_charset_is_ascii (data, length) ? NULL : RC_CHARSET_UTF8;
  if (encoding != NULL)
    convert (data, length, encoding, out, item);
  else
    g_string_append_len (out, data, (gssize) length);
  for (gsize i = 0; i < out->len; i++)
    if (out->str[i] == '\0')
      out->str[i] = ' ';
  if (!g_utf8_validate_len (out->str, out->len, NULL))
    {
      g_autofree char *valid = g_utf8_make_valid (out->str, (gssize) out->len);

      g_string_assign (out, valid);
    }
  return out;
}
