/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of MODS read as MARC 21, element by element. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/mods-record.h"

#include "exchange/languages.h"
#include "exchange/marc-fields.h"
#include "exchange/mods-private.h"
#include "exchange/projection.h"
#include "exchange/reader-private.h"
#include "exchange/xml-input.h"
#include "exchange/xml-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEADER "00000nam a22000003c 4500"

gboolean
rc_mods_is_record (const xmlNode *node)
{
  return rc_mods_is (node, "mods");
}

static gboolean
read_type (RcMods *self, xmlNode *node)
{
  g_autofree char *word = rc_mods_dup_text (node);
  const RcModsType *type = rc_mods_types;
  gboolean manuscript = rc_mods_has (node, "manuscript", "yes");

  while (type->word != NULL && g_strcmp0 (type->word, word) != 0)
    type++;
  if (type->word == NULL || self->type != '\0')
    return FALSE;
  self->type = !manuscript ? type->type : type->type == 'a' ? 't' : type->type == 'c' ? 'd' : type->type == 'e' ? 'f' : type->type;
  if (rc_mods_has (node, "collection", "yes"))
    self->level = 'c';
  rc_mods_remove (node);
  return TRUE;
}

static gboolean
read_genre (RcMods *self, xmlNode *node)
{
  g_autofree char *authority = rc_mods_dup_attribute (node, "authority"), *text = rc_mods_dup_text (node);

  if (text != NULL && g_ascii_strncasecmp (text, "article", 7) == 0 && self->level == '\0')
    self->level = 'b';
  if (g_strcmp0 (authority, "rdacontent") == 0)
    rc_marc_fields_put (self->marc, "336", "  ", "a", text, "2", authority, NULL);
  else
    rc_marc_fields_put (self->marc, "655", authority != NULL ? " 7" : " 4", "a", text, "2", authority, NULL);
  rc_mods_remove (node);
  return TRUE;
}

/* The same language once more, by its name. */
static void
drop_same_language (xmlNode *node, const char *code)
{
  xmlNode *next;

  for (xmlNode *child = node->children; child != NULL; child = next)
    {
      g_autofree char *text = rc_mods_is (child, "languageTerm") ? rc_mods_dup_text (child) : NULL;
      g_autofree char *same = text != NULL ? rc_language_from_text (text) : NULL;

      next = child->next;
      if (g_strcmp0 (same, code) == 0 && same != NULL)
        rc_mods_remove (child);
    }
}

/* Of some the name stands in the element itself. */
static char *
take_own_text (xmlNode *node)
{
  char *text = xmlFirstElementChild (node) == NULL ? rc_mods_dup_text (node) : NULL;

  if (text != NULL)
    xmlNodeSetContent (node, NULL);
  return text;
}

static gboolean
read_language (RcMods *self, xmlNode *node)
{
  g_autofree char *script = NULL;
  g_autofree char *own = take_own_text (node);
  g_autofree char *code = rc_mods_take_with (node, "languageTerm", "type", "code");
  g_autofree char *term = code == NULL ? rc_mods_take (node, "languageTerm") : rc_mods_take_with (node, "languageTerm", "type", "text");
  const char *text = code != NULL ? code : term != NULL ? term : own;
  g_autofree char *marc = text != NULL ? rc_language_from_text (text) : NULL;
  g_autofree char *part = rc_mods_dup_attribute (node, "objectPart");
  const char *subfield = "a";

  for (const RcModsPartLanguage *known = rc_mods_part_languages; part != NULL && known->part != NULL; known++)
    if (g_str_equal (part, known->part))
      subfield = known->code;
  if (marc == NULL)
    rc_marc_fields_put (self->marc, "546", "  ", "a", text, NULL);
  else
    {
      drop_same_language (node, marc);
      if (strncmp (self->fixed + 35, "und", 3) == 0 && part == NULL)
        memcpy (self->fixed + 35, marc, 3);
      rc_marc_fields_append (self->languages, subfield, marc);
    }
  script = rc_mods_take (node, "scriptTerm");
  rc_marc_fields_put (self->marc, "546", "  ", "b", script, NULL);
  return TRUE;
}

static gboolean
read_audience (RcMods *self, xmlNode *node)
{
  static const char *const codes[] = { "preschool", "a", "juvenile", "j", "adolescent", "d", "adult", "e", "specialized", "f", "general", "g" };
  g_autofree char *text = rc_mods_dup_text (node);

  if (rc_mods_has (node, "authority", "marctarget") && text != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (codes); i += 2)
      if (g_str_equal (text, codes[i]))
        {
          self->fixed[22] = *codes[i + 1];
          rc_mods_remove (node);
          return TRUE;
        }
  rc_marc_fields_put (self->marc, "521", "  ", "a", text, NULL);
  rc_mods_remove (node);
  return TRUE;
}

static gboolean
read_access (RcMods *self, xmlNode *node)
{
  g_autofree char *text = rc_mods_dup_text (node), *address = rc_mods_dup_attribute (node, "href");
  gboolean restricts = rc_mods_has (node, "type", "restriction on access") || rc_mods_has (node, "type", "restrictionOnAccess");

  rc_marc_fields_put (self->marc, restricts ? "506" : "540", "  ", "a", text, "u", address, NULL);
  rc_mods_remove (node);
  return TRUE;
}

