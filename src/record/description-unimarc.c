/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A description read from the tags of UNIMARC (and RUSMARC). */
#define G_LOG_DOMAIN "rc-record"

#include "record/description-private.h"
#include "record/identifier.h"

#include <string.h>

#define GENERAL_DATE_1 9 /* in 100 $a */
#define BOOKLET_PAGES 50

gboolean
rc_marc_is_unimarc (const RcMarc *marc)
{
  int title = rc_marc_find (marc, "200", 0);

  return rc_marc_find (marc, "245", 0) < 0 && title >= 0
         && memmem (rc_marc_get_field (marc, title)->data, rc_marc_get_field (marc, title)->length, "\x1f" "a", 2)
                != NULL;
}

/* A subfield of the title that a field links to: $t, or $a (say) of a 200 that stands whole in it behind $1. */
static char *
dup_linked (const RcMarcField *field, char wanted)
{
  g_autofree char *title = NULL;
  RcMarcSubfieldIter iter;
  const char *value;
  gboolean in_200 = FALSE;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (title == NULL && rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    if (code == '1')
      in_200 = length >= 3 && memcmp (value, "200", 3) == 0;
    else if (in_200 && code == wanted)
      title = g_utf8_make_valid (value, (gssize) length);
  if (title == NULL)
    title = rc_marc_field_dup_subfield (field, wanted == 'a' ? 't' : wanted);
  return title != NULL ? rc_text_trim_isbd (g_steal_pointer (&title)) : NULL;
}

/* The title of the work that a volume belongs to, where its own ("Vol. 13") says little: indicator 1 is 0. */
static char *
dup_whole_title (const RcMarc *marc, int title)
{
  int whole = rc_marc_find (marc, "461", 0);

  if (whole < 0 || rc_marc_field_get_indicator (rc_marc_get_field (marc, title), 1) != '0')
    return NULL;
  return dup_linked (rc_marc_get_field (marc, whole), 'a');
}

static void
read_title (RcDescription *self, const RcMarc *marc)
{
  int index = rc_marc_find (marc, "200", 0);
  g_autofree char *whole = dup_whole_title (marc, index);
  g_autoptr (GString) title = g_string_new (whole);
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, rc_marc_get_field (marc, index));
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    {
      g_autofree char *text = NULL;

      if (strchr ("aehi", code) == NULL)
        continue;
      text = rc_text_trim_isbd (g_utf8_make_valid (value, length));
      if (text == NULL)
        continue;
      if (title->len > 0)
        g_string_append (title, code == 'e' ? ": " : code == 'a' && (whole == NULL || title->len > strlen (whole)) ? "; " : ". ");
      g_string_append (title, text);
    }
  self->title = rc_text_trim_isbd (g_string_free (g_steal_pointer (&title), FALSE));
  self->parallel_title = rc_field_dup_trimmed (rc_marc_get_field (marc, index), "d");
  if (self->parallel_title == NULL)
    self->parallel_title = rc_marc_dup_trimmed (marc, "510", "aehi");
  self->original_title = rc_marc_dup_trimmed (marc, "500", "a");
  for (int i = rc_marc_find (marc, "454", 0); i >= 0 && self->original_title == NULL; i = -1)
    self->original_title = dup_linked (rc_marc_get_field (marc, i), 'a');
  self->responsibility = rc_marc_field_dup_subfields (rc_marc_get_field (marc, index), "fg", "; ");
}

/* From the link to the series, and its number there. */
static char *
dup_linked_series (const RcMarc *marc)
{
  int link = rc_marc_find (marc, "410", 0);
  g_autofree char *title = NULL;
  g_autofree char *volume = NULL;

  if (link < 0)
    return NULL;
  title = dup_linked (rc_marc_get_field (marc, link), 'a');
  volume = dup_linked (rc_marc_get_field (marc, link), 'v');
  return title != NULL && volume != NULL ? g_strdup_printf ("%s ; %s", title, volume) : g_steal_pointer (&title);
}

static void
read_publishing (RcDescription *self, const RcMarc *marc)
{
  g_autofree char *date = NULL;
  const char *tag = rc_marc_find (marc, "210", 0) >= 0 ? "210" : "214";
  int general = rc_marc_find (marc, "100", 0);

  self->edition = rc_marc_dup_trimmed (marc, "205", "a");
  self->place = rc_marc_dup_punctuated (marc, tag, "a", "a;");
  self->publisher = rc_marc_dup_punctuated (marc, tag, "c", "c;");
  date = rc_marc_dup_trimmed (marc, tag, "d");
  self->extent = rc_marc_dup_punctuated (marc, "215", "acde", "c:d;e+");
  self->series = rc_marc_dup_punctuated (marc, "225", "ahiv", "v;");
  if (self->series == NULL)
    self->series = dup_linked_series (marc);
  if (general >= 0)
    {
      g_autofree char *data = rc_marc_field_dup_subfield (rc_marc_get_field (marc, general), 'a');

      if (data != NULL && strlen (data) >= GENERAL_DATE_1 + 8)
        {
          /* Four bytes may end inside a character. */
          g_autofree char *first = g_utf8_make_valid (data + GENERAL_DATE_1, 4);
          g_autofree char *second = g_utf8_make_valid (data + GENERAL_DATE_1 + 4, 4);

          self->year = rc_year_from_text (first, NULL);
          self->year_end = data[GENERAL_DATE_1 - 1] == 'b' ? rc_year_from_text (second, NULL) : 0;
        }
    }
  if (self->year == 0)
    self->year = rc_year_from_text (date, &self->year_end);
  if (self->year_end <= self->year)
    self->year_end = 0;
}

