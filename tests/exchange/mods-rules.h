/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an element of MODS 3.8 may have: its attributes with their words, its elements, and where these have an order. */
#pragma once

#include <glib.h>
#include <libxml/parser.h>
#include <string.h>

/* In `elements` a * says that they stand in that order, "" that there is text alone; a leading ? that there may be anything. */
typedef struct
{
  const char *name, *attributes, *elements;
} ModsRule;

#define TOP "abstract accessCondition classification extension genre identifier language location name note originInfo part physicalDescription " \
            "recordInfo relatedItem subject tableOfContents targetAudience titleInfo typeOfResource"
#define AUTHORITY " authority authorityURI valueURI "
#define DATE " encoding qualifier point keyDate calendar "

/* Attributes lang, script, transliteration, ID, displayLabel, altRepGroup and xlink are allowed more widely than this table minds. */
static const ModsRule mods_rules[] = {
  { "modsCollection", "", "mods" },
  { "mods", " version ", TOP },
  { "relatedItem", " type otherType otherTypeAuth ", TOP },
  { "titleInfo", " type otherType supplied usage nameTitleGroup" AUTHORITY, "title subTitle partNumber partName nonSort" },
  { "name", " type usage nameTitleGroup" AUTHORITY, "namePart displayForm affiliation role description nameIdentifier alternativeName etal" },
  { "namePart", " type ", "" },
  { "role", "", "* roleTerm" },
  { "roleTerm", " type" AUTHORITY, "" },
  { "typeOfResource", " collection manuscript usage" AUTHORITY, "" },
  { "genre", " type usage" AUTHORITY, "" },
  { "originInfo", " eventType ", "place publisher dateIssued dateCreated dateCaptured dateValid dateModified copyrightDate dateOther displayDate edition issuance frequency agent" },
  { "place", " supplied ", "placeTerm placeIdentifier cartographics" },
  { "placeTerm", " type" AUTHORITY, "" },
  { "publisher", " supplied" AUTHORITY, "" },
  { "dateIssued", DATE, "" },
  { "dateCreated", DATE, "" },
  { "dateCaptured", DATE, "" },
  { "dateValid", DATE, "" },
  { "dateModified", DATE, "" },
  { "copyrightDate", DATE, "" },
  { "dateOther", DATE " type ", "" },
  { "issuance", "", "" },
  { "edition", " supplied ", "" },
  { "frequency", AUTHORITY, "" },
  { "language", " objectPart usage ", "* languageTerm scriptTerm" },
  { "languageOfCataloging", " objectPart usage ", "* languageTerm scriptTerm" },
  { "languageTerm", " type" AUTHORITY, "" },
  { "scriptTerm", " type" AUTHORITY, "" },
  { "physicalDescription", "", "form reformattingQuality internetMediaType extent digitalOrigin note" },
  { "form", " type" AUTHORITY, "" },
  { "abstract", " type shareable ", "" },
  { "tableOfContents", " type shareable ", "" },
  { "targetAudience", AUTHORITY, "" },
  { "note", " type typeURI ", "" },
  { "subject", " usage" AUTHORITY, "topic geographic temporal titleInfo name geographicCode genre hierarchicalGeographic cartographics occupation" },
  { "topic", AUTHORITY, "" },
  { "geographic", AUTHORITY, "" },
  { "temporal", DATE AUTHORITY, "" },
  { "geographicCode", AUTHORITY, "" },
  { "hierarchicalGeographic", AUTHORITY, "extraTerrestrialArea continent country province region state territory county city citySection island area" },
  { "cartographics", AUTHORITY, "* scale projection coordinates cartographicExtension" },
  { "occupation", AUTHORITY, "" },
  { "classification", " edition generator usage" AUTHORITY, "" },
  { "identifier", " type typeURI invalid ", "" },
  { "location", "", "* physicalLocation shelfLocator url holdingSimple holdingExternal" },
  { "physicalLocation", " type" AUTHORITY, "" },
  { "url", " dateLastAccessed note access usage ", "" },
  { "holdingSimple", "", "* copyInformation" },
  { "copyInformation", "", "* form subLocation shelfLocator electronicLocator note enumerationAndChronology itemIdentifier" },
  { "accessCondition", "?", "?" },
  { "part", " type order ", "detail extent date text" },
  { "detail", " type level ", "number caption title" },
  { "date", DATE, "" },
  { "recordInfo", " usage ", "recordContentSource recordCreationDate recordChangeDate recordIdentifier recordOrigin recordInfoNote descriptionStandard languageOfCataloging" },
  { "recordContentSource", AUTHORITY, "" },
  { "recordCreationDate", DATE, "" },
  { "recordChangeDate", DATE, "" },
  { "recordIdentifier", " source ", "" },
  { "descriptionStandard", AUTHORITY, "" },
  { "extension", "?", "?" },
};

