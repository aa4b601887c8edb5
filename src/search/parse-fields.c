/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of fields in the languages of the interface, and years as people write them. */
#define G_LOG_DOMAIN "rc-search"

#include "search/parse-private.h"

#include <string.h>

#include "text/fold.h"

/* Longer words name no field. */
#define MAX_NAME 40
#define YEAR_DIGITS 4
#define MAX_OPEN_DIGITS 2

/* Folded, in the languages of the interface. */
static const struct
{
  const char *word;
  RcNames means;
} field_words[] = {
  { "title", RC_NAMES_TITLE }, { "titles", RC_NAMES_TITLE }, { "author", RC_NAMES_PEOPLE }, { "authors", RC_NAMES_PEOPLE }, { "people", RC_NAMES_PEOPLE },
  { "subject", RC_NAMES_SUBJECT }, { "subjects", RC_NAMES_SUBJECT }, { "year", RC_NAMES_YEAR }, { "years", RC_NAMES_YEAR },
  { "название", RC_NAMES_TITLE }, { "заглавие", RC_NAMES_TITLE }, { "автор", RC_NAMES_PEOPLE }, { "авторы", RC_NAMES_PEOPLE },
  { "тема", RC_NAMES_SUBJECT }, { "темы", RC_NAMES_SUBJECT }, { "год", RC_NAMES_YEAR }, { "годы", RC_NAMES_YEAR },
  { "атауы", RC_NAMES_TITLE }, { "атау", RC_NAMES_TITLE }, { "авторлар", RC_NAMES_PEOPLE }, { "адамдар", RC_NAMES_PEOPLE },
  { "тақырып", RC_NAMES_SUBJECT }, { "тақырыбы", RC_NAMES_SUBJECT }, { "тақырыптар", RC_NAMES_SUBJECT }, { "жыл", RC_NAMES_YEAR },
  { "жылы", RC_NAMES_YEAR }, { "жылдар", RC_NAMES_YEAR }, { "titre", RC_NAMES_TITLE }, { "titres", RC_NAMES_TITLE }, { "auteur", RC_NAMES_PEOPLE },
  { "auteurs", RC_NAMES_PEOPLE }, { "personnes", RC_NAMES_PEOPLE }, { "sujet", RC_NAMES_SUBJECT }, { "sujets", RC_NAMES_SUBJECT },
  { "annee", RC_NAMES_YEAR }, { "annees", RC_NAMES_YEAR }, { "titulo", RC_NAMES_TITLE }, { "autor", RC_NAMES_PEOPLE },
  { "tema", RC_NAMES_SUBJECT }, { "ano", RC_NAMES_YEAR }, { "العنوان", RC_NAMES_TITLE }, { "المولف", RC_NAMES_PEOPLE },
  { "الموضوع", RC_NAMES_SUBJECT }, { "السنه", RC_NAMES_YEAR }, { "题名", RC_NAMES_TITLE }, { "作者", RC_NAMES_PEOPLE },
  { "主题", RC_NAMES_SUBJECT }, { "年份", RC_NAMES_YEAR },
  { "place", RC_NAMES_PLACE }, { "places", RC_NAMES_PLACE }, { "место", RC_NAMES_PLACE }, { "места", RC_NAMES_PLACE },
  { "орны", RC_NAMES_PLACE }, { "орын", RC_NAMES_PLACE }, { "жер", RC_NAMES_PLACE }, { "жері", RC_NAMES_PLACE }, { "lieu", RC_NAMES_PLACE },
  { "lieux", RC_NAMES_PLACE }, { "lugar", RC_NAMES_PLACE }, { "المكان", RC_NAMES_PLACE }, { "地点", RC_NAMES_PLACE },
};

