/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may stand in text of MARC-8. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/charset.h"

#include <string.h>

#define ESCAPE '\x1b'
#define REFERENCE "&#x"
#define MAX_DIGITS 6

static gboolean
is_ansel_mark (guchar byte)
{
  return byte >= 0xe0 && byte <= 0xfe && byte != 0xfc && byte != 0xfd;
}

static gboolean
is_ansel_letter (guchar byte)
{
  return byte == 0x88 || byte == 0x89 || byte == 0x8d || byte == 0x8e || (byte >= 0xa1 && byte <= 0xae)
         || (byte >= 0xb0 && byte <= 0xbd && byte != 0xbb) || (byte >= 0xc0 && byte <= 0xc8);
}

gboolean
rc_charset_is_ansel (guchar byte)
{
  return byte < 0x80 || is_ansel_mark (byte) || is_ansel_letter (byte);
}

gboolean
rc_charset_is_marc8 (const char *text, gsize length)
{
  guint n_marks = 0;

  if (memchr (text, ESCAPE, length) != NULL)
    return TRUE; /* another set may follow: the converter judges it */
  for (gsize i = 0; i < length; i++)
    {
      guchar byte = text[i];

      if (is_ansel_mark (byte))
        {
          if (++n_marks > 3)
            return FALSE;
          continue;
        }
      if (n_marks > 0 && byte < 0x80 && !g_ascii_isalpha (byte) && byte != ' ')
        return FALSE;
      if (byte >= 0x80 && !is_ansel_letter (byte))
        return FALSE;
      n_marks = 0;
    }
  return n_marks == 0;
}

gboolean
rc_charset_has_references (const char *text, gsize length)
{
  return memmem (text, length, REFERENCE, strlen (REFERENCE)) != NULL;
}

void
rc_charset_expand_references (GString *text)
{
  g_autoptr (GString) out = g_string_sized_new (text->len);
  const char *p = text->str, *end = text->str + text->len, *found;

  while ((found = memmem (p, (gsize) (end - p), REFERENCE, strlen (REFERENCE))) != NULL)
    {
      const char *digits = found + strlen (REFERENCE), *stop = digits;
      gunichar c = 0;

      while (stop < end && stop - digits < MAX_DIGITS && g_ascii_isxdigit (*stop))
        c = 16 * c + (gunichar) g_ascii_xdigit_value (*stop++);
      g_string_append_len (out, p, found - p);
      /* What ASCII has needs no reference, and may mean something else. */
      if (stop > digits && stop < end && *stop == ';' && c >= 0xa0 && g_unichar_validate (c))
        {
          g_string_append_unichar (out, c);
          p = stop + 1;
        }
      else
        {
          g_string_append_len (out, found, stop - found);
          p = stop;
        }
    }
  g_string_append_len (out, p, end - p);
  g_string_truncate (text, 0);
  g_string_append_len (text, out->str, (gssize) out->len);
}

/* Romanisation writes marks on letters that Unicode has no single character for: lines and dots below, and the breve that some
 * type for a caron. */
static gboolean
is_romanised (gunichar letter, gunichar mark)
{
  static const struct
  {
    gunichar mark;
    const char *letters;
  } known[] = { { 0x306, "cszCSZ" }, { 0x310, "mnlMNL" }, { 0x324, "tszdhkTSZDHK" }, { 0x325, "rlRL" }, { 0x332, "khdtnlrzbsgcKHDTNLRZBSGC" } };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].mark == mark)
      return letter != 0 && letter < 0x80 && strchr (known[i].letters, (int) letter) != NULL;
  /* Halves of a ligature, and a mark upon another one. */
  return mark == 0x361 || mark == 0x360 || mark == 0xfe20 || mark == 0xfe21 || letter >= 0x80;
}

gboolean
rc_charset_shares_letters (RcCharset *marc8, const char *text, gsize length, const char *other)
{
  g_autoptr (GString) read = g_string_sized_new (2 * length);
  g_autofree char *composed = NULL;
  GIConv iconv = g_iconv_open (other, "UTF-8");
  gboolean shared = FALSE;
  gunichar before = 0;

  rc_charset_convert (marc8, text, length, read);
  composed = g_utf8_normalize (read->str, (gssize) read->len, G_NORMALIZE_NFC);
  for (const char *p = composed; p != NULL && *p != '\0' && !shared && iconv != (GIConv) -1; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      g_autofree char *one = NULL;

      if (c >= 0x80 && g_unichar_isalpha (c))
        one = g_convert_with_iconv (p, g_utf8_next_char (p) - p, iconv, NULL, NULL, NULL);
      shared = one != NULL || (g_unichar_ismark (c) && is_romanised (before, c));
      before = c;
    }
  if (iconv != (GIConv) -1)
    g_iconv_close (iconv);
  return shared;
}

RcMarks
rc_charset_judge_marks (RcCharset *marc8, const char *text, gsize length)
{
  g_autoptr (GString) read = g_string_sized_new (2 * length);
  g_autofree char *composed = NULL;
  RcMarks marks = rc_charset_convert (marc8, text, length, read) > 0 ? RC_MARKS_STRANGE : RC_MARKS_NONE;
  gunichar before = 0;

  composed = g_utf8_normalize (read->str, (gssize) read->len, G_NORMALIZE_NFC);
  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c) ? is_romanised (before, c) : c >= 0x80 && c != 0xfffd)
        return RC_MARKS_FITTING;
      if (c >= 0x80)
        marks = RC_MARKS_STRANGE;
      before = c;
    }
  return marks;
}