/* Attributes that have words of their own, for one element or (NULL) for all. */
static const struct
{
  const char *element, *attribute, *words;
} mods_words[] = {
  { "titleInfo", "type", "|abbreviated|translated|alternative|uniform|" },
  { "name", "type", "|personal|corporate|conference|family|" },
  { "namePart", "type", "|date|family|given|termsOfAddress|" },
  { "relatedItem", "type", "|preceding|succeeding|original|host|constituent|series|otherVersion|otherFormat|isReferencedBy|references|reviewOf|" },
  { "roleTerm", "type", "|code|text|" },
  { "placeTerm", "type", "|code|text|" },
  { "languageTerm", "type", "|code|text|" },
  { NULL, "encoding", "|w3cdtf|iso8601|marc|temper|edtf|" },
  { NULL, "point", "|start|end|" },
  { NULL, "qualifier", "|approximate|inferred|questionable|" },
  { NULL, "keyDate", "|yes|" },
  { NULL, "invalid", "|yes|" },
  { NULL, "supplied", "|yes|" },
  { NULL, "collection", "|yes|" },
  { NULL, "manuscript", "|yes|" },
};

/* Elements that have words of their own. */
static const struct
{
  const char *element, *words;
} mods_texts[] = {
  { "issuance", "|continuing|monographic|single unit|multipart monograph|serial|integrating resource|" },
  { "digitalOrigin", "|born digital|reformatted digital|digitized microfilm|digitized other analog|" },
  { "reformattingQuality", "|access|preservation|replacement|" },
};

static inline gboolean
mods_has_word (const char *list, const char *word, char separator)
{
  g_autofree char *whole = g_strdup_printf ("%c%s%c", separator, word, separator);
  g_autofree char *padded = g_strdup_printf ("%c%s%c", separator, list, separator);

  return strstr (padded, whole) != NULL;
}

static inline char *
mods_check_attribute (const xmlNode *node, const ModsRule *rule, const xmlAttr *attribute)
{
  static const char common[] = "lang script transliteration ID displayLabel altRepGroup altFormat contentType";
  const char *name = (const char *) attribute->name;
  xmlChar *value = xmlNodeListGetString (node->doc, attribute->children, 1);
  g_autofree char *text = g_strdup (value != NULL ? (const char *) value : "");

  xmlFree (value);
  if (attribute->ns != NULL || *rule->attributes == '?')
    return NULL;
  if (!mods_has_word (common, name, ' ') && !mods_has_word (rule->attributes, name, ' '))
    return g_strdup_printf ("%s has no attribute %s", rule->name, name);
  for (guint i = 0; i < G_N_ELEMENTS (mods_words); i++)
    if (g_str_equal (name, mods_words[i].attribute) && (mods_words[i].element == NULL || g_str_equal (rule->name, mods_words[i].element))
        && !mods_has_word (mods_words[i].words, text, '|'))
      return g_strdup_printf ("%s %s=“%s”", rule->name, name, text);
  return NULL;
}

static inline const ModsRule *
mods_find_rule (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (mods_rules); i++)
    if (g_str_equal (name, mods_rules[i].name))
      return &mods_rules[i];
  return NULL;
}

/* What is against the rules, in words; NULL: nothing is. The caller frees it. */
static inline char *
mods_find_fault (const xmlNode *node)
{
  const ModsRule *rule = mods_find_rule ((const char *) node->name);
  const char *last = NULL;

  if (node->ns == NULL || !g_str_equal ((const char *) node->ns->href, "http://www.loc.gov/mods/v3"))
    return g_strdup_printf ("%s is in no namespace of MODS", (const char *) node->name);
  for (const xmlAttr *attribute = rule != NULL ? node->properties : NULL; attribute != NULL; attribute = attribute->next)
    {
      char *fault = mods_check_attribute (node, rule, attribute);

      if (fault != NULL)
        return fault;
    }
  if (rule == NULL || *rule->elements == '?')
    return NULL;
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      const char *name = (const char *) child->name, *place;
      char *fault;

      if (xmlNodeIsText (child) && *rule->elements != '\0' && !xmlIsBlankNode ((xmlNode *) child))
        return g_strdup_printf ("%s has text of its own: %s", rule->name, (const char *) child->content);
      for (guint i = 0; xmlNodeIsText (child) && i < G_N_ELEMENTS (mods_texts); i++)
        if (g_str_equal (rule->name, mods_texts[i].element) && !mods_has_word (mods_texts[i].words, (const char *) child->content, '|'))
          return g_strdup_printf ("%s is “%s”", rule->name, (const char *) child->content);
      if (child->type != XML_ELEMENT_NODE)
        continue;
      if (!mods_has_word (rule->elements, name, ' '))
        return g_strdup_printf ("%s has no element %s", rule->name, name);
      place = strstr (rule->elements, name);
      if (*rule->elements == '*' && last != NULL && place < last)
        return g_strdup_printf ("%s: %s stands too late", rule->name, name);
      last = place;
      fault = mods_find_fault (child);
      if (fault != NULL)
        return fault;
    }
  return NULL;
}
#undef TOP
#undef AUTHORITY
#undef DATE

/* The same for a file as a text. */
static inline char *
mods_find_fault_of_text (const char *text, gsize length)
{
  xmlDoc *doc = xmlReadMemory (text, (int) length, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  char *fault = doc != NULL ? mods_find_fault (xmlDocGetRootElement (doc)) : g_strdup ("not well formed");

  xmlFreeDoc (doc);
  return fault;
}
