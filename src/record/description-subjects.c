/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a MARC 21 record is about, its identifiers, notes and links. */
#define G_LOG_DOMAIN "rc-record"

#include "record/description-private.h"
#include "record/identifier.h"

#include <string.h>

/* Geographic area codes of 043 that readers of the region look for; the rest stand in the record as 651 too. */
static const struct
{
  const char *code;
  const char *name;
} areas[] = {
  { "a-af", "Afghanistan" },   { "a-ai", "Armenia" },      { "a-aj", "Azerbaijan" },   { "a-bg", "Bangladesh" },
  { "a-cc", "China" },         { "a-gs", "Georgia" },      { "a-ii", "India" },        { "a-iq", "Iraq" },
  { "a-ir", "Iran" },          { "a-is", "Israel" },       { "a-ja", "Japan" },        { "a-kg", "Kyrgyzstan" },
  { "a-ko", "Korea (South)" }, { "a-kz", "Kazakhstan" },   { "a-mp", "Mongolia" },     { "a-np", "Nepal" },
  { "a-pk", "Pakistan" },      { "a-sy", "Syria" },        { "a-ta", "Tajikistan" },   { "a-th", "Thailand" },
  { "a-tk", "Turkmenistan" },  { "a-tu", "Turkey" },       { "a-uz", "Uzbekistan" },   { "a-vt", "Vietnam" },
  { "a", "Asia" },             { "ac", "Central Asia" },   { "as", "Southeast Asia" }, { "aw", "Middle East" },
  { "e", "Europe" },           { "e-bw", "Belarus" },      { "e-fr", "France" },       { "e-gx", "Germany" },
  { "e-it", "Italy" },         { "e-pl", "Poland" },       { "e-ru", "Russia" },       { "e-sp", "Spain" },
  { "e-sz", "Switzerland" },   { "e-uk", "Great Britain" }, { "e-un", "Ukraine" },     { "e-ur", "Soviet Union" },
  { "f", "Africa" },           { "f-ua", "Egypt" },        { "n-cn", "Canada" },       { "n-mx", "Mexico" },
  { "n-us", "United States" }, { "s", "South America" },   { "s-bl", "Brazil" },       { "u-at", "Australia" },
};

/* The main heading and its topical subdivisions, joined as printed catalogues do: "Education -- History". */
static char *
dup_heading (const RcMarcField *field, const char *main_codes, const char *subdivisions)
{
  g_autoptr (GString) heading = g_string_new (NULL);
  g_autofree char *main_part = rc_field_dup_trimmed (field, main_codes);
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  if (main_part != NULL)
    g_string_append (heading, main_part);
  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    {
      g_autofree char *text = NULL;

      if (strchr (subdivisions, code) == NULL)
        continue;
      text = rc_text_trim_isbd (g_utf8_make_valid (value, length));
      if (text == NULL)
        continue;
      if (heading->len > 0)
        g_string_append (heading, " -- ");
      g_string_append (heading, text);
    }
  return g_string_free (g_steal_pointer (&heading), FALSE);
}

/* Each subfield with the code is an entry of its own. */
static void
take_each (GPtrArray *texts, const RcMarcField *field, char wanted)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    if (code == wanted)
      rc_texts_take (texts, rc_text_trim_isbd (g_utf8_make_valid (value, length)));
}

void
rc_texts_take_links (GPtrArray *links, const RcMarcField *field)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    if (code == 'u')
      rc_texts_take (links, g_strstrip (g_utf8_make_valid (value, length)));
}

static void
read_areas (const RcMarc *marc, GPtrArray *places)
{
  for (int i = rc_marc_find (marc, "043", 0); i >= 0; i = rc_marc_find (marc, "043", i + 1))
    {
      RcMarcSubfieldIter iter;
      const char *value;
      gsize length;
      char code;

      rc_marc_subfield_iter_init (&iter, rc_marc_get_field (marc, i));
      while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
        {
          while (length > 0 && (value[length - 1] == '-' || value[length - 1] == ' '))
            length--;
          for (guint a = 0; code == 'a' && a < G_N_ELEMENTS (areas); a++)
            if (strlen (areas[a].code) == length && g_ascii_strncasecmp (areas[a].code, value, length) == 0)
              rc_texts_take (places, g_strdup (areas[a].name));
        }
    }
}

static void
read_subject_field (const RcMarcField *field, GPtrArray *subjects, GPtrArray *places)
{
  int tag = atoi (field->tag);

  if (tag == 651)
    rc_texts_take (places, rc_field_dup_trimmed (field, "a"));
  else if (tag == 653)
    take_each (rc_marc_field_get_indicator (field, 2) == '5' ? places : subjects, field, 'a');
  else if (tag == 654)
    take_each (subjects, field, 'b');
  else if (tag == 600 || tag == 610 || tag == 611 || tag == 630 || tag == 647 || tag == 648 || tag == 650)
    rc_texts_take (subjects, dup_heading (field, "abcdqtnpk", "xyv"));
  else if (tag != 655)
    return;
  if (tag != 653 && tag != 655)
    take_each (places, field, 'z');
}

