/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes, subjects, related things, numbers and places as MODS. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/mods-private.h"
#include "exchange/mods-writer-private.h"
#include "exchange/xml-text.h"

#include <string.h>

static void
write_note (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *text = rc_marc_field_dup_subfields (field, "abcdefgu", " "), *label = rc_marc_field_dup_subfield (field, '3');
  const RcModsNote *note = rc_mods_notes;
  g_autoptr (GString) tag = g_string_new ("note");

  while (note->type != NULL && !g_str_equal (note->tag, field->tag))
    note++;
  if (note->type != NULL)
    g_string_append_printf (tag, " type=\"%s\"", note->type);
  rc_mods_add_with (self, tag->str, "displayLabel", label, text);
}

static void
write_abstract (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *text = rc_marc_field_dup_subfields (field, "ab", " "), *label = rc_marc_field_dup_subfield (field, '3');

  rc_mods_add_with (self, "abstract", "displayLabel", label, text);
}

static void
write_contents (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *text = rc_marc_field_dup_subfields (field, "agrt", " ");

  rc_mods_add (self, "tableOfContents", text);
}

static void
write_audience (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *text = rc_marc_field_dup_subfield (field, 'a');

  rc_mods_add (self, "targetAudience", text);
}

static void
write_access (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *text = rc_marc_field_dup_subfield (field, 'a'), *address = rc_marc_field_dup_subfield (field, 'u');

  rc_mods_add_with (self, field->tag[2] == '6' ? "accessCondition type=\"restriction on access\"" : "accessCondition type=\"use and reproduction\"",
                    "xlink:href", text != NULL ? address : NULL, text != NULL ? text : address);
}

void
rc_mods_write_notes (RcModsWriter *self, const RcMarc *marc)
{
  rc_mods_for_each (self, marc, "520", write_abstract);
  rc_mods_for_each (self, marc, "505", write_contents);
  rc_mods_for_each (self, marc, "521", write_audience);
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      gboolean other = strstr ("505 506 510 520 521 534 535 540", field->tag) != NULL;

      if ((field->tag[0] == '5' && !other) || g_str_equal (field->tag, "362"))
        write_note (self, field);
    }
  rc_mods_for_each (self, marc, "506", write_access);
  rc_mods_for_each (self, marc, "540", write_access);
}

static void
add_each_subfield (RcModsWriter *self, const RcMarcField *field)
{
  static const struct
  {
    char code;
    const char *name;
  } known[] = { { 'x', "topic" }, { 'y', "temporal" }, { 'z', "geographic" }, { 'v', "genre" } };
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    for (guint i = 0; i < G_N_ELEMENTS (known); i++)
      if (code == known[i].code)
        {
          g_autofree char *text = g_strndup (value, length);

          rc_mods_add (self, known[i].name, text);
        }
}

static void
write_subject (RcModsWriter *self, const RcMarcField *field)
{
  static const char *const simple[] = { "648", "temporal", "650", "topic", "651", "geographic", "653", "topic" };
  g_autofree char *list = rc_marc_field_dup_subfield (field, '2'), *text = rc_mods_dup_clean (field, field->tag[1] == '5' ? "a" : "abct", " ");
  g_autofree char *date = rc_mods_dup_clean (field, "d", " ");
  const char *own = rc_mods_subject_authority (rc_marc_field_get_indicator (field, 2));
  const char *authority = field->tag[2] == '3' && field->tag[1] == '5' ? NULL : list != NULL ? list : own;
  g_autoptr (GString) tag = g_string_new ("subject");

  if (text == NULL)
    return;
  if (authority != NULL)
    {
      g_string_append (tag, " authority=\"");
      rc_xml_append_text (tag, authority);
      g_string_append_c (tag, '"');
    }
  rc_mods_open (self, "%s", tag->str);
  if (g_str_equal (field->tag, "630"))
    {
      rc_mods_open (self, "titleInfo");
      rc_mods_add (self, "title", text);
      rc_mods_close (self, "titleInfo");
    }
  else if (field->tag[1] != '5' && !g_str_equal (field->tag, "648"))
    {
      rc_mods_open (self, "name type=\"%s\"", field->tag[1] == '0' ? "personal" : "corporate");
      rc_mods_add (self, "namePart", text);
      rc_mods_add (self, "namePart type=\"date\"", date);
      rc_mods_close (self, "name");
    }
  for (guint i = 0; i < G_N_ELEMENTS (simple); i += 2)
    if (g_str_equal (field->tag, simple[i]))
      rc_mods_add (self, simple[i + 1], text);
  add_each_subfield (self, field);
  rc_mods_close (self, "subject");
}

static void
write_hierarchy (RcModsWriter *self, const RcMarcField *field)
{
  static const char *const levels[] = { "g", "region", "a", "country", "b", "state", "c", "county", "d", "city", "f", "citySection" };

  rc_mods_open (self, "subject");
  rc_mods_open (self, "hierarchicalGeographic");
  for (guint i = 0; i < G_N_ELEMENTS (levels); i += 2)
    {
      g_autofree char *text = rc_mods_dup_clean (field, levels[i], " ");

      rc_mods_add (self, levels[i + 1], text);
    }
  rc_mods_close (self, "hierarchicalGeographic");
  rc_mods_close (self, "subject");
}

