/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles, names, origin and physical description as MODS. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/mods-writer-private.h"

#include <string.h>

static void
write_title (RcModsWriter *self, const RcMarcField *field, const char *tag, char passed)
{
  g_autofree char *whole = rc_mods_dup_clean (field, "a", " "), *rest = rc_mods_dup_clean (field, "b", " ");
  g_autofree char *number = rc_mods_dup_clean (field, "n", ", "), *part = rc_mods_dup_clean (field, "p", ", ");
  guint n = g_ascii_isdigit (passed) ? (guint) (passed - '0') : 0;
  const char *title = whole;

  if (whole == NULL && rest == NULL && part == NULL)
    return;
  rc_mods_open (self, "%s", tag);
  if (n > 0 && whole != NULL && g_utf8_validate (whole, -1, NULL) && (glong) n < g_utf8_strlen (whole, -1))
    {
      g_autofree char *article = g_strndup (whole, (gsize) (g_utf8_offset_to_pointer (whole, n) - whole));

      title = g_utf8_offset_to_pointer (whole, n);
      rc_mods_add (self, "nonSort", g_strchomp (article));
    }
  rc_mods_add (self, "title", title);
  rc_mods_add (self, "subTitle", rest);
  rc_mods_add (self, "partNumber", number);
  rc_mods_add (self, "partName", part);
  rc_mods_close (self, "titleInfo");
}

static void
write_main (RcModsWriter *self, const RcMarcField *field)
{
  write_title (self, field, "titleInfo", rc_marc_field_get_indicator (field, 2));
}

static void
write_uniform (RcModsWriter *self, const RcMarcField *field)
{
  write_title (self, field, "titleInfo type=\"uniform\"", rc_marc_field_get_indicator (field, field->tag[0] == '2' ? 2 : 1));
}

static void
write_translated (RcModsWriter *self, const RcMarcField *field)
{
  write_title (self, field, "titleInfo type=\"translated\"", rc_marc_field_get_indicator (field, 2));
}

static void
write_alternative (RcModsWriter *self, const RcMarcField *field)
{
  write_title (self, field, "titleInfo type=\"alternative\"", '0');
}

static void
write_abbreviated (RcModsWriter *self, const RcMarcField *field)
{
  write_title (self, field, "titleInfo type=\"abbreviated\"", '0');
}

static void
write_responsibility (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *text = rc_mods_dup_clean (field, "c", " ");

  rc_mods_add (self, "note type=\"statement of responsibility\"", text);
}

void
rc_mods_write_titles (RcModsWriter *self, const RcMarc *marc, const RcReference *reference)
{
  int index = rc_marc_find (marc, "245", 0);

  if (index >= 0)
    write_main (self, rc_marc_get_field (marc, (guint) index));
  rc_mods_for_each (self, marc, "130", write_uniform);
  rc_mods_for_each (self, marc, "240", write_uniform);
  rc_mods_for_each (self, marc, "210", write_abbreviated);
  rc_mods_for_each (self, marc, "242", write_translated);
  rc_mods_for_each (self, marc, "246", write_alternative);
  if (index >= 0)
    write_responsibility (self, rc_marc_get_field (marc, (guint) index));
}

static void
write_role (RcModsWriter *self, const char *type, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  rc_mods_open (self, "role");
  rc_mods_add (self, type, text);
  rc_mods_close (self, "role");
}

