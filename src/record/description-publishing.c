/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where, by whom and when a MARC 21 record was published, and in which languages. */
#define G_LOG_DOMAIN "rc-record"

#include "record/description-private.h"

#include <string.h>

/* Places in 008. */
#define FIXED_DATE_TYPE 6
#define FIXED_DATE_1 7
#define FIXED_DATE_2 11
#define FIXED_LANGUAGE 35
#define NO_END 9999

static const RcMarcField *
find_fixed (const RcMarc *marc)
{
  int index = rc_marc_find (marc, "008", 0);

  return index >= 0 ? rc_marc_get_field (marc, index) : NULL;
}

/* Four digits at this place of 008; 0 for blanks, fill characters and unknown digits. */
static int
fixed_year (const RcMarcField *fixed, guint offset)
{
  int year = 0;

  if (fixed == NULL || fixed->length < offset + 4)
    return 0;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isdigit (fixed->data[offset + i]))
        return 0;
      year = year * 10 + (fixed->data[offset + i] - '0');
    }
  return year >= 1000 && (year <= 2100 || year == NO_END) ? year : 0;
}

/* The statement of publication itself, before those of production, distribution and copyright. */
static int
find_publication (const RcMarc *marc)
{
  int other = -1;

  for (int i = rc_marc_find (marc, "264", 0); i >= 0; i = rc_marc_find (marc, "264", i + 1))
    {
      if (rc_marc_field_get_indicator (rc_marc_get_field (marc, i), 2) == '1')
        return i;
      if (other < 0)
        other = i;
    }
  return rc_marc_find (marc, "260", 0) >= 0 ? rc_marc_find (marc, "260", 0) : other;
}

static int
printed_year (const RcMarc *marc, int first, int *end)
{
  static const char *const tags[] = { "264", "260" };
  g_autofree char *date = NULL;
  int year = 0;

  if (first >= 0)
    date = rc_marc_field_dup_subfields (rc_marc_get_field (marc, first), "cg", " ");
  year = rc_year_from_text (date, end);
  for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
    for (int i = rc_marc_find (marc, tags[t], 0); i >= 0 && year == 0; i = rc_marc_find (marc, tags[t], i + 1))
      {
        g_autofree char *other = rc_marc_field_dup_subfield (rc_marc_get_field (marc, i), 'c');

        year = rc_year_from_text (other, end);
      }
  return year;
}

static gboolean
spans_years (const RcMarc *marc, char date_type)
{
  return strchr ("dmik", date_type) != NULL || rc_marc_get_leader (marc)[7] == 's';
}

static void
read_years (RcDescription *self, const RcMarc *marc, int publication)
{
  const RcMarcField *fixed = find_fixed (marc);
  char date_type = fixed != NULL && fixed->length > FIXED_DATE_TYPE ? fixed->data[FIXED_DATE_TYPE] : '|';
  int first = fixed_year (fixed, FIXED_DATE_1), second = fixed_year (fixed, FIXED_DATE_2);
  int printed_end = 0;

  self->year = printed_year (marc, publication, &printed_end);
  if (self->year == 0 && first != NO_END)
    self->year = first;
  if (spans_years (marc, date_type))
    {
      /* What is at hand of a serial may begin later than the serial did. */
      if (first != 0 && first != NO_END && second >= first)
        self->year = first;
      self->year_end = second != 0 && second != NO_END ? second : second == NO_END ? 0 : printed_end;
    }
  else if (date_type == '|' || fixed == NULL)
    self->year_end = printed_end;
  if (self->year_end <= self->year)
    self->year_end = 0;
}

/* "[S.l.]", "[s.n.]" and their like say that nothing is known. */
static char *
drop_unknown (char *text)
{
  static const char *const unknown[]
      = { "s.l", "s. l", "s.n", "s. n", "б.м", "б. м", "б.и", "б. и", "place of publication not identified",
          "publisher not identified", "place not identified", "not identified" };
  g_autofree char *lower = NULL;

  if (text == NULL)
    return NULL;
  lower = g_utf8_strdown (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      const char *start = lower + strspn (lower, "[(");
      gsize length = strlen (unknown[i]);

      if (strncmp (start, unknown[i], length) == 0 && strspn (start + length, ".])?, ") == strlen (start + length))
        {
          g_free (text);
          return NULL;
        }
    }
  return text;
}