static void
write_class (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *text = rc_marc_field_dup_subfields (field, "ab", " "), *list = rc_marc_field_dup_subfield (field, '2');
  const RcModsScheme *scheme = rc_mods_schemes;
  g_autoptr (GString) tag = g_string_new ("classification");

  while (scheme->authority != NULL && !(g_str_equal (scheme->tag, field->tag)
                                        && (field->tag[2] != '6' || scheme->indicators[0] == rc_marc_field_get_indicator (field, 1))))
    scheme++;
  if (scheme->authority == NULL)
    rc_mods_add_with (self, "classification", "authority", list, text);
  else
    {
      g_string_append_printf (tag, " authority=\"%s\"", scheme->authority);
      rc_mods_add_with (self, tag->str, "edition", list, text);
    }
}

static void
write_map (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *scale = rc_mods_dup_clean (field, "a", " "), *projection = rc_mods_dup_clean (field, "b", " ");
  g_autofree char *place = rc_mods_dup_clean (field, "c", " ");

  rc_mods_open (self, "subject");
  rc_mods_open (self, "cartographics");
  rc_mods_add (self, "scale", scale);
  rc_mods_add (self, "projection", projection);
  rc_mods_add (self, "coordinates", place);
  rc_mods_close (self, "cartographics");
  rc_mods_close (self, "subject");
}

void
rc_mods_write_subjects (RcModsWriter *self, const RcMarc *marc)
{
  static const char *const tags[] = { "600", "610", "611", "630", "648", "650", "651", "653" };
  static const char *const classes[] = { "050", "060", "080", "082", "084", "086" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    rc_mods_for_each (self, marc, tags[i], write_subject);
  rc_mods_for_each (self, marc, "662", write_hierarchy);
  rc_mods_for_each (self, marc, "255", write_map);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    rc_mods_for_each (self, marc, classes[i], write_class);
}

static void
add_detail (RcModsWriter *self, const char *type, const char *number)
{
  if (number == NULL)
    return;
  rc_mods_open (self, "detail type=\"%s\"", type);
  rc_mods_add (self, "number", number);
  rc_mods_close (self, "detail");
}

/* Where in its host the thing stands: what the reference could tell apart. */
static void
write_part (RcModsWriter *self, const RcReference *reference)
{
  const char *dash = reference->pages != NULL ? strpbrk (reference->pages, "-–") : NULL;
  g_autofree char *first = dash != NULL ? g_strndup (reference->pages, (gsize) (dash - reference->pages)) : NULL;

  if (reference->volume == NULL && reference->issue == NULL && reference->pages == NULL)
    return;
  rc_mods_open (self, "part");
  add_detail (self, "volume", reference->volume);
  add_detail (self, "issue", reference->issue);
  if (reference->pages != NULL)
    {
      rc_mods_open (self, "extent unit=\"pages\"");
      if (first != NULL && *first != '\0' && strpbrk (reference->pages, ", ") == NULL)
        {
          rc_mods_add (self, "start", first);
          rc_mods_add (self, "end", g_utf8_next_char (dash));
        }
      else
        rc_mods_add (self, "list", reference->pages);
      rc_mods_close (self, "extent");
    }
  rc_mods_close (self, "part");
}

static void
add_related_numbers (RcModsWriter *self, const RcMarcField *field, char code, const char *type)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char own;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &own, &value, &length))
    if (own == code)
      {
        g_autofree char *number = g_strndup (value, length);

        rc_mods_add_with (self, "identifier", "type", type, number);
      }
}

static void
write_relation (RcModsWriter *self, const RcMarcField *field, const char *type, const RcReference *host)
{
  gboolean whole = g_str_equal (field->tag, "510");
  g_autofree char *title = rc_mods_dup_clean (field, whole ? "a" : "tsn", ". "), *name = whole ? NULL : rc_mods_dup_clean (field, "a", " ");
  g_autofree char *imprint = rc_mods_dup_clean (field, "d", " ");

  if (type != NULL)
    rc_mods_open (self, "relatedItem type=\"%s\"", type);
  else
    rc_mods_open (self, "relatedItem");
  if (title != NULL)
    {
      rc_mods_open (self, "titleInfo");
      rc_mods_add (self, "title", title);
      rc_mods_close (self, "titleInfo");
    }
  if (name != NULL)
    {
      rc_mods_open (self, "name");
      rc_mods_add (self, "namePart", name);
      rc_mods_close (self, "name");
    }
  if (imprint != NULL)
    {
      rc_mods_open (self, "originInfo");
      rc_mods_add (self, "publisher", imprint);
      rc_mods_close (self, "originInfo");
    }
  add_related_numbers (self, field, 'x', "issn");
  add_related_numbers (self, field, 'z', "isbn");
  add_related_numbers (self, field, 'w', "local");
  add_related_numbers (self, field, 'o', "uri");
  if (host != NULL)
    write_part (self, host);
  rc_mods_close (self, "relatedItem");
}

