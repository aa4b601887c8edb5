/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of a line say about how lines belong together. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include <string.h>

#include "documents/reflow-private.h"

#define MAX_WORD 64 /* characters of a word that is looked at */

gboolean
rc_reflow_is_right (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
rc_reflow_is_caseless (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_OTHER_LETTER;
}

/* Scripts that set no blanks, and their punctuation. */
static gboolean
sets_no_blanks (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff65);
    }
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x00ad;
}

/* Second halves that keep their hyphen: Russian particles, French pronouns. */
static gboolean
keeps_before (const char *half)
{
  static const char *const words[] = { "то",  "либо", "нибудь", "таки", "ка",   "il",   "elle", "ils",  "elles",
                                       "t",   "vous", "nous",   "là",   "ci",   "même", "mêmes" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (half, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
keeps_after (const char *half)
{
  static const char *const words[] = { "self", "well", "ex", "half", "cross", "non", "кое", "экс", "вице", "во", "по", "quasi" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (half, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Letters at the end of a text. */
static const char *
word_before (const GString *text, gsize end)
{
  const char *word = text->str + end;

  for (guint n = 0; n < MAX_WORD && word > text->str && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (word))); n++)
    word = g_utf8_prev_char (word);
  return word;
}

static char *
dup_word (const char *text, gsize length)
{
  const char *p = text;

  for (guint n = 0; n < MAX_WORD && p < text + length && g_unichar_isalpha (g_utf8_get_char (p)); n++)
    p = g_utf8_next_char (p);
  return g_strndup (text, p - text);
}

/* `hyphen` is where it stands at the end of the text. */
static gboolean
is_of_the_word (const GString *text, gsize hyphen, const char *line, gsize length, const char *page)
{
  g_autofree char *first = g_strndup (word_before (text, hyphen), text->str + hyphen - word_before (text, hyphen));
  g_autofree char *second = dup_word (line, length);
  g_autofree char *whole = g_strconcat (first, "-", second, NULL);
  g_autofree char *joined = g_strconcat (first, second, NULL);

  if (keeps_before (second) || keeps_after (first))
    return TRUE;
  return page && *second && !strstr (page, joined) && strstr (page, whole) != NULL;
}

/* TRUE: nothing is set between the text and the line. */
static gboolean
join_hyphen (GString *text, const char *line, gsize length, const char *page)
{
  const char *last = g_utf8_find_prev_char (text->str, text->str + text->len);
  gunichar c = last ? g_utf8_get_char (last) : 0;
  gsize at = last ? (gsize) (last - text->str) : 0;
  gunichar next = g_utf8_get_char (line);

  if (!is_hyphen (c) || at == 0 || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (last))))
    return FALSE;
  if (!g_unichar_isalpha (next))
    return g_unichar_isdigit (next);
  if (c == 0x00ad || (!g_unichar_isupper (next) && !is_of_the_word (text, at, line, length, page)))
    g_string_truncate (text, at);
  return TRUE;
}

/* Behind the points that lead from a title to its page; NULL: there are none here. */
static const char *
skip_leaders (const char *p, const char *end)
{
  guint n_points = 0;

  for (; p < end && (*p == '.' || *p == ' '); p++)
    n_points += *p == '.';
  return n_points > 3 ? p : NULL;
}

/* Ligatures and forms of Arabic letters as the letters they stand for. */
static void
append_letters (GString *text, const char *line, gsize length)
{
  for (const char *p = line; p < line + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p), parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
      gsize n_parts = 1;
      gboolean blank = g_unichar_isspace (c);
      const char *behind;

      if (c == '.' && (behind = skip_leaders (p, line + length)))
        {
          g_string_append (text, behind < line + length ? "… " : "…");
          p = behind - 1;
          continue;
        }
      parts[0] = blank ? ' ' : c;
      if ((c >= 0xfb00 && c <= 0xfb06) || (c >= 0xfb50 && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc))
        n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
      if ((c == 0x00ad && p + 2 < line + length) || (blank && (text->len == 0 || text->str[text->len - 1] == ' ')))
        continue;
      for (gsize i = 0; i < n_parts; i++)
        g_string_append_unichar (text, parts[i]);
    }
}

void
rc_reflow_append_line (GString *text, const char *line, gsize length, const char *page)
{
  while (length > 0 && g_ascii_isspace (*line))
    line++, length--;
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;
  if (length == 0)
    return;
  if (text->len > 0 && !join_hyphen (text, line, length, page))
    {
      gunichar before = g_utf8_get_char (g_utf8_prev_char (text->str + text->len));

      if (!(sets_no_blanks (before) && sets_no_blanks (g_utf8_get_char (line))) && !g_unichar_isspace (before))
        g_string_append_c (text, ' ');
    }
  append_letters (text, line, length);
}

/* After "1", "12", "iv", "a", "б": a point, a bracket. */
static gsize
numbered_mark (const char *text, gsize length)
{
  const char *p = text, *end = text + length;
  guint n_digits = 0, n_letters = 0, n_points = 0;

  if (p < end && *p == '(')
    p++;
  while (p < end && n_digits + n_letters < 6)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        n_digits++;
      else if (strchr ("ivxIVX", (int) MIN (c, 127)) && c < 128)
        n_letters++;
      else if (g_unichar_isalpha (c) && n_letters == 0 && n_digits == 0)
        n_letters += 6;
      else if (c == '.' && n_digits > 0 && p + 1 < end && g_ascii_isdigit (p[1]))
        n_points++;
      else
        break;
      p = g_utf8_next_char (p);
    }
  if (p == text || n_digits > 3 || n_points > 3 || n_digits + n_letters == 0)
    return 0;
  if (p < end && (*p == ')' || (*p == '.' && *text != '(')))
    p++;
  else
    return 0;
  return p < end && *p == ' ' ? (gsize) (p - text) + 1 : 0;
}