static void
write_name (RcModsWriter *self, const RcMarcField *field)
{
  char kind = field->tag[1] == '1' && field->tag[2] == '0' ? 'b' : field->tag[2] == '1' ? 'm' : 'p';
  g_autofree char *heading = rc_mods_dup_clean (field, kind == 'p' ? "aq" : "abn", " ");
  g_autofree char *title = kind == 'p' ? rc_mods_dup_clean (field, "bc", " ") : NULL, *date = rc_mods_dup_clean (field, "d", " ");
  g_autofree char *code = rc_marc_field_dup_subfield (field, '4'), *role = rc_mods_dup_clean (field, "e", " ");
  g_autofree char *affiliation = rc_mods_dup_clean (field, "u", " "), *of = rc_marc_field_dup_subfield (field, 't');

  const char *type;

  /* A name with a title is a work. */
  if (heading == NULL || (of != NULL && field->tag[0] == '7'))
    return;
  type = kind == 'b' ? "corporate" : kind == 'm' ? "conference" : rc_marc_field_get_indicator (field, 1) == '3' ? "family" : "personal";
  rc_mods_open (self, "name type=\"%s\"%s", type, field->tag[0] == '1' ? " usage=\"primary\"" : "");
  rc_mods_add (self, "namePart", heading);
  rc_mods_add (self, "namePart type=\"termsOfAddress\"", title);
  rc_mods_add (self, "namePart type=\"date\"", date);
  if (role != NULL && g_str_has_suffix (role, "."))
    role[strlen (role) - 1] = '\0';
  write_role (self, "roleTerm type=\"text\"", role);
  write_role (self, "roleTerm type=\"code\" authority=\"marcrelator\"", code);
  rc_mods_add (self, "affiliation", affiliation);
  rc_mods_close (self, "name");
}

