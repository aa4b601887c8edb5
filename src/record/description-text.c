/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small tools over the text of fields: lists without repeats, ISBD punctuation, years, pages. */
#define G_LOG_DOMAIN "rc-record"

#include "record/description-private.h"

#include <string.h>

#define MAX_COMPARED 2000 /* with each other: more would take time for ever */
#define OLDEST_PRINT 1400
#define OLDEST_COMMON_ERA 1500 /* a smaller number beside a greater one is the Hijri year */
#define LATEST_YEAR 2100

GPtrArray *
rc_texts_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

void
rc_texts_take (GPtrArray *texts, char *text)
{
  if (text == NULL || *text == '\0' || (texts->len < MAX_COMPARED && g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL)))
    {
      g_free (text);
      return;
    }
  g_ptr_array_add (texts, text);
}

GStrv
rc_texts_end (GPtrArray *texts)
{
  GStrv list;

  g_ptr_array_add (texts, NULL);
  list = (GStrv) g_ptr_array_steal (texts, NULL);
  g_ptr_array_unref (texts);
  return list;
}

/* U+0088, U+0089, U+0098 and U+009C stand around an article that is not filed. */
static void
drop_non_filing_marks (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0';)
    if ((guchar) from[0] == 0xc2
        && ((guchar) from[1] == 0x88 || (guchar) from[1] == 0x89 || (guchar) from[1] == 0x98
            || (guchar) from[1] == 0x9c))
      from += 2;
    else
      *to++ = *from++;
  *to = '\0';
}

/* The bytes of a mark of direction (U+200E, U+200F, U+202A to U+202E) at the end; 0 when there is none. */
static gsize
direction_mark_at_end (const char *text, gsize length)
{
  const guchar *mark = (const guchar *) text + length - 3;

  if (length < 3 || mark[0] != 0xe2 || mark[1] != 0x80)
    return 0;
  return mark[2] == 0x8e || mark[2] == 0x8f || (mark[2] >= 0xaa && mark[2] <= 0xae) ? 3 : 0;
}

/* The full stop at the end belongs to the word: an initial, a row of stops or a known abbreviation. */
static gboolean
stop_belongs (const char *text, gsize length)
{
  static const char *const abbreviations[]
      = { "Jr", "Sr", "Inc", "Co", "Ltd", "Corp", "etc", "Dr", "Mrs", "Bros", "et al", "др", "т.д", "т.п", "изд", "б.г" };
  const char *stop = text + length - 1;
  const char *word = stop;
  glong n_letters;

  if (length < 2 || stop[-1] == '.')
    return TRUE;
  while (word > text && word[-1] != ' ' && word[-1] != '.' && word[-1] != '-' && word[-1] != '(')
    word--;
  n_letters = g_utf8_strlen (word, stop - word);
  if (n_letters == 1)
    return g_unichar_isupper (g_utf8_get_char (word));
  for (guint i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    {
      gsize n = strlen (abbreviations[i]);

      if ((gsize) (stop - text) >= n && strncmp (stop - n, abbreviations[i], n) == 0
          && ((gsize) (stop - text) == n || stop[-(gssize) n - 1] == ' ' || stop[-(gssize) n - 1] == ','))
        return TRUE;
    }
  return FALSE;
}

/* "[Almaty]" but not "[Almaty] : [s.n.]". */
static gboolean
is_enclosed (const char *text, gsize length)
{
  return length > 2 && text[0] == '[' && text[length - 1] == ']'
         && memchr (text + 1, ']', length - 2) == NULL && memchr (text + 1, '[', length - 2) == NULL;
}

char *
rc_text_trim_isbd (char *text)
{
  gsize length;

  if (text == NULL)
    return NULL;
  drop_non_filing_marks (text);
  g_strstrip (text);
  length = strlen (text);
  for (;;)
    {
      gsize before = length;

      while (length > 0 && strchr (" /:;,=", text[length - 1]) != NULL)
        length--;
      length -= direction_mark_at_end (text, length);
      if (length > 0 && text[length - 1] == '.' && !stop_belongs (text, length))
        length--;
      if (length == before)
        break;
    }
  text[length] = '\0';
  if (is_enclosed (text, length))
    {
      length -= 2;
      memmove (text, text + 1, length);
      text[length] = '\0';
    }
  memmove (text, text + strspn (text, " /:;,=."), length - strspn (text, " /:;,=.") + 1);
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

char *
rc_field_dup_trimmed (const RcMarcField *field, const char *codes)
{
  return rc_text_trim_isbd (rc_marc_field_dup_subfields (field, codes, " "));
}

char *
rc_marc_dup_trimmed (const RcMarc *marc, const char *tag, const char *codes)
{
  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, i + 1))
    {
      char *text = rc_field_dup_trimmed (rc_marc_get_field (marc, i), codes);

      if (text != NULL)
        return text;
    }
  return NULL;
}

