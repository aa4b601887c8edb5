/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query language: words, "phrases", -without, author:, title:, subject:, year:. */
#define G_LOG_DOMAIN "rc-search"

#include "search/parse.h"

#include <string.h>

#include "record/identifier.h"
#include "text/fold.h"

/* More than anybody types; what is pasted beyond it is not looked at. */
#define MAX_BYTES 4096
#define MAX_UNITS 48
#define MAX_PHRASES 24
#define MAX_IDENTIFIER 64
/* Shorter keys meet too many other words. */
#define MIN_KEY 3

typedef enum
{
  WORD_NONE,
  WORD_TITLE,
  WORD_PEOPLE,
  WORD_SUBJECT,
  WORD_YEAR,
} FieldWord;

/* Folded, in the languages of the interface. */
static const struct
{
  const char *word;
  FieldWord means;
} field_words[] = {
  { "title", WORD_TITLE },     { "author", WORD_PEOPLE },   { "subject", WORD_SUBJECT }, { "year", WORD_YEAR },
  { "название", WORD_TITLE },  { "заглавие", WORD_TITLE },  { "автор", WORD_PEOPLE },    { "тема", WORD_SUBJECT },
  { "год", WORD_YEAR },        { "атауы", WORD_TITLE },     { "тақырып", WORD_SUBJECT }, { "жыл", WORD_YEAR },
  { "жылы", WORD_YEAR },       { "titre", WORD_TITLE },     { "auteur", WORD_PEOPLE },   { "sujet", WORD_SUBJECT },
  { "annee", WORD_YEAR },      { "titulo", WORD_TITLE },    { "autor", WORD_PEOPLE },    { "tema", WORD_SUBJECT },
  { "ano", WORD_YEAR },        { "العنوان", WORD_TITLE },   { "المولف", WORD_PEOPLE },   { "الموضوع", WORD_SUBJECT },
  { "السنه", WORD_YEAR },      { "题名", WORD_TITLE },      { "作者", WORD_PEOPLE },     { "主题", WORD_SUBJECT },
};

static void
unit_free (gpointer data)
{
  RcUnit *unit = data;

  g_ptr_array_unref (unit->phrases);
  g_free (unit->compact);
  g_free (unit->isbn);
  g_free (unit);
}

void
rc_typed_free (RcTyped *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->units);
  g_free (self->identifier);
  g_free (self);
}

gboolean
rc_years_parse (const char *text, int *from, int *to)
{
  const char *p = text;
  char *end;
  gint64 low = 0, high = 0;
  gboolean range;

  if (g_ascii_isdigit (*p))
    {
      low = g_ascii_strtoll (p, &end, 10);
      p = end;
    }
  range = g_str_has_prefix (p, "..");
  if (range)
    p += 2;
  else if (*p == '-' && low > 0)
    {
      range = TRUE;
      p++;
    }
  if (range && g_ascii_isdigit (*p))
    {
      high = g_ascii_strtoll (p, &end, 10);
      p = end;
    }
  if (*p != '\0' || (low == 0 && high == 0) || low > 9999 || high > 9999)
    return FALSE;
  *from = (int) low;
  *to = range ? (int) high : (int) low;
  return TRUE;
}

char *
rc_identifier_compact (const char *folded)
{
  GString *compact;
  gsize length = strlen (folded);

  if (length == 0 || length > 2 * MAX_IDENTIFIER)
    return NULL;
  compact = g_string_sized_new (length);
  for (const char *p = folded; *p != '\0'; p++)
    if (*p != ' ')
      g_string_append_c (compact, *p);
  if (compact->len > MAX_IDENTIFIER)
    {
      g_string_free (compact, TRUE);
      return NULL;
    }
  return g_string_free (compact, FALSE);
}

char *
rc_word_key (const char *word)
{
  gunichar first = g_utf8_get_char (word);
  gboolean cyrillic = first >= 0x0400 && first < 0x0530;
  g_autofree char *key = NULL;
  gsize length;

  if (!cyrillic && !g_ascii_isalpha (*word) && first != 0x0259)
    return NULL;
  key = rc_text_script_free (word);
  length = strspn (key, "abcdefghijklmnopqrstuvwxyz");
  return length >= MIN_KEY && key[length] == '\0' ? g_steal_pointer (&key) : NULL;
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x00ab || c == 0x00bb || (c >= 0x201c && c <= 0x201f);
}