void
rc_mods_write_names (RcModsWriter *self, const RcMarc *marc)
{
  static const char *const tags[] = { "100", "110", "111", "700", "710", "711" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    rc_mods_for_each (self, marc, tags[i], write_name);
}

static void
write_simple (RcModsWriter *self, const RcMarc *marc, const char *tag, const char *name)
{
  int index = rc_marc_find (marc, tag, 0);
  g_autofree char *text = index >= 0 ? rc_mods_dup_clean (rc_marc_get_field (marc, (guint) index), "a", " ") : NULL;

  rc_mods_add (self, name, text);
}

static void
add_place (RcModsWriter *self, const char *term, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  rc_mods_open (self, "place");
  rc_mods_add (self, term, text);
  rc_mods_close (self, "place");
}

/* The country of 008; "xx" says nothing. */
static char *
dup_country (const RcMarc *marc)
{
  int index = rc_marc_find (marc, "008", 0);
  const RcMarcField *field = index >= 0 ? rc_marc_get_field (marc, (guint) index) : NULL;
  char *country = field != NULL && field->length >= 18 ? g_strchomp (g_strndup (field->data + 15, 3)) : NULL;

  if (country != NULL && (strlen (country) < 2 || g_str_equal (country, "xx") || strpbrk (country, "| ") != NULL))
    g_clear_pointer (&country, g_free);
  return country;
}

static const char *
get_issuance (char level)
{
  return level == 's' || level == 'b' ? "serial" : level == 'i' ? "integrating resource" : level == 'm' ? "monographic" : NULL;
}

/* The other functions of 264: where and when a thing was made, and the right to copy it. */
static void
write_other_origin (RcModsWriter *self, const RcMarcField *field)
{
  static const char *const events[] = { "production", NULL, "distribution", "manufacture", "copyright" };
  char function = rc_marc_field_get_indicator (field, 2);
  g_autofree char *place = rc_mods_dup_clean (field, "a", "; "), *publisher = rc_mods_dup_clean (field, "b", "; ");
  g_autofree char *date = rc_mods_dup_clean (field, "c", " ");
  const char *event = function >= '0' && function <= '4' ? events[function - '0'] : NULL;

  if (event == NULL || (place == NULL && publisher == NULL && date == NULL))
    return;
  rc_mods_open (self, "originInfo eventType=\"%s\"", event);
  add_place (self, "placeTerm type=\"text\"", place);
  rc_mods_add (self, "publisher", publisher);
  rc_mods_add (self, function == '4' ? "copyrightDate" : function == '0' ? "dateCreated" : "dateIssued", date);
  rc_mods_close (self, "originInfo");
}

static void
write_further_publisher (RcModsWriter *self, const RcMarc *marc, const RcReference *reference)
{
  for (int i = rc_marc_find (marc, "264", 0); i >= 0; i = rc_marc_find (marc, "264", (guint) i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (marc, (guint) i);
      RcMarcSubfieldIter iter;
      const char *value;
      gsize length;
      char code;

      rc_marc_subfield_iter_init (&iter, field);
      while (rc_marc_field_get_indicator (field, 2) == '1' && rc_marc_subfield_iter_next (&iter, &code, &value, &length))
        if (code == 'b')
          {
            g_autofree char *text = g_strndup (value, length);

            if (g_strcmp0 (g_strdelimit (g_strchomp (text), ",;:", '\0'), reference->publisher) != 0)
              rc_mods_add (self, "publisher", text);
          }
    }
}

void
rc_mods_write_origin (RcModsWriter *self, const RcMarc *marc, const RcReference *reference)
{
  g_autofree char *country = dup_country (marc), *first = reference->year > 0 ? g_strdup_printf ("%04d", reference->year) : NULL;
  g_autofree char *last = reference->year_end > 0 ? g_strdup_printf ("%04d", reference->year_end) : NULL;
  gsize start = self->out->len, bare;

  rc_mods_open (self, "originInfo");
  bare = self->out->len;
  add_place (self, "placeTerm type=\"code\" authority=\"marccountry\"", country);
  add_place (self, "placeTerm type=\"text\"", reference->place);
  rc_mods_add (self, "publisher", reference->publisher);
  write_further_publisher (self, marc, reference);
  if (last != NULL)
    {
      rc_mods_add (self, "dateIssued encoding=\"w3cdtf\" point=\"start\"", first);
      rc_mods_add (self, "dateIssued encoding=\"w3cdtf\" point=\"end\"", last);
    }
  else
    rc_mods_add (self, "dateIssued encoding=\"w3cdtf\" keyDate=\"yes\"", reference->issued != NULL ? reference->issued : first);
  write_simple (self, marc, "250", "edition");
  rc_mods_add (self, "issuance", get_issuance (rc_marc_get_leader (marc)[7]));
  write_simple (self, marc, "310", "frequency");
  if (self->out->len == bare)
    g_string_truncate (self->out, start);
  else
    rc_mods_close (self, "originInfo");
  rc_mods_for_each (self, marc, "264", write_other_origin);
}

static void
write_extent (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *pages = rc_mods_dup_clean (field, "a", " "), *form = rc_mods_dup_clean (field, "b", " ");
  g_autofree char *size = rc_mods_dup_clean (field, "c", " "), *extent = NULL;

  extent = pages != NULL && size != NULL ? g_strconcat (pages, " ; ", size, NULL) : g_strdup (pages != NULL ? pages : size);
  rc_mods_add (self, "form", form);
  rc_mods_add (self, "extent", extent);
}

static void
write_carrier (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *text = rc_mods_dup_clean (field, "a", " ");

  rc_mods_add (self, field->tag[2] == '7' ? "form authority=\"rdamedia\"" : "form authority=\"rdacarrier\"", text);
}

static void
write_media (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *text = rc_mods_dup_clean (field, "bq", " ");

  rc_mods_add (self, "internetMediaType", text);
}

void
rc_mods_write_description (RcModsWriter *self, const RcMarc *marc)
{
  static const char *const forms[] = { "s", "electronic", "f", "braille", "b", "microfiche", "a", "microfilm",
                                       "r", "print", "d", "large print", "o", "remote" };
  int fixed = rc_marc_find (marc, "008", 0);
  const RcMarcField *field = fixed >= 0 ? rc_marc_get_field (marc, (guint) fixed) : NULL;
  gsize start = self->out->len, bare;

  rc_mods_open (self, "physicalDescription");
  bare = self->out->len;
  for (guint i = 0; field != NULL && field->length == 40 && i < G_N_ELEMENTS (forms); i += 2)
    if (field->data[23] == *forms[i])
      rc_mods_add (self, "form authority=\"marcform\"", forms[i + 1]);
  rc_mods_for_each (self, marc, "337", write_carrier);
  rc_mods_for_each (self, marc, "338", write_carrier);
  rc_mods_for_each (self, marc, "300", write_extent);
  rc_mods_for_each (self, marc, "347", write_media);
  rc_mods_for_each (self, marc, "856", write_media);
  if (self->out->len == bare)
    g_string_truncate (self->out, start);
  else
    rc_mods_close (self, "physicalDescription");
}
