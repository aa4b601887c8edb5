/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reference read from a MARC record: one of our own making, or a library's with its ISBD punctuation. */
#define G_LOG_DOMAIN "rc-record"

#include "record/reference-private.h"

#include "record/description-private.h"

#include <string.h>

typedef struct
{
  const RcMarc *marc;
  gboolean plain; /* texts stand there without ISBD punctuation (leader/18): nothing is cut */
  gboolean own;   /* made by rc_reference_to_marc: every fact is where that puts it */
  RcReference *reference;
} Source;

/* Takes text. Without blanks around, and for a library's record without ISBD punctuation; NULL when nothing is left. */
static char *
take_clean (const Source *source, char *text)
{
  if (!source->plain)
    return rc_text_trim_isbd (text);
  if (text != NULL && *g_strstrip (text) == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static char *
dup_of_field (const Source *source, const RcMarcField *field, const char *codes)
{
  return take_clean (source, rc_marc_field_dup_subfields (field, codes, " "));
}

/* Of the first field with the tag that has something. */
static char *
dup_of (const Source *source, const char *tag, const char *codes)
{
  for (int i = rc_marc_find (source->marc, tag, 0); i >= 0; i = rc_marc_find (source->marc, tag, (guint) i + 1))
    {
      char *text = dup_of_field (source, rc_marc_get_field (source->marc, (guint) i), codes);

      if (text != NULL)
        return text;
    }
  return NULL;
}

/* Each subfield with the code of every field with the tag. */
static void
read_each (const Source *source, const char *tag, char wanted, GPtrArray *texts)
{
  for (int i = rc_marc_find (source->marc, tag, 0); i >= 0; i = rc_marc_find (source->marc, tag, (guint) i + 1))
    {
      RcMarcSubfieldIter iter;
      const char *value;
      gsize length;
      char code;

      rc_marc_subfield_iter_init (&iter, rc_marc_get_field (source->marc, (guint) i));
      while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
        if (code == wanted)
          {
            g_autofree char *text = take_clean (source, g_utf8_make_valid (value, (gssize) length));

            rc_reference_add_text (texts, text);
          }
    }
}

/* 245 of a library: $b may hold a parallel title, $n and $p parts of the title. */
static void
read_titles_of_library (const Source *source, const RcMarcField *field, const RcDescription *description)
{
  RcReference *self = source->reference;
  g_autofree char *main_part = rc_marc_field_dup_subfield (field, 'a');
  g_autofree char *rest = rc_marc_field_dup_subfield (field, 'b');
  g_autofree char *number = dup_of_field (source, field, "n");
  g_autofree char *part = dup_of_field (source, field, "p");
  gsize length = main_part != NULL ? strlen (g_strchomp (main_part)) : 0;
  char *equals = rest != NULL ? strstr (rest, " = ") : NULL;

  if (equals != NULL)
    *equals = '\0';
  if (rest != NULL && length > 0 && main_part[length - 1] == '=')
    g_clear_pointer (&rest, g_free);
  self->title = rc_text_trim_isbd (g_steal_pointer (&main_part));
  self->subtitle = rc_text_trim_isbd (g_steal_pointer (&rest));
  if (self->type == RC_REFERENCE_SERIAL && number != NULL && self->title != NULL)
    {
      g_autofree char *before = self->title;

      self->title = g_strdup_printf ("%s. %s", before, number);
    }
  else
    self->volume = g_steal_pointer (&number);
  if (part != NULL && self->title != NULL)
    {
      g_autofree char *before = self->title;

      self->title = g_strdup_printf ("%s. %s", before, part);
    }
  self->parallel_title = g_strdup (description->parallel_title);
}

static void
read_short_title (const Source *source)
{
  for (int i = rc_marc_find (source->marc, "246", 0); i >= 0; i = rc_marc_find (source->marc, "246", (guint) i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (source->marc, (guint) i);
      g_autofree char *what = rc_marc_field_dup_subfield (field, 'i');

      if (what != NULL && g_str_has_prefix (what, RC_SHORT_TITLE) && source->reference->short_title == NULL)
        source->reference->short_title = dup_of_field (source, field, "a");
      else if (source->plain && rc_marc_field_get_indicator (field, 2) == '1' && source->reference->parallel_title == NULL)
        source->reference->parallel_title = dup_of_field (source, field, "a");
    }
}

static void
read_titles (const Source *source, const RcDescription *description)
{
  RcReference *self = source->reference;
  int index = rc_marc_find (source->marc, "245", 0);
  const RcMarcField *field = index >= 0 ? rc_marc_get_field (source->marc, (guint) index) : NULL;

  if (field != NULL && source->plain)
    {
      self->title = dup_of_field (source, field, "a");
      self->subtitle = dup_of_field (source, field, "b");
      self->volume = dup_of_field (source, field, "n");
    }
  else if (field != NULL)
    read_titles_of_library (source, field, description);
  if (self->title == NULL && self->subtitle == NULL && *description->title != '\0' && !source->own)
    self->title = g_strdup (description->title);
  self->responsibility = field != NULL ? dup_of_field (source, field, "c") : g_strdup (description->responsibility);
  read_short_title (source);
}

static void
read_numbers (const Source *source)
{
  RcReference *self = source->reference;

  self->control = rc_marc_dup_control_number (source->marc);
  read_each (source, "020", 'a', self->isbn);
  for (guint i = 0; !source->plain && i < self->isbn->len; i++)
    g_strchomp (g_strdelimit (self->isbn->pdata[i], "(", '\0'));
  read_each (source, "773", 'x', self->issn);
  read_each (source, "022", 'a', self->issn);
  read_each (source, "773", 'z', self->isbn);
  for (int i = rc_marc_find (source->marc, "024", 0); i >= 0 && self->doi == NULL; i = rc_marc_find (source->marc, "024", (guint) i + 1))
    {
      g_autofree char *list = rc_marc_field_dup_subfield (rc_marc_get_field (source->marc, (guint) i), '2');

      if (list != NULL && g_ascii_strcasecmp (g_strstrip (list), "doi") == 0)
        self->doi = dup_of_field (source, rc_marc_get_field (source->marc, (guint) i), "a");
    }
  for (int i = rc_marc_find (source->marc, "035", 0); i >= 0 && self->key == NULL; i = rc_marc_find (source->marc, "035", (guint) i + 1))
    {
      g_autofree char *number = rc_marc_field_dup_subfield (rc_marc_get_field (source->marc, (guint) i), 'a');

      if (number != NULL && g_str_has_prefix (number, RC_KEY_AGENCY))
        self->key = g_strdup (number + strlen (RC_KEY_AGENCY));
    }
  self->report_number = dup_of (source, "013", "a");
  if (self->report_number == NULL)
    self->report_number = dup_of (source, "088", "a");
  self->call_number = dup_of (source, "099", "a");
  if (self->call_number == NULL)
    self->call_number = dup_of (source, "852", "hi");
}

/* The code of a relator that is written out ("editor", "ред."). */
static const char *
role_of_term (const char *term)
{
  static const struct
  {
    const char *start, *role;
  } terms[] = { { "author", "aut" },   { "авт", "aut" },      { "edit", "edt" },   { "ed", "edt" },     { "ред", "edt" },
                { "transl", "trl" },   { "trad", "trl" },     { "пер", "trl" },    { "illus", "ill" },  { "ill", "ill" },
                { "худож", "ill" },    { "иллюстр", "ill" },  { "compil", "com" }, { "comp", "com" },   { "сост", "com" },
                { "photog", "pht" },   { "фотогр", "pht" },   { "direct", "drt" }, { "режис", "drt" },  { "құраст", "com" },
                { "creat", "cre" },    { "publ", "pbl" },     { "contrib", "ctb" }, { "аудар", "trl" },  { "issuing", "isb" },
                { "supervis", "ths" }, { "thesis adv", "ths" }, { "degree grant", "dgg" }, { "host", "his" } };
  g_autofree char *lower = g_utf8_strdown (term, -1);

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    if (g_str_has_prefix (g_strstrip (lower), terms[i].start))
      return terms[i].role;
  return "";
}

static void
read_name (const Source *source, const RcMarcField *field)
{
  static const char *const codes[] = { "ab", "abn", "aendc" };
  RcNameKind kind = field->tag[1] != '1' ? RC_NAME_PERSON : field->tag[2] == '0' ? RC_NAME_BODY : RC_NAME_MEETING;
  g_autofree char *heading = dup_of_field (source, field, codes[kind]);
  g_autofree char *code = rc_marc_field_dup_subfield (field, '4');
  g_autofree char *term = rc_marc_field_dup_subfield (field, kind == RC_NAME_MEETING ? 'j' : 'e');
  g_autofree char *work = rc_marc_field_dup_subfield (field, 't');
  const char *role = "";

  if (work != NULL) /* a work, not somebody who made this one */
    return;
  if (code != NULL && strlen (g_strstrip (code)) >= 3)
    role = code + strlen (code) - 3; /* also of an address that ends in the code */
  else if (term != NULL)
    role = role_of_term (term);
  else if (field->tag[0] == '1')
    role = "aut";
  rc_reference_add_name (source->reference, heading, role, kind);
}

static void
read_names (const Source *source)
{
  static const char *const tags[] = { "100", "110", "111" };

  for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
    for (int i = rc_marc_find (source->marc, tags[t], 0); i >= 0; i = rc_marc_find (source->marc, tags[t], (guint) i + 1))
      read_name (source, rc_marc_get_field (source->marc, (guint) i));
  for (int i = rc_marc_find (source->marc, "7XX", 0); i >= 0; i = rc_marc_find (source->marc, "7XX", (guint) i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (source->marc, (guint) i);

      if (g_str_equal (field->tag, "700") || g_str_equal (field->tag, "710") || g_str_equal (field->tag, "711") || g_str_equal (field->tag, "720"))
        read_name (source, field);
    }
}

static void
read_date (const Source *source, const RcDescription *description, const char *printed)
{
  RcReference *self = source->reference;
  char month[3] = { rc_reference_fixed_at (source->marc, 11), rc_reference_fixed_at (source->marc, 12), 0 };
  char day[3] = { rc_reference_fixed_at (source->marc, 13), rc_reference_fixed_at (source->marc, 14), 0 };
  g_autofree char *text = NULL;

  if (rc_reference_fixed_at (source->marc, 6) == 'e')
    text = g_strdup_printf ("%d-%s-%s", description->year, month, day);
  else if (description->year != 0)
    text = g_strdup_printf ("%04d", description->year);
  if (source->plain && printed != NULL && rc_reference_set_date (self, printed, NULL) && self->year == description->year)
    ;
  else if (text == NULL || !rc_reference_set_date (self, text, NULL))
    self->year = description->year;
  self->year_end = description->year_end;
}

static void
read_publishing (const Source *source, const RcDescription *description)
{
  RcReference *self = source->reference;
  g_autofree char *printed = dup_of (source, "264", "c");

  self->place = source->plain ? dup_of (source, "264", "a") : g_strdup (description->place);
  self->publisher = source->plain ? dup_of (source, "264", "b") : g_strdup (description->publisher);
  read_date (source, description, printed);
  self->edition = dup_of (source, "250", source->plain ? "a" : "ab");
  self->extent = source->plain ? dup_of (source, "300", "a") : g_strdup (description->extent);
  for (guint t = 0; self->series == NULL && self->series_number == NULL && t < 3; t++)
    {
      static const char *const tags[] = { "490", "440", "830" };

      self->series = dup_of (source, tags[t], source->plain ? "a" : "anp");
      self->series_number = dup_of (source, tags[t], "v");
    }
  if (self->type == RC_REFERENCE_THESIS)
    {
      self->genre = dup_of (source, "502", "b");
      if (self->publisher == NULL)
        self->publisher = dup_of (source, "502", "c");
    }
}

static void
read_genre (const Source *source)
{
  for (int i = rc_marc_find (source->marc, "655", 0); i >= 0 && source->reference->genre == NULL;
       i = rc_marc_find (source->marc, "655", (guint) i + 1))
    {
      g_autofree char *list = rc_marc_field_dup_subfield (rc_marc_get_field (source->marc, (guint) i), '2');

      if (g_strcmp0 (list, RC_GENRE_LIST) != 0)
        source->reference->genre = dup_of_field (source, rc_marc_get_field (source->marc, (guint) i), "a");
    }
}

/* Coded parts as we write them, words as libraries do. */
static void
read_host_part (RcReference *self, const char *text)
{
  if (g_str_has_prefix (text, RC_HOST_VOLUME) && self->volume == NULL)
    self->volume = g_strdup (text + strlen (RC_HOST_VOLUME));
  else if (g_str_has_prefix (text, RC_HOST_ISSUE) && self->issue == NULL)
    self->issue = g_strdup (text + strlen (RC_HOST_ISSUE));
  else if (g_str_has_prefix (text, RC_HOST_PAGES) && self->pages == NULL)
    self->pages = g_strdup (text + strlen (RC_HOST_PAGES));
}

static void
read_host (const Source *source)
{
  RcReference *self = source->reference;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *imprint = NULL;

  self->container = dup_of (source, "773", "t");
  self->container_short = dup_of (source, "773", "p");
  if (self->container == NULL)
    self->container = dup_of (source, "773", "as");
  read_each (source, "773", 'g', parts);
  for (guint i = 0; i < parts->len; i++)
    read_host_part (self, parts->pdata[i]);
  if (source->own)
    return;
  for (guint i = 0; i < parts->len; i++)
    rc_reference_read_host_text (self, parts->pdata[i]);
  imprint = dup_of (source, "773", "d");
  if (self->year == 0)
    for (guint i = 0; i <= parts->len && self->year == 0; i++)
      {
        g_autofree char *year = g_strdup_printf ("%04d", rc_year_from_text (i == 0 ? imprint : parts->pdata[i - 1], NULL));

        rc_reference_set_date (self, year, NULL);
      }
}

static gboolean
is_note (const Source *source, const RcMarcField *field)
{
  static const char *const not_notes[] = { "506", "520", "521", "540", "541", "583", "588", NULL };
  g_autofree char *degree = g_str_equal (field->tag, "502") ? rc_marc_field_dup_subfields (field, "bc", " ") : NULL;

  return field->tag[0] == '5' && !g_strv_contains (not_notes, field->tag) && degree == NULL;
}

static void
read_texts (const Source *source)
{
  RcReference *self = source->reference;
  g_autoptr (GPtrArray) abstracts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rc_marc_get_n_fields (source->marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (source->marc, i);
      g_autofree char *text = NULL;

      if (g_str_equal (field->tag, "520") || is_note (source, field))
        text = rc_marc_field_dup_subfields (field, "abcdefghijklmnopqrstvxyz", " ");
      rc_reference_add_text (g_str_equal (field->tag, "520") ? abstracts : self->notes, text);
    }
  g_ptr_array_add (abstracts, NULL);
  if (abstracts->pdata[0] != NULL)
    self->abstract = g_strjoinv ("\n", (char **) abstracts->pdata);
}

/* Keywords as they stand, then the headings of subjects. */
static void
read_keywords (const Source *source, const RcDescription *description)
{
  GPtrArray *keywords = source->reference->keywords;
  g_autoptr (GHashTable) trimmed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (source->plain)
    read_each (source, "653", 'a', keywords);
  for (guint i = 0; i < keywords->len; i++)
    {
      char *text = rc_text_trim_isbd (g_strdup (keywords->pdata[i]));

      if (text != NULL)
        g_hash_table_add (trimmed, text);
    }
  for (guint l = 0; l < 2; l++)
    for (char **subject = l == 0 ? description->subjects : description->places; *subject != NULL; subject++)
      if (!g_hash_table_contains (trimmed, *subject))
        rc_reference_add_text (keywords, *subject);
}

static void
read_links (const Source *source, const RcDescription *description)
{
  RcReference *self = source->reference;

  for (char **link = description->links; *link != NULL; link++)
    rc_reference_add_text (self->urls, *link);
  for (int i = rc_marc_find (source->marc, "856", 0); i >= 0 && self->accessed == NULL; i = rc_marc_find (source->marc, "856", (guint) i + 1))
    {
      g_autofree char *note = rc_marc_field_dup_subfield (rc_marc_get_field (source->marc, (guint) i), 'z');

      if (note != NULL && g_str_has_prefix (note, RC_ACCESSED))
        self->accessed = g_strdup (note + strlen (RC_ACCESSED));
    }
}

static void
read_others (const Source *source)
{
  for (int i = rc_marc_find (source->marc, "887", 0); i >= 0; i = rc_marc_find (source->marc, "887", (guint) i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (source->marc, (guint) i);
      g_autofree char *text = rc_marc_field_dup_subfield (field, 'a');
      g_autofree char *format = rc_marc_field_dup_subfield (field, '2');
      char *separator = text != NULL ? strstr (text, RC_OTHER_SEPARATOR) : NULL;

      if (separator == NULL || format == NULL)
        continue;
      *separator = '\0';
      rc_reference_add_other (source->reference, format, text, separator + strlen (RC_OTHER_SEPARATOR));
    }
}

/* What a description has of a record that is not MARC 21. */
static void
read_description (RcReference *self, const RcMarc *marc, const RcDescription *description)
{
  g_autofree char *year = g_strdup_printf ("%04d", description->year);

  self->control = rc_marc_dup_control_number (marc);
  self->type = rc_reference_type_of_material (description->material);
  self->title = *description->title != '\0' ? g_strdup (description->title) : NULL;
  self->parallel_title = g_strdup (description->parallel_title);
  self->responsibility = g_strdup (description->responsibility);
  for (char **name = description->people; *name != NULL; name++)
    rc_reference_add_name (self, *name, name == description->people ? "aut" : "", strchr (*name, ',') != NULL ? RC_NAME_PERSON : RC_NAME_BODY);
  self->edition = g_strdup (description->edition);
  self->place = g_strdup (description->place);
  self->publisher = g_strdup (description->publisher);
  rc_reference_set_date (self, year, NULL);
  self->year_end = description->year_end;
  self->extent = g_strdup (description->extent);
  self->series = g_strdup (description->series);
  self->abstract = g_strdup (description->abstract);
  for (char **language = description->languages; *language != NULL; language++)
    rc_reference_add_text (self->languages, *language);
  for (char **number = description->identifiers; *number != NULL; number++)
    rc_reference_add_text (strlen (*number) == 9 && (*number)[4] == '-' ? self->issn : self->isbn, *number);
  for (char **note = description->notes; *note != NULL; note++)
    rc_reference_add_text (self->notes, *note);
}

RcReference *
rc_reference_new_from_marc (const RcMarc *marc)
{
  g_autoptr (RcDescription) description = NULL;
  Source source = { .marc = marc, .reference = rc_reference_new (RC_REFERENCE_BOOK) };

  g_return_val_if_fail (marc != NULL, source.reference);

  description = rc_description_new_whole (marc);
  source.plain = rc_marc_get_leader (marc)[18] == 'c';
  source.own = memcmp (rc_marc_get_leader (marc) + 17, RC_OWN_LEVEL, 2) == 0;
  if (rc_marc_is_unimarc (marc))
    read_description (source.reference, marc, description);
  else
    {
      source.reference->type = rc_reference_read_type (source.marc, source.own, description);
      read_titles (&source, description);
      read_numbers (&source);
      read_names (&source);
      read_publishing (&source, description);
      read_genre (&source);
      read_host (&source);
      read_texts (&source);
      for (char **language = description->languages; *language != NULL; language++)
        rc_reference_add_text (source.reference->languages, *language);
    }
  read_keywords (&source, description);
  read_links (&source, description);
  read_others (&source);
  return source.reference;
}