gsize
rc_reflow_item_mark (const char *text, gsize length)
{
  static const gunichar bullets[] = { 0x2022, 0x2023, 0x2043, 0x204c, 0x25cf, 0x25cb, 0x25a0, 0x25a1, 0x25aa, 0x25ab, 0x25b6, 0x25ba,
                                      0x25c6, 0x2013, 0x2014, 0x2212, 0x00b7, 0x2027, 0x2713, 0x2714, 0xf0b7, 0xf0a7, 0x27a2, '-',    '*' };
  gunichar c = length > 0 ? g_utf8_get_char (text) : 0;
  const char *after = length > 0 ? g_utf8_next_char (text) : text;

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (c == bullets[i])
      {
        gsize mark = after - text;

        if (mark < length && *after == ' ')
          return mark + 1;
        /* A dot may stand close to its word; a dash is then a part of it. */
        return c >= 0x2022 && c != 0x2212 && mark <= length ? mark : 0;
      }
  return numbered_mark (text, length);
}

gboolean
rc_reflow_is_caption (const char *text)
{
  static const char *const words[] = { "Figure ", "Fig. ", "Table ",  "Box ",    "Photo ",   "Map ",  "Chart ",   "Graph ", "Рис. ", "Рисунок ",
                                       "Таблица ", "Табл. ", "Карта ", "Сурет ", "Кесте ", "Tableau ", "Carte ", "Encadré ", "شكل ", "جدول ", "图", "表", "図" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *after = g_str_has_prefix (text, words[i]) ? text + strlen (words[i]) : NULL;

      if (!after)
        continue;
      while (*after == ' ')
        after++;
      if (g_unichar_isdigit (g_utf8_get_char (after)) || strchr ("IVX", *after))
        return TRUE;
    }
  return FALSE;
}

gboolean
rc_reflow_ends_sentence (const char *text)
{
  const char *p = text + strlen (text);

  while ((p = g_utf8_find_prev_char (text, p)))
    switch (g_utf8_get_char (p))
      {
      case '.':
      case '!':
      case '?':
      case ':':
      case ';':
      case 0x2026:
      case 0x061b:
      case 0x061f:
      case 0x06d4:
      case 0x3002:
      case 0xff01:
      case 0xff1f:
        return TRUE;
      case '"':
      case '\'':
      case ')':
      case ']':
      case 0x00bb:
      case 0x2019:
      case 0x201d:
      case 0x300d:
      case ' ':
        continue;
      default:
        /* Numbers of notes stand behind the point. */
        if (!g_unichar_isdigit (g_utf8_get_char (p)) || p == text)
          return FALSE;
      }
  return FALSE;
}

gboolean
rc_reflow_begins_low (const char *text)
{
  return g_unichar_islower (g_utf8_get_char (text));
}