static void
append_punctuated (GString *out, const char *signs, char code, const char *value)
{
  const char *sign = strchr (signs, code);

  if (out->len > 0)
    {
      if (sign != NULL && strchr (sign[1] == '.' ? "." : ":;+,=/", out->str[out->len - 1]) == NULL)
        g_string_append_printf (out, "%s%c", sign[1] == '.' ? "" : " ", sign[1]);
      g_string_append_c (out, ' ');
    }
  g_string_append (out, value);
}

char *
rc_field_dup_punctuated (const RcMarcField *field, const char *codes, const char *signs)
{
  g_autoptr (GString) out = g_string_new (NULL);
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    {
      g_autofree char *part = code != '\0' && strchr (codes, code) != NULL ? g_strstrip (g_utf8_make_valid (value, (gssize) length)) : NULL;

      if (part != NULL && *part != '\0')
        append_punctuated (out, signs, code, part);
    }
  return rc_text_trim_isbd (g_string_free (g_steal_pointer (&out), FALSE));
}

char *
rc_marc_dup_punctuated (const RcMarc *marc, const char *tag, const char *codes, const char *signs)
{
  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, i + 1))
    {
      char *text = rc_field_dup_punctuated (rc_marc_get_field (marc, i), codes, signs);

      if (text != NULL)
        return text;
    }
  return NULL;
}

/* The next run of exactly four digits at or after *text, in any script; 0 when there is none. Moves *text behind it. */
static int
next_year (const char **text, const char **start)
{
  const char *p = *text;

  while (*p != '\0')
    {
      int value = 0;
      guint n_digits = 0;

      *start = p;
      while (*p != '\0' && g_unichar_isdigit (g_utf8_get_char (p)))
        {
          if (n_digits++ < 4)
            value = value * 10 + g_unichar_digit_value (g_utf8_get_char (p));
          p = g_utf8_next_char (p);
        }
      if (n_digits == 4)
        {
          *text = p;
          return value;
        }
      if (n_digits == 0)
        p = g_utf8_next_char (p);
    }
  *text = p;
  return 0;
}

static gboolean
is_range_mark (const char *from, const char *to)
{
  g_autofree char *between = g_strndup (from, to - from);

  g_strstrip (between);
  return g_str_equal (between, "-") || g_str_equal (between, "–") || g_str_equal (between, "/");
}

int
rc_year_from_text (const char *text, int *end)
{
  const char *corrected, *start, *behind;
  int year, first = 0, last = 0;

  if (end != NULL)
    *end = 0;
  if (text == NULL)
    return 0;
  corrected = strstr (text, "i.e.");
  if (corrected == NULL)
    corrected = strstr (text, "т.е.");
  if (corrected != NULL && (first = rc_year_from_text (corrected + strlen ("i.e."), end)) > 0)
    return first;
  behind = NULL;
  while ((year = next_year (&text, &start)) > 0)
    {
      if (year < OLDEST_PRINT || year > LATEST_YEAR)
        continue;
      if (first == 0 || (first < OLDEST_COMMON_ERA && year >= OLDEST_COMMON_ERA))
        first = year;
      else if (last == 0 && behind != NULL && year > first && is_range_mark (behind, start))
        last = year;
      behind = text;
    }
  if (end != NULL)
    *end = last;
  return first;
}

/* A word that means pages stands here: p, pp, pages, с, стр, б, бет, S, Seiten. */
static gboolean
is_page_word (const char *text)
{
  static const char *const words[] = { "p",   "pp",  "pages", "page", "pg",    "p.l", "leaves", "s",
                                       "с",   "стр", "страниц", "б",    "бет",   "бб",  "seiten", "sivu", "c" };
  const char *stop = text;
  g_autofree char *word = NULL;
  g_autofree char *lower = NULL;

  while (*stop != '\0' && g_unichar_isalpha (g_utf8_get_char (stop)))
    stop = g_utf8_next_char (stop);
  word = g_strndup (text, stop - text);
  lower = g_utf8_strdown (word, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (lower, words[i]))
      return TRUE;
  return FALSE;
}

int
rc_pages_from_extent (const char *extent)
{
  int most = 0;

  for (const char *p = extent; p != NULL && *p != '\0';)
    {
      int number = 0;

      if (!g_ascii_isdigit (*p))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      for (; g_ascii_isdigit (*p); p++)
        number = MIN (number * 10 + (*p - '0'), 1000000);
      p += strspn (p, " ][)");
      if (is_page_word (p))
        most = MAX (most, number);
    }
  return most;
}
