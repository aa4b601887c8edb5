/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reference written as MARC 21. */
#define G_LOG_DOMAIN "rc-record"

#include "record/reference-private.h"

#include <string.h>

#define FIXED_LENGTH 40 /* of 008 */

/* Text as MARC can hold it: no delimiter, no terminator, no other control character but the end of a line. */
static void
append_text (GString *data, const char *text)
{
  for (; *text != '\0'; text++)
    g_string_append_c (data, (guchar) *text < ' ' && *text != '\n' ? ' ' : *text);
}

static void
append_subfield (GString *data, char code, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (data, "\x1f%c", code);
  append_text (data, text);
}

/* Takes data; a field that has nothing but its indicators is none. */
static void
take_field (RcMarc *marc, const char *tag, GString *data)
{
  if (data->len > 2)
    rc_marc_add_field (marc, tag, data->str, (gssize) data->len);
  g_string_free (data, TRUE);
}

static void
add_field (RcMarc *marc, const char *tag, const char *indicators, char code, const char *text)
{
  GString *data = g_string_new (indicators);

  append_subfield (data, code, text);
  take_field (marc, tag, data);
}

static void
add_each (RcMarc *marc, const char *tag, const char *indicators, const GPtrArray *texts, guint from)
{
  for (guint i = from; i < texts->len; i++)
    add_field (marc, tag, indicators, 'a', g_ptr_array_index (texts, i));
}

static const char *
first_language (const RcReference *self)
{
  return self->languages->len > 0 ? g_ptr_array_index (self->languages, 0) : NULL;
}

/* The dates of 008: one year, a year with month and day, or the first and last of a serial or a set. */
static void
write_fixed_dates (const RcReference *self, char *fixed)
{
  g_autofree char *years = NULL;
  gboolean serial = self->type == RC_REFERENCE_SERIAL;
  const char *day = self->issued != NULL && strlen (self->issued) >= 7 ? self->issued + 4 : "";

  if (self->year < 1000 || self->year > 9999)
    {
      fixed[6] = serial ? 'u' : 'n';
      years = g_strdup (serial ? "uuuu9999" : "uuuuuuuu");
    }
  else if (serial || self->year_end != 0)
    {
      fixed[6] = !serial ? 'm' : self->year_end != 0 ? 'd' : 'c';
      years = g_strdup_printf ("%04d%04d", self->year, self->year_end != 0 ? CLAMP (self->year_end, 1000, 9998) : 9999);
    }
  else
    {
      fixed[6] = *day != '\0' ? 'e' : 's';
      years = g_strdup_printf ("%04d%-2.2s%-2.2s", self->year, *day != '\0' ? day + 1 : "", strlen (day) >= 6 ? day + 4 : "");
    }
  memcpy (fixed + 7, years, 8);
}

static void
add_fixed (RcMarc *marc, const RcReference *self)
{
  const RcReferenceShape *shape = rc_reference_get_shape (self->type);
  const char *language = first_language (self);
  char fixed[FIXED_LENGTH + 1];

  memset (fixed, ' ', FIXED_LENGTH);
  fixed[FIXED_LENGTH] = '\0';
  write_fixed_dates (self, fixed);
  memcpy (fixed + 15, "xx ", 3);
  if (self->type == RC_REFERENCE_WEB_PAGE)
    fixed[21] = 'w';
  if (shape->nature != 0)
    fixed[24] = shape->nature;
  if (self->type == RC_REFERENCE_DATASET || self->type == RC_REFERENCE_SOFTWARE)
    fixed[26] = self->type == RC_REFERENCE_DATASET ? 'a' : 'b';
  memcpy (fixed + 35, language != NULL && strlen (language) == 3 ? language : "und", 3);
  fixed[39] = 'd';
  rc_marc_add_field (marc, "008", fixed, FIXED_LENGTH);
}

static void
add_numbers (RcMarc *marc, const RcReference *self, gboolean has_host)
{
  GString *languages = g_string_new ("0 ");

  if (self->type == RC_REFERENCE_PATENT)
    add_field (marc, "013", "  ", 'a', self->report_number);
  if (!has_host)
    add_each (marc, "020", "  ", self->isbn, 0);
  add_each (marc, "022", "  ", self->issn, has_host ? 1 : 0);
  if (self->doi != NULL && *self->doi != '\0')
    {
      GString *doi = g_string_new ("7 ");

      append_subfield (doi, 'a', self->doi);
      append_subfield (doi, '2', "doi");
      take_field (marc, "024", doi);
    }
  if (self->key != NULL)
    {
      g_autofree char *key = g_strdup_printf (RC_KEY_AGENCY "%s", self->key);

      add_field (marc, "035", "  ", 'a', key);
    }
  for (guint i = 0; i < self->languages->len; i++)
    append_subfield (languages, 'a', g_ptr_array_index (self->languages, i));
  if (self->languages->len < 2)
    g_string_truncate (languages, 2);
  take_field (marc, "041", languages);
  if (self->type != RC_REFERENCE_PATENT)
    add_field (marc, "088", "  ", 'a', self->report_number);
  add_field (marc, "099", "  ", 'a', self->call_number);
}