static void
write_series (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *title = rc_mods_dup_clean (field, "a", " "), *number = rc_mods_dup_clean (field, "v", " ");

  if (title == NULL)
    return;
  rc_mods_open (self, "relatedItem type=\"series\"");
  rc_mods_open (self, "titleInfo");
  rc_mods_add (self, "title", title);
  rc_mods_add (self, "partNumber", number);
  rc_mods_close (self, "titleInfo");
  add_related_numbers (self, field, 'x', "issn");
  rc_mods_close (self, "relatedItem");
}

void
rc_mods_write_related (RcModsWriter *self, const RcMarc *marc, const RcReference *reference)
{
  gboolean first_host = TRUE;

  rc_mods_for_each (self, marc, "490", write_series);
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      g_autofree char *says = rc_marc_field_dup_subfield (field, 'i');
      gboolean host = g_str_equal (field->tag, "773");

      for (const RcModsRelation *relation = rc_mods_relations; relation->tag != NULL; relation++)
        if (g_str_equal (relation->tag, field->tag) && (relation->relation == NULL || g_strcmp0 (relation->relation, says) == 0))
          {
            write_relation (self, field, relation->type, host && first_host ? reference : NULL);
            first_host = first_host && !host;
            break;
          }
        else if (relation->type == NULL)
          break;
    }
}

static void
write_number (RcModsWriter *self, const RcMarcField *field, const char *code, const char *type, gboolean invalid)
{
  g_autofree char *text = rc_mods_dup_clean (field, code, " "), *label = rc_marc_field_dup_subfield (field, 'q');
  g_autoptr (GString) tag = g_string_new ("identifier");

  if (type != NULL && *type != '\0')
    {
      g_string_append (tag, " type=\"");
      rc_xml_append_text (tag, type);
      g_string_append_c (tag, '"');
    }
  if (invalid)
    g_string_append (tag, " invalid=\"yes\"");
  if (text != NULL)
    rc_mods_add_with (self, tag->str, "displayLabel", g_str_equal (field->tag, "024") ? label : NULL, g_strchug (text));
}

static void
write_identifier (RcModsWriter *self, const RcMarcField *field)
{
  static const char *const tags[] = { "010", "lccn", "020", "isbn", "022", "issn", "088", "report number" };
  static const char *const standard[] = { "isrc", "upc", "ismn", "ean", "sici" };
  char kind = rc_marc_field_get_indicator (field, 1);
  g_autofree char *source = rc_marc_field_dup_subfield (field, '2'), *number = rc_marc_field_dup_subfield (field, 'a');
  const char *type = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i += 2)
    if (g_str_equal (field->tag, tags[i]))
      type = tags[i + 1];
  if (g_str_equal (field->tag, "024"))
    type = kind >= '0' && kind <= '4' ? standard[kind - '0'] : kind == '7' ? source : "local";
  if (g_str_equal (field->tag, "035"))
    {
      if (number != NULL && g_str_has_prefix (number, "(OCoLC)"))
        rc_mods_add (self, "identifier type=\"oclc\"", number + 7);
      else if (number != NULL && g_str_has_prefix (number, "(key)"))
        rc_mods_add (self, "identifier type=\"citekey\"", number + 5);
      else
        rc_mods_add (self, "identifier type=\"local\"", number);
      return;
    }
  write_number (self, field, "a", type, FALSE);
  write_number (self, field, g_str_equal (field->tag, "022") ? "y" : "z", type, TRUE);
}

static void
write_link (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *url = rc_marc_field_dup_subfield (field, 'u'), *label = rc_marc_field_dup_subfields (field, "3y", " ");

  if (url == NULL)
    return;
  rc_mods_open (self, "location");
  rc_mods_add_with (self, rc_marc_field_get_indicator (field, 2) == '2' ? "url access=\"preview\"" : "url", "displayLabel", label, url);
  rc_mods_close (self, "location");
}

static void
write_location (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *place = rc_marc_field_dup_subfields (field, "abc", ", "), *shelf = rc_marc_field_dup_subfields (field, "hij", " ");

  if (place == NULL && shelf == NULL)
    return;
  rc_mods_open (self, "location");
  rc_mods_add (self, "physicalLocation", place);
  rc_mods_add (self, "shelfLocator", field->tag[0] == '8' ? shelf : NULL);
  rc_mods_close (self, "location");
}

void
rc_mods_write_identifiers (RcModsWriter *self, const RcMarc *marc)
{
  static const char *const tags[] = { "010", "020", "022", "024", "035", "088" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    rc_mods_for_each (self, marc, tags[i], write_identifier);
  rc_mods_for_each (self, marc, "856", write_link);
  rc_mods_for_each (self, marc, "852", write_location);
  rc_mods_for_each (self, marc, "535", write_location);
}