void
rc_description_read_publishing (RcDescription *self, const RcMarc *marc)
{
  int publication = find_publication (marc);

  self->edition = rc_marc_dup_trimmed (marc, "250", "ab");
  if (publication >= 0)
    {
      const RcMarcField *field = rc_marc_get_field (marc, publication);
      g_autofree char *place = rc_marc_field_dup_subfield (field, 'a');
      g_autofree char *publisher = rc_marc_field_dup_subfield (field, 'b');

      self->place = drop_unknown (rc_text_trim_isbd (g_steal_pointer (&place)));
      self->publisher = drop_unknown (rc_text_trim_isbd (g_steal_pointer (&publisher)));
    }
  read_years (self, marc, publication);
  self->extent = rc_marc_dup_punctuated (marc, "300", "abce", "b:c;e+");
}

void
rc_description_read_series (RcDescription *self, const RcMarc *marc)
{
  GPtrArray *series = rc_texts_new ();
  g_auto (GStrv) all_series = NULL;

  for (int i = rc_marc_find (marc, "490", 0); i >= 0; i = rc_marc_find (marc, "490", i + 1))
    rc_texts_take (series, rc_field_dup_trimmed (rc_marc_get_field (marc, i), "av"));
  if (series->len == 0)
    rc_texts_take (series, rc_marc_dup_trimmed (marc, "440", "anpv"));
  if (series->len == 0)
    rc_texts_take (series, rc_marc_dup_trimmed (marc, "830", "anpv"));
  all_series = rc_texts_end (series);
  if (all_series[0] != NULL)
    self->series = g_strjoinv ("; ", all_series);
}

/* Codes that were replaced since. */
static const char *
current_code (const char *code)
{
  static const char *const replaced[][2] = { { "taj", "tgk" }, { "tar", "tat" }, { "scr", "hrv" }, { "scc", "srp" },
                                             { "mol", "rum" }, { "fri", "fry" }, { "iri", "gle" }, { "esp", "epo" } };

  for (guint i = 0; i < G_N_ELEMENTS (replaced); i++)
    if (g_str_equal (code, replaced[i][0]))
      return replaced[i][1];
  return code;
}

/* FALSE when the three letters are no code at all. */
static gboolean
take_language (GPtrArray *languages, const char *letters)
{
  static const char *const nothing[] = { "und", "zxx", "xxx" };
  char code[4] = { 0 };

  for (guint i = 0; i < 3; i++)
    {
      code[i] = g_ascii_tolower (letters[i]);
      if (!g_ascii_isalpha (code[i]))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    if (g_str_equal (code, nothing[i]))
      return TRUE;
  rc_texts_take (languages, g_strdup (current_code (code)));
  return TRUE;
}

/* One subfield may hold several codes in a row, as was the custom: "engfre". */
static void
read_language_field (const RcMarcField *field, GPtrArray *languages)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    {
      gboolean good = length % 3 == 0 && length > 0;

      if (code != 'a' && code != 'd')
        continue;
      for (gsize i = 0; good && i + 3 <= length; i += 3)
        good = take_language (languages, value + i);
    }
}

void
rc_description_read_languages (RcDescription *self, const RcMarc *marc)
{
  const RcMarcField *fixed = find_fixed (marc);
  GPtrArray *languages = rc_texts_new ();
  gboolean several = FALSE;

  if (fixed != NULL && fixed->length >= FIXED_LANGUAGE + 3)
    {
      const char *letters = fixed->data + FIXED_LANGUAGE;

      several = strncmp (letters, "mul", 3) == 0;
      if (!several)
        take_language (languages, letters);
    }
  for (int i = rc_marc_find (marc, "041", 0); i >= 0; i = rc_marc_find (marc, "041", i + 1))
    if (rc_marc_field_get_indicator (rc_marc_get_field (marc, i), 2) != '7') /* codes of another list */
      read_language_field (rc_marc_get_field (marc, i), languages);
  if (several && languages->len == 0)
    rc_texts_take (languages, g_strdup ("mul"));
  self->languages = rc_texts_end (languages);
}
