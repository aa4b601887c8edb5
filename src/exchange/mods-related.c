/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subjects, classes and related things of MODS. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/marc-fields.h"
#include "exchange/mods-private.h"

#include <string.h>

/* A place as a row of its parts. */
static void
read_hierarchy (RcMods *self, xmlNode *node)
{
  static const char *const levels[] = { "country", "a", "state", "b", "province", "b", "territory", "b", "county", "c", "city", "d", "citySection", "f",
                                        "continent", "g", "region", "g", "island", "g", "area", "g" };
  GString *data = g_string_new ("  ");

  for (guint i = 0; i < G_N_ELEMENTS (levels); i += 2)
    {
      g_autofree char *text = rc_mods_take (node, levels[i]);

      rc_marc_fields_append (data, levels[i + 1], text);
    }
  rc_marc_fields_take (self->marc, "662", data);
}

/* What stands beside the subject's words and is a field of its own. */
static void
read_coded (RcMods *self, xmlNode *node)
{
  xmlNode *hierarchy = rc_mods_find (node, "hierarchicalGeographic"), *map = rc_mods_find (node, "cartographics");
  g_autofree char *area = rc_mods_take_with (node, "geographicCode", "authority", "marcgac");
  g_autofree char *country = rc_mods_take_with (node, "geographicCode", "authority", "iso3166"), *trade = rc_mods_take (node, "occupation");

  if (hierarchy != NULL)
    read_hierarchy (self, hierarchy);
  if (map != NULL)
    {
      g_autofree char *scale = rc_mods_take (map, "scale"), *projection = rc_mods_take (map, "projection"), *place = rc_mods_take (map, "coordinates");

      rc_marc_fields_put (self->marc, "255", "  ", "a", scale, "b", projection, "c", place, NULL);
    }
  rc_marc_fields_put (self->marc, "043", "  ", "a", area, "c", country, NULL);
  if (trade != NULL)
    rc_marc_fields_put (self->marc, "656", " 7", "a", trade, "2", "local", NULL);
}

/* The first word of a subject, which is its heading: its tag, and the start of its field. NULL: there is none. */
static const char *
take_heading (xmlNode *node, xmlNode *first, GString *data)
{
  static const char *const words[] = { "topic", "650", "geographic", "651", "temporal", "648", "genre", "655" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i += 2)
    if (rc_mods_is (first, words[i]))
      {
        g_autofree char *text = rc_mods_dup_text (first);

        g_string_append_c (data, ' ');
        rc_marc_fields_append (data, "a", text);
        rc_mods_remove (first);
        return words[i + 1];
      }
  if (rc_mods_is (first, "titleInfo"))
    {
      g_autofree char *title = rc_mods_take_whole_title (node);

      g_string_append_c (data, '0');
      rc_marc_fields_append (data, "a", title);
      return "630";
    }
  if (rc_mods_is (first, "name"))
    {
      gboolean body = rc_mods_has (first, "type", "corporate"), meeting = rc_mods_has (first, "type", "conference");
      g_autofree char *date = NULL, *heading = rc_mods_take_heading (first, &date);

      g_string_append_c (data, body || meeting ? '2' : heading != NULL && strchr (heading, ',') != NULL ? '1' : '0');
      rc_marc_fields_append (data, "a", heading);
      rc_marc_fields_append (data, "d", date);
      return body ? "610" : meeting ? "611" : "600";
    }
  return NULL;
}

static void
take_subdivisions (xmlNode *node, GString *data)
{
  static const char *const words[] = { "topic", "x", "temporal", "y", "geographic", "z", "genre", "v" };
  xmlNode *next;

  for (xmlNode *child = node->children; child != NULL; child = next)
    {
      next = child->next;
      for (guint i = 0; i < G_N_ELEMENTS (words); i += 2)
        if (rc_mods_is (child, words[i]))
          {
            g_autofree char *text = rc_mods_dup_text (child);

            rc_marc_fields_append (data, words[i + 1], text);
            rc_mods_remove (child);
            break;
          }
    }
}

