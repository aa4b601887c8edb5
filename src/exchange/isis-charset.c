/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What encoding the text of an ISIS database is in, by its letters: a database has one, so that many records speak. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-charset.h"

#include "exchange/charset-guess.h"
#include "exchange/charset.h"

#include <string.h>

#define SAMPLE (256 * 1024)

/* How much a text in a western language reads as it should: common letters count, signs inside words count against. */
static int
score_western (const char *utf8)
{
  static const char common[] = "éèêàâçîïôûùëüöäñáíóúãõºª«»";
  static const char capitals[] = "ÉÁÓÍÚÑÇÃÕÜÖÄÀÈÊßåÅøØæÆò";
  gunichar before = ' ';
  int score = 0;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar after = g_utf8_get_char (g_utf8_next_char (p));

      if (c >= 0x80)
        {
          if (g_utf8_strchr (common, -1, c) != NULL)
            score += 4;
          else if (g_utf8_strchr (capitals, -1, c) != NULL)
            score += 2;
          else if (g_unichar_isalpha (c))
            score += 1;
          else if (g_unichar_iscntrl (c) || c == 0xfffd || (c >= 0x2500 && c < 0x2600))
            score -= 8;
          else
            score -= g_unichar_isalpha (before) && g_unichar_isalpha (after) ? 6 : 1;
          if (g_unichar_isupper (c) && g_unichar_islower (before))
            score -= 6;
        }
      before = c;
    }
  return score;
}

static const char *
guess_western (const GString *text)
{
  static const char *const names[] = { "CP1252", "CP850", "CP437" };
  const char *best = names[0];
  int best_score = G_MININT;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (RcCharset) charset = rc_charset_new (names[i]);
      g_autoptr (GString) utf8 = g_string_new (NULL);
      int score;

      if (charset == NULL)
        continue;
      rc_charset_convert (charset, text->str, text->len, utf8);
      score = score_western (utf8->str);
      if (score > best_score)
        {
          best = names[i];
          best_score = score;
        }
    }
  return best;
}

char *
rc_isis_charset_dup_once (const char *text, gsize length, gsize *new_length)
{
  g_autoptr (GString) once = g_string_sized_new (length);

  for (const char *p = text; p < text + length;)
    {
      gunichar c = g_utf8_get_char_validated (p, text + length - p);

      if (c > 0xff)
        return NULL;
      g_string_append_c (once, (char) c);
      p = g_utf8_next_char (p);
    }
  *new_length = once->len;
  return g_string_free (g_steal_pointer (&once), FALSE);
}

/* No text has the control characters U+0080 to U+009F, but each byte of a DOS page that was taken for Latin-1 becomes one. */
static gboolean
is_twice (const GString *text)
{
  guint n_controls = 0, n_others = 0;

  for (const char *p = text->str; p < text->str + text->len; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x80 && c < 0xa0)
        n_controls++;
      else if (c > 0xff)
        n_others++;
    }
  return n_controls > n_others;
}

/* All text that is not ASCII, and what its fields are. */
static void
gather (GPtrArray *records, GString *text, guint *n_utf8, guint *n_other)
{
  for (guint i = 0; i < records->len; i++)
    {
      const RcIsisRecord *record = g_ptr_array_index (records, i);

      for (guint n = 0; n < record->fields->len && text->len < SAMPLE; n++)
        {
          const RcIsisField *field = &g_array_index (record->fields, RcIsisField, n);

          if (rc_charset_is_ascii (field->text, field->length))
            continue;
          if (rc_charset_is_utf8 (field->text, field->length))
            (*n_utf8)++;
          else
            (*n_other)++;
          g_string_append_len (text, field->text, field->length < SAMPLE ? (gssize) field->length : SAMPLE);
          g_string_append_c (text, '\n');
        }
    }
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\0')
      text->str[i] = ' ';
}

const char *
rc_isis_charset_guess (GPtrArray *records, gboolean *twice)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_utf8 = 0, n_other = 0;
  const char *cyrillic;

  gather (records, text, &n_utf8, &n_other);
  *twice = n_other == 0 && n_utf8 > 0 && is_twice (text);
  if (n_utf8 >= n_other && !*twice)
    return RC_CHARSET_UTF8;
  if (*twice)
    {
      gsize length;
      g_autofree char *once = rc_isis_charset_dup_once (text->str, text->len, &length);

      if (once == NULL)
        {
          *twice = FALSE;
          return RC_CHARSET_UTF8;
        }
      g_string_truncate (text, 0);
      g_string_append_len (text, once, (gssize) length);
    }
  cyrillic = rc_charset_guess_cyrillic (text->str, text->len);
  return cyrillic != NULL ? cyrillic : guess_western (text);
}
