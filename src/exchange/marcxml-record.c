/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record of MARCXML, of whatever namespace and prefix, or of the OAI-MARC that came before it and that Aleph still gives. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/marcxml-record.h"

#include "exchange/marc-text.h"
#include "exchange/reader-private.h"
#include "exchange/xml-input.h"

#include <glib/gi18n.h>
#include <string.h>

#define SLIM "http://www.loc.gov/MARC21/slim"

static gboolean
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp (rc_xml_get_local_name (node), name) == 0;
}

static gboolean
is_control_field (const xmlNode *node)
{
  return is_element (node, "controlfield") || is_element (node, "fixfield");
}

static gboolean
is_data_field (const xmlNode *node)
{
  return is_element (node, "datafield") || is_element (node, "varfield");
}

static gboolean
is_marc_part (const xmlNode *node)
{
  return is_element (node, "leader") || is_control_field (node) || is_data_field (node);
}

/* The attribute as MARCXML or as OAI-MARC calls it. */
static char *
dup_either (xmlNode *node, const char *name, const char *other)
{
  char *value = rc_xml_dup_attribute (node, name);

  return value != NULL ? value : rc_xml_dup_attribute (node, other);
}

gboolean
rc_marcxml_is_record (const xmlNode *record)
{
  for (const xmlNode *child = record->children; child != NULL; child = child->next)
    if (is_marc_part (child))
      return TRUE;
  return record->ns != NULL ? strcmp ((const char *) record->ns->href, SLIM) == 0
                            : xmlFirstElementChild ((xmlNode *) record) == NULL;
}

static void
append_content (GString *data, const xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);

  if (content != NULL)
    g_string_append (data, (const char *) content);
  xmlFree (content);
}

static void
append_indicator (GString *data, xmlNode *node, const char *name, const char *other, RcReaderItem *item)
{
  g_autofree char *value = dup_either (node, name, other);

  g_string_append_c (data, rc_marc_text_read_indicator (value, item));
}

static gboolean
is_white (const xmlNode *node)
{
  return node->content == NULL || strspn ((const char *) node->content, " \t\r\n") == strlen ((const char *) node->content);
}

/* OAI-MARC has it in quotation marks, as its schema asks for; Aleph does not. */
static void
append_fixed (GString *data, const xmlNode *node)
{
  append_content (data, node);
  if (is_element (node, "fixfield") && data->len >= 2 && data->str[0] == '"' && data->str[data->len - 1] == '"')
    {
      g_string_truncate (data, data->len - 1);
      g_string_erase (data, 0, 1);
    }
}

static GString *
read_field (xmlNode *node, RcRawField *field, RcReaderItem *item)
{
  GString *data = g_string_new (NULL);
  g_autofree char *tag = dup_either (node, "tag", "id");

  rc_marc_text_read_tag (tag, field->tag, item);
  if (is_control_field (node))
    {
      append_fixed (data, node);
      return data;
    }
  append_indicator (data, node, "ind1", "i1", item);
  append_indicator (data, node, "ind2", "i2", item);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_element (child, "subfield"))
      {
        g_autofree char *code = dup_either (child, "code", "label");

        rc_marc_text_append_code (data, code, item);
        append_content (data, child);
      }
    else if (child->type == XML_ELEMENT_NODE || (xmlNodeIsText (child) && !is_white (child)))
      rc_reader_item_warn (item, _ ("%s: what is in no subfield was left out"), field->tag);
  return data;
}

static void
free_text (gpointer data)
{
  g_string_free (data, TRUE);
}

/* An element of its own; in Aleph's OAI-MARC a field of that name. */
static gboolean
is_leader (xmlNode *node)
{
  g_autofree char *id = is_element (node, "fixfield") ? rc_xml_dup_attribute (node, "id") : NULL;

  return is_element (node, "leader") || g_strcmp0 (id, "LDR") == 0;
}

static void
read_leader (const xmlNode *node, char *leader, RcReaderItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_fixed (text, node);
  /* Where it has strokes in place of the length, they stand for blanks in all of it. */
  if (g_str_has_prefix (text->str, "-----"))
    g_string_replace (text, "-", " ", 0);
  rc_marc_text_read_leader (text->str, text->len, leader, item);
}

/* The record of OAI-MARC says in attributes what MARC has in its leader. */
static gboolean
read_leader_attributes (xmlNode *record, char *leader)
{
  static const char *const names[] = { "status", "type", "level" };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = is_element (record, "oai_marc") ? rc_xml_dup_attribute (record, names[i]) : NULL;

      if (value == NULL || !g_ascii_isalnum (value[0]) || value[1] != '\0')
        continue;
      leader[5 + i] = value[0];
      found = TRUE;
    }
  return found;
}

/* PICA XML has the same elements, and tags like 021A and 045@. */
static gboolean
is_pica (xmlNode *record)
{
  for (xmlNode *child = record->children; child != NULL; child = child->next)
    if (is_element (child, "datafield"))
      {
        g_autofree char *tag = rc_xml_dup_attribute (child, "tag");

        return tag != NULL && strlen (tag) == 4 && strspn (tag, "0123456789") == 3 && (tag[3] == '@' || g_ascii_isupper (tag[3]));
      }
  return FALSE;
}

void
rc_marcxml_read_record (RcDecoder *decoder, xmlNode *record, RcReaderItem *item)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, TRUE, sizeof (RcRawField));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (free_text);
  char leader[RC_MARC_LEADER_LENGTH + 1] = "00000nam a2200000   4500";
  gboolean has_leader = read_leader_attributes (record, leader);

  if (is_pica (record))
    {
      rc_reader_item_reject (item, _ ("a record of PICA, not of MARC: ask the library for MARC 21 or MARCXML"));
      return;
    }
  for (xmlNode *child = record->children; child != NULL; child = child->next)
    if (is_leader (child))
      {
        read_leader (child, leader, item);
        has_leader = TRUE;
      }
    else if (is_control_field (child) || is_data_field (child))
      {
        RcRawField field = { { 0 } };
        GString *data = read_field (child, &field, item);

        g_ptr_array_add (texts, data);
        field.data = data->str;
        field.length = data->len;
        g_array_append_val (fields, field);
      }
    else if (child->type == XML_ELEMENT_NODE)
      rc_reader_item_warn (item, _ ("the element “%.40s” is none of MARCXML and was left out"), child->name);
  if (!has_leader && fields->len > 0)
    rc_reader_item_warn (item, _ ("the record has no leader"));
  rc_reader_item_take_marc (item, rc_decoder_make_marc (decoder, leader, fields, item));
}