static const char *
skip_space (const char *p)
{
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Overlapping pairs of one run: the second character of this one begins the next. */
static gboolean
goes_on (const char *word, const char *following)
{
  gunichar first = g_utf8_get_char (word);

  return first >= 0x1100 && g_utf8_strlen (word, -1) == 2 && g_utf8_strlen (following, -1) <= 2
         && g_utf8_get_char (g_utf8_next_char (word)) == g_utf8_get_char (following);
}

static GPtrArray *
split_phrases (const char *folded, gboolean quoted)
{
  GPtrArray *phrases = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = NULL;
  GString *phrase = NULL;

  if (quoted)
    {
      if (*folded != '\0')
        g_ptr_array_add (phrases, g_strdup (folded));
      return phrases;
    }
  words = g_strsplit (folded, " ", MAX_PHRASES * 4);
  for (guint i = 0; words[i] != NULL && phrases->len < MAX_PHRASES; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (phrase == NULL)
        phrase = g_string_new (words[i]);
      else
        g_string_append_printf (phrase, " %s", words[i]);
      if (words[i + 1] != NULL && goes_on (words[i], words[i + 1]))
        continue;
      g_ptr_array_add (phrases, g_string_free (g_steal_pointer (&phrase), FALSE));
    }
  if (phrase != NULL)
    g_ptr_array_add (phrases, g_string_free (phrase, FALSE));
  return phrases;
}

static RcUnit *
add_unit (RcTyped *self, const char *text, gsize length, gboolean quoted, gboolean excluded, RcField field)
{
  g_autofree char *folded = rc_text_fold (text, (gssize) length);
  g_autofree char *plain = g_strndup (text, length);
  GPtrArray *phrases = split_phrases (folded, quoted);
  RcUnit *unit;

  if (phrases->len == 0 || self->units->len == MAX_UNITS)
    {
      g_ptr_array_unref (phrases);
      return NULL;
    }
  unit = g_new0 (RcUnit, 1);
  unit->phrases = phrases;
  unit->field = field;
  unit->excluded = excluded;
  unit->quoted = quoted;
  if (!quoted && phrases->len > 1)
    unit->compact = rc_identifier_compact (folded);
  unit->isbn = rc_isbn_normalise (plain);
  g_ptr_array_add (self->units, unit);
  return unit;
}

/* A field's word and a colon at `p`, with something behind it: moves `p` there. */
static FieldWord
read_field (const char **p)
{
  const char *colon = *p;
  g_autofree char *word = NULL;

  while (g_unichar_isalpha (g_utf8_get_char (colon)) && colon - *p < 40)
    colon = g_utf8_next_char (colon);
  if (*colon != ':' || colon == *p || *skip_space (colon + 1) == '\0')
    return WORD_NONE;
  word = rc_text_fold (*p, colon - *p);
  for (guint i = 0; i < G_N_ELEMENTS (field_words); i++)
    if (strcmp (word, field_words[i].word) == 0)
      {
        *p = skip_space (colon + 1);
        return field_words[i].means;
      }
  return WORD_NONE;
}

static gboolean
read_year (RcTyped *self, const char **p)
{
  const char *end = *p;
  g_autofree char *text = NULL;

  while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  text = g_strndup (*p, (gsize) (end - *p));
  if (!rc_years_parse (text, &self->year_from, &self->year_to))
    return FALSE;
  *p = end;
  return TRUE;
}

static void
read_unit (RcTyped *self, const char **p)
{
  gboolean excluded = **p == '-' && (*p)[1] != '\0' && (*p)[1] != '-' && !g_unichar_isspace (g_utf8_get_char (*p + 1));
  const char *start, *end;
  FieldWord field;
  gboolean quoted, closed;
  RcUnit *unit;

  if (excluded)
    (*p)++;
  start = *p;
  field = read_field (p);
  if (field == WORD_YEAR)
    {
      if (!excluded && read_year (self, p))
        return;
      *p = start;
      field = WORD_NONE;
    }
  quoted = is_quote (g_utf8_get_char (*p));
  start = end = quoted ? g_utf8_next_char (*p) : *p;
  while (*end != '\0' && !is_quote (g_utf8_get_char (end)) && (quoted || !g_unichar_isspace (g_utf8_get_char (end))))
    end = g_utf8_next_char (end);
  closed = quoted && *end != '\0';
  *p = closed ? g_utf8_next_char (end) : end;
  unit = add_unit (self, start, (gsize) (end - start), quoted, excluded, (RcField) field);
  if (unit != NULL)
    unit->prefix = !excluded && !closed && *skip_space (end) == '\0';
}

/* People put spaces into symbols and ISBNs, or leave them out. */
static char *
whole_identifier (const RcTyped *self, const char *text)
{
  g_autofree char *isbn = rc_isbn_normalise (text);
  g_autofree char *folded = NULL;

  if (isbn != NULL)
    return g_steal_pointer (&isbn);
  if (self->units->len == 0 || self->units->len > 8 || strpbrk (text, "0123456789") == NULL)
    return NULL;
  for (guint i = 0; i < self->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (self->units, i);
      if (unit->field != RC_FIELD_ANY || unit->excluded || unit->quoted)
        return NULL;
    }
  folded = rc_text_fold (text, -1);
  return rc_identifier_compact (folded);
}

RcTyped *
rc_typed_new (const char *text)
{
  RcTyped *self = g_new0 (RcTyped, 1);
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_BYTES));

  self->units = g_ptr_array_new_with_free_func (unit_free);
  for (const char *p = skip_space (valid); *p != '\0'; p = skip_space (p))
    read_unit (self, &p);
  self->identifier = whole_identifier (self, valid);
  return self;
}