const char *
rc_parse_skip_space (const char *p)
{
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Up to five digits of any script; FALSE when there is none, or too many. */
static gboolean
read_number (const char **p, int *number)
{
  const char *start = *p;

  *number = 0;
  for (; g_unichar_isdigit (g_utf8_get_char (*p)); *p = g_utf8_next_char (*p))
    {
      if (*number > 9999)
        return FALSE;
      *number = *number * 10 + g_unichar_digit_value (g_utf8_get_char (*p));
    }
  return *p > start && *number <= 9999;
}

/* Two dots or the one character that keyboards make of three; a dash, where a year stands before it. */
static gboolean
read_until (const char **p, gboolean after_year)
{
  static const char *const marks[] = { "..", "\u2026", "-", "\u2013", "\u2014", "\u2212" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (*p, marks[i]) && (i < 2 || after_year))
      {
        *p += strlen (marks[i]);
        return TRUE;
      }
  return FALSE;
}

/* What makes ten years of the first of them: 1990s, 1990-е, 1990-х, 1990-шы. */
static gboolean
read_decade (const char **p)
{
  static const char *const ends[] = { "s", "'s", "\u2019s", "е", "-е", "-ые", "х", "-х", "-ых", "-шы", "-ші" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *behind = g_str_has_prefix (*p, ends[i]) ? *p + strlen (ends[i]) : NULL;

      if (behind != NULL && !g_unichar_isalpha (g_utf8_get_char (behind)))
        {
          *p = behind;
          return TRUE;
        }
    }
  return FALSE;
}

/* Digits of a year that catalogues leave open: 199?, 19??, and at the end of the text 199-, 19--. */
static guint
read_open_digits (const char **p, gsize n_digits)
{
  gsize n = YEAR_DIGITS - n_digits;
  gboolean dashes = strspn (*p, "-") == n && (*p)[n] == '\0';

  if (n == 0 || n > MAX_OPEN_DIGITS || (!dashes && (strspn (*p, "?") != n)))
    return 0;
  *p += n;
  return (guint) n;
}

/* One year, or as many as it may be. */
static gboolean
read_year (const char **p, int *from, int *to)
{
  const char *start = *p;
  glong n_digits;

  if (!read_number (p, from))
    return FALSE;
  n_digits = g_utf8_strlen (start, *p - start);
  *to = *from;
  if (n_digits == YEAR_DIGITS && *from % 10 == 0 && read_decade (p))
    *to += 9;
  else if (n_digits == YEAR_DIGITS && **p == '?')
    ++*p;
  else if (n_digits < YEAR_DIGITS)
    for (guint n = read_open_digits (p, (gsize) n_digits); n > 0; n--)
      {
        *from *= 10;
        *to = *to * 10 + 9;
      }
  return TRUE;
}

/* >2000, ≤1950; FALSE: it is not written so. */
static gboolean
read_compared (const char *p, int *from, int *to)
{
  gboolean after = g_str_has_prefix (p, ">") || g_str_has_prefix (p, "\u2265");
  gboolean before = g_str_has_prefix (p, "<") || g_str_has_prefix (p, "\u2264"), self = p[0] != '>' && p[0] != '<';
  int low = 0, high = 0;

  if (!after && !before)
    return FALSE;
  p = g_utf8_next_char (p);
  if (!self && *p == '=')
    {
      self = TRUE;
      p++;
    }
  if (!read_year (&p, &low, &high) || *p != '\0')
    return FALSE;
  *from = !after ? 0 : self ? low : high + 1;
  *to = !before ? 0 : self ? high : low - 1;
  return *from > 0 || *to > 0;
}

gboolean
rc_years_parse (const char *text, int *from, int *to)
{
  const char *p = text;
  int low[2] = { 0, 0 }, high[2] = { 0, 0 };
  gboolean has_low, range;

  if (read_compared (text, from, to))
    return TRUE;
  has_low = read_year (&p, &low[0], &low[1]);
  if (!has_low && p != text)
    return FALSE;
  range = read_until (&p, has_low);
  if (range && *p != '\0' && !read_year (&p, &high[0], &high[1]))
    return FALSE;
  if (*p != '\0' || (low[1] == 0 && high[1] == 0))
    return FALSE;
  *from = range && high[1] != 0 ? MIN (low[0], high[0]) : low[0];
  *to = range && high[1] != 0 ? MAX (low[1], high[1]) : range ? 0 : low[1];
  return TRUE;
}

static gboolean
is_colon (gunichar c)
{
  return c == ':' || c == 0xff1a;
}

/* French has a space before the colon: one that does not break, or at the beginning any. Elsewhere it is the mark of a catalogue
 * between two parts of a title. */
static const char *
skip_space_before_colon (const char *p, gboolean first)
{
  gunichar c = g_utf8_get_char (p);
  const char *behind = g_utf8_next_char (p);

  if ((c == 0xa0 || c == 0x202f || (c == ' ' && first)) && is_colon (g_utf8_get_char (behind)))
    return behind;
  return p;
}

RcNames
rc_parse_read_field (const char **p, gboolean first)
{
  const char *end = *p, *colon, *behind;
  g_autofree char *word = NULL;

  while (g_unichar_isalpha (g_utf8_get_char (end)) && end - *p < MAX_NAME)
    end = g_utf8_next_char (end);
  colon = end > *p ? skip_space_before_colon (end, first) : end;
  if (colon == *p || !is_colon (g_utf8_get_char (colon)))
    return RC_NAMES_NONE;
  behind = rc_parse_skip_space (g_utf8_next_char (colon));
  if (*behind == '\0')
    return RC_NAMES_NONE;
  word = rc_text_fold (*p, end - *p);
  for (guint i = 0; i < G_N_ELEMENTS (field_words); i++)
    if (strcmp (word, field_words[i].word) == 0)
      {
        *p = behind;
        return field_words[i].means;
      }
  return RC_NAMES_NONE;
}

gboolean
rc_parse_read_years (const char **p, RcYears *years)
{
  const char *end = *p;
  g_autofree char *text = NULL;

  while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  text = g_strndup (*p, (gsize) (end - *p));
  if (!rc_years_parse (text, &years->from, &years->to))
    return FALSE;
  *p = end;
  return TRUE;
}