static const struct
{
  const char *name;
  RcModsPart read;
} parts[] = {
  { "titleInfo", rc_mods_read_title },       { "name", rc_mods_read_name },
  { "typeOfResource", read_type },           { "genre", read_genre },
  { "originInfo", rc_mods_read_origin },     { "language", read_language },
  { "physicalDescription", rc_mods_read_description }, { "abstract", rc_mods_read_note },
  { "tableOfContents", rc_mods_read_note },  { "targetAudience", read_audience },
  { "note", rc_mods_read_note },             { "subject", rc_mods_read_subject },
  { "classification", rc_mods_read_classification }, { "relatedItem", rc_mods_read_related },
  { "identifier", rc_mods_read_identifier }, { "location", rc_mods_read_location },
  { "accessCondition", read_access },        { "recordInfo", rc_mods_read_record_info },
};

/* What stands beside another element that says the same in another script stays as it is. */
static gboolean
is_second_script (const xmlNode *node)
{
  g_autofree char *group = rc_mods_dup_attribute (node, "altRepGroup");

  for (const xmlNode *before = node->prev; group != NULL && before != NULL; before = before->prev)
    if (before->type == XML_ELEMENT_NODE && strcmp (rc_xml_get_local_name (before), rc_xml_get_local_name (node)) == 0
        && rc_mods_has (before, "altRepGroup", group))
      return TRUE;
  return FALSE;
}

/* Elements go when they are read, so that the second of a pair is looked for first. */
static void
mark_second_scripts (xmlNode *record)
{
  for (xmlNode *child = record->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && is_second_script (child))
      child->_private = record;
}

static void
read_elements (RcMods *self, xmlNode *record)
{
  xmlNode *next;

  mark_second_scripts (record);
  for (xmlNode *child = record->children; child != NULL; child = next)
    {
      next = child->next;
      if (child->type != XML_ELEMENT_NODE || child->_private != NULL)
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        if (rc_mods_is (child, parts[i].name))
          {
            parts[i].read (self, child);
            break;
          }
    }
}

static void
keep_rest (RcMods *self, xmlNode *record)
{
  rc_mods_tidy (record);
  for (xmlNode *child = record->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      {
        g_autoptr (GString) text = g_string_new (NULL);

        rc_xml_append_element (text, child, RC_MODS_SPACE);
        rc_marc_fields_put (self->marc, "887", "  ", "a", text->str, "2", RC_MODS_WORD, NULL);
      }
}

/* What could not be known before all elements were read. */
static void
finish (RcMods *self)
{
  char leader[] = LEADER;
  int title = rc_marc_find (self->marc, "245", 0);
  int main_title = !self->has_main_name ? rc_marc_find (self->marc, "240", 0) : -1;

  leader[6] = self->type != '\0' ? self->type : 'a';
  leader[7] = self->has_host && self->level == 'b' ? 'b' : self->has_host ? 'a' : self->level != '\0' && self->level != 'b' ? self->level : 'm';
  rc_marc_set_leader (self->marc, leader);
  if (title >= 0)
    {
      const RcMarcField *field = rc_marc_get_field (self->marc, (guint) title);
      GString *data = g_string_new_len (field->data, (gssize) field->length);

      data->str[0] = self->has_main_name || main_title >= 0 ? '1' : '0';
      rc_marc_fields_append (data, "c", self->responsibility);
      rc_marc_replace_field (self->marc, (guint) title, data->str, (gssize) data->len);
      g_string_free (data, TRUE);
    }
  if (main_title >= 0)
    {
      const RcMarcField *field = rc_marc_get_field (self->marc, (guint) main_title);
      GString *data = g_string_new_len (field->data, (gssize) field->length);

      rc_marc_remove_field (self->marc, (guint) main_title);
      memcpy (data->str, "0 ", 2);
      rc_marc_fields_take (self->marc, "130", data);
    }
  /* Indicators and the one of 008. */
  if (self->languages->len > 2 + 5 || (self->languages->len > 2 && self->languages->str[3] != 'a'))
    rc_marc_fields_take (self->marc, "041", g_steal_pointer (&self->languages));
  rc_marc_insert_field (self->marc, 0, "008", self->fixed, 40);
  for (guint i = 1; i < rc_marc_get_n_fields (self->marc) && strcmp (rc_marc_get_field (self->marc, i)->tag, "008") < 0; i++)
    {
      const RcMarcField *field = rc_marc_get_field (self->marc, i);
      g_autofree char *tag = g_strdup (field->tag), *data = g_strndup (field->data, field->length);

      rc_marc_remove_field (self->marc, i);
      rc_marc_insert_field (self->marc, i - 1, tag, data, -1);
    }
}

void
rc_mods_read_record (xmlNode *record, RcReaderItem *item)
{
  xmlNode *copy = xmlDocCopyNode (record, record->doc, 1);
  RcMods self = { .marc = rc_marc_new (), .item = item, .languages = g_string_new ("0 ") };

  memset (self.fixed, ' ', 40);
  memcpy (self.fixed + 6, "nuuuuuuuuxx ", 12);
  memcpy (self.fixed + 35, "und d", 5);
  rc_mods_tidy (copy);
  if (xmlFirstElementChild (copy) == NULL)
    {
      rc_reader_item_reject (item, _ ("a record without fields"));
      rc_marc_free (self.marc);
    }
  else
    {
      read_elements (&self, copy);
      keep_rest (&self, copy);
      finish (&self);
      rc_reader_item_take_partial (item, self.marc, rc_mods_project);
    }
  xmlFreeNode (copy);
  g_free (self.responsibility);
  if (self.languages != NULL)
    g_string_free (self.languages, TRUE);
}