void
rc_description_read_subjects (RcDescription *self, const RcMarc *marc)
{
  GPtrArray *subjects = rc_texts_new (), *places = rc_texts_new ();

  for (int i = rc_marc_find (marc, "6XX", 0); i >= 0; i = rc_marc_find (marc, "6XX", i + 1))
    read_subject_field (rc_marc_get_field (marc, i), subjects, places);
  read_areas (marc, places);
  self->subjects = rc_texts_end (subjects);
  self->places = rc_texts_end (places);
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/* "0-19-852663-6 (pbk.)" without what follows the number. */
static char *
cut_qualifier (char *text)
{
  char *bracket = strchr (text, '(');

  if (bracket != NULL && bracket != text)
    *bracket = '\0';
  return rc_text_trim_isbd (text);
}

/* The normalised number, then as it is typed where that is another one (ten digits); a broken one as it is typed. */
static void
take_standard_number (GPtrArray *identifiers, char *typed, char *(*normalise) (const char *text))
{
  g_autofree char *normal = normalise (typed);
  g_autofree char *digits = g_strdup (typed);

  if (normal != NULL)
    {
      char *to = digits;

      for (const char *from = digits; *from != '\0'; from++)
        if (*from != '-' && *from != ' ')
          *to++ = *from;
      *to = '\0';
      rc_texts_take (identifiers, g_strdup (normal));
      if (normalise == rc_issn_normalise || g_str_has_prefix (digits, normal))
        g_clear_pointer (&typed, g_free);
    }
  if (typed != NULL)
    rc_texts_take (identifiers, cut_qualifier (typed));
}

static void
read_standard_numbers (const RcMarc *marc, const char *tag, const char *other_codes,
                       char *(*normalise) (const char *text), GPtrArray *identifiers)
{
  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, i + 1))
    {
      RcMarcSubfieldIter iter;
      const char *value;
      gsize length;
      char code;

      rc_marc_subfield_iter_init (&iter, rc_marc_get_field (marc, i));
      while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
        {
          g_autofree char *typed = NULL;

          if (code != 'a' && strchr (other_codes, code) == NULL)
            continue;
          typed = g_utf8_make_valid (value, length);
          if (has_digit (typed))
            take_standard_number (identifiers, g_steal_pointer (&typed), normalise);
        }
    }
}

void
rc_description_read_identifiers (RcDescription *self, const RcMarc *marc)
{
  static const char *const tags[] = { "024", "027", "028", "030", "037", "074", "086", "088", "010" };
  GPtrArray *identifiers = rc_texts_new ();

  read_standard_numbers (marc, "020", "z", rc_isbn_normalise, identifiers);
  read_standard_numbers (marc, "022", "lyz", rc_issn_normalise, identifiers);
  for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
    for (int i = rc_marc_find (marc, tags[t], 0); i >= 0; i = rc_marc_find (marc, tags[t], i + 1))
      take_each (identifiers, rc_marc_get_field (marc, i), 'a');
  self->identifiers = rc_texts_end (identifiers);
}

/* A note for readers: not the abstract, and not what a library says to itself (541 acquisition, 583 action). */
static gboolean
is_note (const char *tag)
{
  return tag[0] == '5' && !g_str_equal (tag, "520") && !g_str_equal (tag, "541") && !g_str_equal (tag, "583");
}

void
rc_description_read_notes (RcDescription *self, const RcMarc *marc)
{
  GPtrArray *notes = rc_texts_new (), *links = rc_texts_new (), *abstracts = rc_texts_new ();
  g_auto (GStrv) all_abstracts = NULL;

  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      char *text = NULL;

      if (g_str_equal (field->tag, "856"))
        rc_texts_take_links (links, field);
      if (g_str_equal (field->tag, "520"))
        text = rc_marc_field_dup_subfields (field, "ab", " ");
      else if (is_note (field->tag))
        text = rc_marc_field_dup_subfields (field, "abcdefghijklmnopqrstvxyz", " ");
      if (text == NULL)
        continue;
      g_strstrip (text);
      rc_texts_take (g_str_equal (field->tag, "520") ? abstracts : notes, text);
    }
  self->notes = rc_texts_end (notes);
  self->links = rc_texts_end (links);
  all_abstracts = rc_texts_end (abstracts);
  if (all_abstracts[0] != NULL)
    self->abstract = g_strjoinv ("\n", all_abstracts);
}