static gboolean
may_head (const xmlNode *node)
{
  static const char *const words[] = { "topic", "geographic", "temporal", "genre", "titleInfo", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (rc_mods_is (node, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
rc_mods_read_subject (RcMods *self, xmlNode *node)
{
  g_autofree char *authority = rc_mods_dup_attribute (node, "authority");
  char indicator = rc_mods_subject_indicator (authority);
  xmlNode *first;

  read_coded (self, node);
  for (first = node->children; first != NULL && !may_head (first); first = first->next)
    ;
  if (first != NULL)
    {
      GString *data = g_string_new (NULL);
      const char *tag = take_heading (node, first, data);

      g_string_insert_c (data, 1, indicator);
      take_subdivisions (node, data);
      rc_marc_fields_append (data, "2", indicator == '7' ? authority : NULL);
      rc_marc_fields_take (self->marc, tag, data);
    }
  return TRUE;
}

gboolean
rc_mods_read_classification (RcMods *self, xmlNode *node)
{
  g_autofree char *authority = rc_mods_dup_attribute (node, "authority"), *edition = rc_mods_dup_attribute (node, "edition");
  g_autofree char *text = rc_mods_dup_text (node);
  const RcModsScheme *scheme = rc_mods_schemes;

  while (scheme->authority != NULL && g_strcmp0 (scheme->authority, authority) != 0)
    scheme++;
  rc_marc_fields_put (self->marc, scheme->tag, scheme->indicators, "a", text, "2", scheme->authority != NULL ? edition : authority, NULL);
  rc_mods_remove (node);
  return TRUE;
}

static void
take_part (xmlNode *node, GString *data)
{
  static const char *const names[] = { "volume", "volume:", "issue", "number:", "number", "number:" };
  xmlNode *part = rc_mods_find (node, "part"), *extent = part != NULL ? rc_mods_find (part, "extent") : NULL;
  g_autofree char *date = part != NULL ? rc_mods_take (part, "date") : NULL;

  for (guint i = 0; part != NULL && i < G_N_ELEMENTS (names); i += 2)
    for (xmlNode *detail = part->children; detail != NULL; detail = detail->next)
      if (rc_mods_is (detail, "detail") && rc_mods_has (detail, "type", names[i]))
        {
          g_autofree char *number = rc_mods_take (detail, "number");
          g_autofree char *text = number != NULL ? g_strconcat (names[i + 1], number, NULL) : NULL;

          rc_marc_fields_append (data, "g", text);
          break;
        }
  if (extent != NULL)
    {
      g_autofree char *start = rc_mods_take (extent, "start"), *end = rc_mods_take (extent, "end"), *list = rc_mods_take (extent, "list");
      g_autofree char *pages = start != NULL ? g_strconcat ("pages:", start, end != NULL ? "-" : NULL, end, NULL)
                               : list != NULL ? g_strconcat ("pages:", list, NULL)
                                              : NULL;

      rc_marc_fields_append (data, "g", pages);
    }
  rc_marc_fields_append (data, "g", date);
}

static void
take_origin (xmlNode *node, GString *data)
{
  xmlNode *origin = rc_mods_find (node, "originInfo"), *place = origin != NULL ? rc_mods_find (origin, "place") : NULL;
  g_autofree char *town = place != NULL ? rc_mods_take (place, "placeTerm") : NULL, *publisher = origin != NULL ? rc_mods_take (origin, "publisher") : NULL;
  g_autofree char *date = origin != NULL ? rc_mods_take (origin, "dateIssued") : NULL;
  g_autoptr (GString) text = g_string_new (town);

  if (publisher != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " : " : "", publisher);
  if (date != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", date);
  rc_marc_fields_append (data, "d", text->str);
}

/* The numbers of a related thing. */
static void
take_numbers (xmlNode *node, GString *data)
{
  static const char *const types[] = { "issn", "x", "isbn", "z", "local", "w", "uri", "o", "doi", "o" };
  xmlNode *info = rc_mods_find (node, "recordInfo"), *location = rc_mods_find (node, "location");
  g_autofree char *control = info != NULL ? rc_mods_take (info, "recordIdentifier") : NULL, *href = rc_mods_dup_attribute (node, "href");
  g_autofree char *url = location != NULL ? rc_mods_take (location, "url") : NULL;
  char *text;

  rc_marc_fields_append (data, "w", control);
  rc_marc_fields_append (data, "o", href);
  rc_marc_fields_append (data, "o", url);
  for (guint i = 0; i < G_N_ELEMENTS (types); i += 2)
    while ((text = rc_mods_take_with (node, "identifier", "type", types[i])) != NULL)
      {
        rc_marc_fields_append (data, types[i + 1], text);
        g_free (text);
      }
}

/* The title of a series stands in its own field. */
static gboolean
read_series (RcMods *self, xmlNode *node)
{
  xmlNode *info = rc_mods_find (node, "titleInfo");
  g_autofree char *number = info != NULL ? rc_mods_take (info, "partNumber") : NULL, *title = rc_mods_take_whole_title (node);
  g_autofree char *issn = rc_mods_take_with (node, "identifier", "type", "issn");

  rc_marc_fields_put (self->marc, "490", "0 ", "a", title, "v", number, "x", issn, NULL);
  return TRUE;
}

gboolean
rc_mods_read_related (RcMods *self, xmlNode *node)
{
  g_autofree char *type = rc_mods_dup_attribute (node, "type"), *label = rc_mods_dup_attribute (node, "displayLabel");
  g_autofree char *title = NULL, *heading = NULL, *date = NULL;
  const RcModsRelation *relation = rc_mods_relations;
  xmlNode *name = rc_mods_find (node, "name");
  gboolean short_form;
  GString *data;

  if (g_strcmp0 (type, "series") == 0)
    return read_series (self, node);
  while (relation->type != NULL && g_strcmp0 (relation->type, type) != 0)
    relation++;
  if (relation->type == NULL && type != NULL)
    return FALSE;
  self->has_host = self->has_host || g_strcmp0 (type, "host") == 0;
  short_form = relation->tag[0] == '5';
  title = rc_mods_take_whole_title (node);
  heading = name != NULL ? rc_mods_take_heading (name, &date) : NULL;
  if (date != NULL)
    {
      g_autofree char *bare = g_steal_pointer (&heading);

      heading = g_strconcat (bare != NULL ? bare : "", ", ", date, NULL);
    }
  data = g_string_new (relation->indicators);
  rc_marc_fields_append (data, "i", relation->relation != NULL ? relation->relation : short_form ? NULL : label);
  rc_marc_fields_append (data, "a", g_str_equal (relation->tag, "510") && heading == NULL ? title : heading);
  rc_marc_fields_append (data, "t", g_str_equal (relation->tag, "510") && heading == NULL ? NULL : title);
  take_origin (node, data);
  take_part (node, data);
  take_numbers (node, data);
  rc_marc_fields_take (self->marc, relation->tag, data);
  return TRUE;
}