/* The first name is the main entry when it is the author's; all others are added entries. */
static gboolean
has_main_entry (const RcReference *self)
{
  const RcReferenceName *first = self->names->len > 0 ? g_ptr_array_index (self->names, 0) : NULL;

  return first != NULL && g_str_equal (first->role, "aut");
}

static void
add_name (RcMarc *marc, const RcReferenceName *name, gboolean main_entry)
{
  const char *tags[] = { "700", "710", "711", "100", "110", "111" };
  gboolean inverted = strchr (name->heading, ',') != NULL;
  GString *data = g_string_new (name->kind != RC_NAME_PERSON ? "2 " : inverted ? "1 " : "0 ");

  append_subfield (data, 'a', name->heading);
  append_subfield (data, '4', name->role);
  take_field (marc, tags[(main_entry ? 3 : 0) + name->kind], data);
}

/* How many bytes of the title are an article that is not filed, as far as the language says that it is one. */
static guint
count_nonfiling (const RcReference *self)
{
  static const struct
  {
    const char *language, *articles;
  } known[] = { { "eng", "The |A |An " },         { "fre", "Le |La |Les |L'|L’|Un |Une " },
                { "ger", "Der |Die |Das |Ein |Eine " }, { "spa", "El |La |Los |Las |Un |Una " },
                { "ita", "Il |Lo |La |I |Gli |Le |L'|L’" }, { "por", "O |A |Os |As " } };
  const char *language = first_language (self);

  if (self->title == NULL)
    return 0;
  if (language == NULL)
    return g_str_has_prefix (self->title, "The ") ? 4 : 0;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].language, language))
      {
        g_auto (GStrv) articles = g_strsplit (known[i].articles, "|", -1);

        for (char **article = articles; *article != NULL; article++)
          if (g_str_has_prefix (self->title, *article) && strlen (self->title) > strlen (*article))
            return (guint) g_utf8_strlen (*article, -1);
      }
  return 0;
}

static void
add_titles (RcMarc *marc, const RcReference *self, gboolean has_host)
{
  GString *title = g_string_new (NULL), *short_title = g_string_new ("1 ");

  g_string_printf (title, "%d%u", has_main_entry (self) ? 1 : 0, count_nonfiling (self));
  append_subfield (title, 'a', self->title);
  if (!has_host)
    append_subfield (title, 'n', self->volume);
  append_subfield (title, 'b', self->subtitle);
  append_subfield (title, 'c', self->responsibility);
  take_field (marc, "245", title);
  if (self->short_title != NULL)
    append_subfield (short_title, 'i', RC_SHORT_TITLE);
  append_subfield (short_title, 'a', self->short_title);
  take_field (marc, "246", short_title);
  add_field (marc, "246", "11", 'a', self->parallel_title);
}

/* As it is shown: "1998", "1998-", "1998-2001", "1998-07/2001". */
static char *
dup_date (const RcReference *self)
{
  const char *until = self->issued != NULL && strlen (self->issued) > 4 ? "/" : "-";

  if (self->issued == NULL || (self->year_end == 0 && self->type != RC_REFERENCE_SERIAL))
    return g_strdup (self->issued);
  if (self->year_end == 0)
    return g_strconcat (self->issued, until, NULL);
  return g_strdup_printf ("%s%s%d", self->issued, until, self->year_end);
}

static void
add_publishing (RcMarc *marc, const RcReference *self)
{
  GString *imprint = g_string_new (" 1"), *series = g_string_new ("0 ");
  g_autofree char *date = dup_date (self);

  append_subfield (imprint, 'a', self->place);
  append_subfield (imprint, 'b', self->publisher);
  append_subfield (imprint, 'c', date);
  add_field (marc, "250", "  ", 'a', self->edition);
  take_field (marc, "264", imprint);
  add_field (marc, "300", "  ", 'a', self->extent);
  append_subfield (series, 'a', self->series);
  append_subfield (series, 'v', self->series_number);
  take_field (marc, "490", series);
}