static void
read_material (RcDescription *self, const RcMarc *marc)
{
  const char *leader = rc_marc_get_leader (marc);
  int pages = rc_pages_from_extent (self->extent);

  self->material = RC_MATERIAL_BOOK;
  if (leader[6] == 'e' || leader[6] == 'f')
    self->material = RC_MATERIAL_MAP;
  else if (leader[6] == 'g')
    self->material = RC_MATERIAL_VIDEO;
  else if (leader[6] == 'i' || leader[6] == 'j')
    self->material = RC_MATERIAL_SOUND;
  else if (leader[6] == 'k')
    self->material = RC_MATERIAL_POSTER;
  else if (leader[6] == 'm' || leader[6] == 'r')
    self->material = RC_MATERIAL_KIT;
  else if (leader[7] == 's')
    self->material = RC_MATERIAL_SERIAL;
  else if (leader[7] == 'a')
    self->material = RC_MATERIAL_ARTICLE;
  else if (pages > 0 && pages < BOOKLET_PAGES)
    self->material = RC_MATERIAL_BOOKLET;
}

static void
gather (const RcMarc *marc, const char *tag, const char *codes, GPtrArray *texts)
{
  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, i + 1))
    rc_texts_take (texts, rc_field_dup_trimmed (rc_marc_get_field (marc, i), codes));
}

/* Headings with their subdivisions, as printed catalogues join them: "Chess -- Problems -- Collections". */
static void
gather_headings (const RcMarc *marc, const char *tag, const char *main_codes, GPtrArray *texts)
{
  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      g_autofree char *heading = rc_field_dup_trimmed (field, main_codes);
      g_autofree char *subdivisions = rc_marc_field_dup_subfields (field, "jxyz", " -- ");

      if (heading != NULL && subdivisions != NULL)
        rc_texts_take (texts, g_strdup_printf ("%s -- %s", heading, subdivisions));
      else
        rc_texts_take (texts, g_steal_pointer (&heading));
    }
}

static void
read_names (RcDescription *self, const RcMarc *marc)
{
  GPtrArray *people = rc_texts_new ();

  for (int i = rc_marc_find (marc, "7XX", 0); i >= 0; i = rc_marc_find (marc, "7XX", i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      gboolean person = field->tag[1] == '0';

      if (!person && field->tag[1] != '1')
        continue;
      if (person)
        {
          /* The forename stands in a subfield of its own: $g in full, else $b its initials. */
          g_autofree char *family = rc_field_dup_trimmed (field, "a");
          g_autofree char *full = rc_field_dup_trimmed (field, "g");
          g_autofree char *fore = full != NULL ? g_steal_pointer (&full) : rc_field_dup_trimmed (field, "b");

          if (family != NULL && fore != NULL)
            rc_texts_take (people, g_strdup_printf ("%s, %s", family, fore));
          else
            rc_texts_take (people, g_steal_pointer (&family));
        }
      else
        rc_texts_take (people, rc_field_dup_punctuated (field, "abdfe", "b."));
    }
  self->people = rc_texts_end (people);
}

static void
read_identifiers (RcDescription *self, const RcMarc *marc)
{
  GPtrArray *identifiers = rc_texts_new ();

  for (int i = rc_marc_find (marc, "01X", 0); i >= 0; i = rc_marc_find (marc, "01X", i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      gboolean isbn = field->tag[2] == '0';
      g_autofree char *typed = rc_field_dup_trimmed (field, "a");
      g_autofree char *normal = isbn ? rc_isbn_normalise (typed) : rc_issn_normalise (typed);

      if (typed == NULL || (!isbn && field->tag[2] != '1'))
        continue;
      rc_texts_take (identifiers, g_strdup (normal != NULL ? normal : typed));
    }
  self->identifiers = rc_texts_end (identifiers);
}

/* Under which a work is known, too: cover, running title, abbreviated, other. */
static const char *const other_titles[] = { "512", "513", "514", "515", "516", "517", "530", "531", "532", "540", "541" };

void
rc_description_read_unimarc (RcDescription *self, const RcMarc *marc)
{
  GPtrArray *subjects = rc_texts_new (), *places = rc_texts_new (), *notes = rc_texts_new ();
  GPtrArray *languages = rc_texts_new (), *links = rc_texts_new ();

  read_title (self, marc);
  read_publishing (self, marc);
  read_material (self, marc);
  read_names (self, marc);
  gather_headings (marc, "600", "abcdfg", subjects);
  gather_headings (marc, "601", "abcdef", subjects);
  gather_headings (marc, "605", "ahi", subjects);
  gather_headings (marc, "606", "a", subjects);
  gather (marc, "610", "a", subjects);
  gather_headings (marc, "607", "a", places);
  gather (marc, "101", "a", languages);
  gather (marc, "300", "a", notes);
  gather (marc, "327", "a", notes);
  gather (marc, "326", "ab", notes);
  for (guint i = 0; i < G_N_ELEMENTS (other_titles); i++)
    gather (marc, other_titles[i], "aehi", notes);
  for (int i = rc_marc_find (marc, "856", 0); i >= 0; i = rc_marc_find (marc, "856", i + 1))
    rc_texts_take_links (links, rc_marc_get_field (marc, i));
  self->abstract = rc_marc_dup_trimmed (marc, "330", "a");
  self->subjects = rc_texts_end (subjects);
  self->places = rc_texts_end (places);
  self->notes = rc_texts_end (notes);
  self->links = rc_texts_end (links);
  self->languages = rc_texts_end (languages);
  read_identifiers (self, marc);
}
