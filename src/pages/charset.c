/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of old discs say nothing of their character set: a guess that is right for the texts we have. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/charset.h"

#include <string.h>

#define LONGEST_LETTER 4 /* bytes of one letter in UTF-8 */

/* Line ends as '\n'; nothing a terminal or a label would act on. */
static char *
clean (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        {
          if (p[1] != '\n')
            g_string_append_c (result, '\n');
        }
      else if (c == '\n' || c == '\t' || !(g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT))
        g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}

static char *
convert (const char *bytes, gsize length, const char *charset)
{
  g_autofree char *text = g_convert_with_fallback (bytes, (gssize) length, "UTF-8", charset, "\xef\xbf\xbd", NULL, NULL, NULL);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text) : NULL;
}

/* Valid but for a letter that is cut off at the end. */
static gboolean
is_utf8 (const char *bytes, gsize length, gsize *valid)
{
  const char *end;

  if (!g_utf8_validate_len (bytes, length, &end) && length - (gsize) (end - bytes) >= LONGEST_LETTER)
    return FALSE;
  *valid = (gsize) (end - bytes);
  return *valid == length || length >= LONGEST_LETTER;
}

/* Which half of each pair is zero: the upper one of Latin letters, or the constant 04 of Cyrillic ones. */
static const char *
guess_utf16 (const guint8 *bytes, gsize length)
{
  gsize n_pairs = MIN (length, 4096) / 2;
  gsize upper[2] = { 0, 0 };

  if (length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    return "UTF-16LE";
  if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    return "UTF-16BE";
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

/* How much a decoded text looks like something that people write here: words of common letters, no frames, no strange capitals. */
static int
score (const char *text)
{
  static const char *const common = "оеаинтсрвлкмыдпу";
  gunichar before = ' ';
  int points = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80)
        points -= g_ascii_isalpha ((char) c) && g_unichar_get_script (before) == G_UNICODE_SCRIPT_CYRILLIC ? 4 : 0;
      else if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_CYRILLIC && before < 0x80 && g_ascii_isalpha ((char) before))
        points -= 4;
      else if (g_utf8_strchr (common, -1, c) != NULL)
        points += 3;
      else if (c >= 0x430 && c <= 0x451)
        points += 1;
      else if (c >= 0x410 && c <= 0x42f)
        points += g_unichar_islower (before) ? -3 : 1;
      else if (g_utf8_strchr ("әіңғүұқөһӘІҢҒҮҰҚӨҺ", -1, c) != NULL)
        points += g_unichar_isupper (c) && g_unichar_islower (before) ? -3 : 2;
      else if (g_utf8_strchr ("«»—–„“”’…№", -1, c) != NULL)
        points += g_unichar_isalpha (before) && c == 0xab ? -2 : 0;
      else if (c >= 0xc0 && c <= 0x17f)
        points += g_ascii_isalpha ((char) MIN (before, 127)) && before < 0x80 && g_unichar_islower (c) ? 2 : -2;
      else
        points -= 4;
      before = c;
    }
  return points;
}

static char *
guess_single_byte (const char *bytes, gsize length, const char **charset)
{
  static const char *const names[] = { "CP1251", "CP866", "PT154", "KOI8-R", "CP1252" };
  g_autofree char *best = NULL;
  int best_score = G_MININT;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = convert (bytes, length, names[i]);
      int points = text != NULL ? score (text) : G_MININT;

      if (text != NULL && points > best_score)
        {
          g_free (best);
          best = g_steal_pointer (&text);
          best_score = points;
          *charset = names[i];
        }
    }
  return g_steal_pointer (&best);
}

char *
rc_charset_decode (const char *bytes, gsize length, const char **charset)
{
  g_autofree char *text = NULL;
  const char *guess = guess_utf16 ((const guint8 *) bytes, length);
  gsize valid;

  if (guess != NULL)
    text = convert (bytes, length & ~(gsize) 1, guess);
  else if (is_utf8 (bytes, length, &valid))
    {
      gsize mark = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

      guess = "UTF-8";
      text = g_strndup (bytes + mark, valid - mark);
    }
  else
    text = guess_single_byte (bytes, length, &guess);

  if (charset != NULL)
    *charset = guess;
  return clean (text != NULL ? text : "");
}