static void
add_notes (RcMarc *marc, const RcReference *self)
{
  const RcReferenceShape *shape = rc_reference_get_shape (self->type);

  add_each (marc, "500", "  ", self->notes, 0);
  if (self->type == RC_REFERENCE_THESIS && (self->genre != NULL || self->publisher != NULL))
    {
      GString *thesis = g_string_new ("  ");
      g_autofree char *year = self->year != 0 ? g_strdup_printf ("%d", self->year) : NULL;

      append_subfield (thesis, 'b', self->genre);
      append_subfield (thesis, 'c', self->publisher);
      append_subfield (thesis, 'd', year);
      take_field (marc, "502", thesis);
    }
  add_field (marc, "520", "  ", 'a', self->abstract);
  add_each (marc, "653", "  ", self->keywords, 0);
  if (shape->has_genre)
    {
      GString *genre = g_string_new (" 7");

      append_subfield (genre, 'a', rc_reference_type_to_string (self->type));
      append_subfield (genre, '2', RC_GENRE_LIST);
      take_field (marc, "655", genre);
    }
  if (self->type != RC_REFERENCE_THESIS)
    add_field (marc, "655", " 4", 'a', self->genre);
}

static void
append_host_part (GString *host, const char *name, const char *value)
{
  g_autofree char *part = value != NULL && *value != '\0' ? g_strconcat (name, value, NULL) : NULL;

  append_subfield (host, 'g', part);
}

static void
add_host (RcMarc *marc, const RcReference *self)
{
  GString *host = g_string_new ("0 ");

  append_subfield (host, 't', self->container);
  append_subfield (host, 'p', self->container_short);
  append_host_part (host, RC_HOST_VOLUME, self->volume);
  append_host_part (host, RC_HOST_ISSUE, self->issue);
  append_host_part (host, RC_HOST_PAGES, self->pages);
  append_subfield (host, 'x', self->issn->len > 0 ? g_ptr_array_index (self->issn, 0) : NULL);
  for (guint i = 0; i < self->isbn->len; i++)
    append_subfield (host, 'z', g_ptr_array_index (self->isbn, i));
  take_field (marc, "773", host);
}

static void
add_links (RcMarc *marc, const RcReference *self)
{
  g_autofree char *accessed = self->accessed != NULL ? g_strconcat (RC_ACCESSED, self->accessed, NULL) : NULL;

  for (guint i = 0; i < MAX (self->urls->len, 1); i++)
    {
      GString *link = g_string_new ("40");

      append_subfield (link, 'u', i < self->urls->len ? g_ptr_array_index (self->urls, i) : NULL);
      append_subfield (link, 'z', i == 0 ? accessed : NULL);
      take_field (marc, "856", link);
    }
}

static void
add_others (RcMarc *marc, const RcReference *self)
{
  for (guint i = 0; i < self->others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (self->others, i);
      g_autofree char *field = g_strdup_printf ("%s" RC_OTHER_SEPARATOR "%s", other->name, other->value);
      GString *data = g_string_new ("  ");

      append_subfield (data, 'a', field);
      append_subfield (data, '2', other->format);
      take_field (marc, "887", data);
    }
}

RcMarc *
rc_reference_to_marc (const RcReference *self)
{
  RcMarc *marc = rc_marc_new ();
  g_autofree char *leader = g_strdup ("00000nam a2200000" RC_OWN_LEVEL " 4500");
  const RcReferenceShape *shape;
  gboolean has_host, main_entry;

  g_return_val_if_fail (self != NULL, marc);

  shape = rc_reference_get_shape (self->type);
  has_host = rc_reference_type_is_part (self->type) || self->container != NULL || self->issue != NULL || self->pages != NULL;
  main_entry = has_main_entry (self);
  leader[6] = shape->type;
  leader[7] = shape->level;
  rc_marc_set_leader (marc, leader);
  if (self->control != NULL && *self->control != '\0')
    {
      g_autoptr (GString) control = g_string_new (NULL);

      append_text (control, self->control);
      rc_marc_add_field (marc, "001", control->str, (gssize) control->len);
    }
  add_fixed (marc, self);
  add_numbers (marc, self, has_host);
  if (main_entry)
    add_name (marc, g_ptr_array_index (self->names, 0), TRUE);
  add_titles (marc, self, has_host);
  add_publishing (marc, self);
  add_notes (marc, self);
  for (guint i = main_entry ? 1 : 0; i < self->names->len; i++)
    add_name (marc, g_ptr_array_index (self->names, i), FALSE);
  if (has_host)
    add_host (marc, self);
  add_links (marc, self);
  add_others (marc, self);
  return marc;
}
