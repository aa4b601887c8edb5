/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of MARCXML, alone, in a collection, or inside what OAI-PMH and SRU wrap around them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/decoder.h"
#include "exchange/marc-text.h"
#include "exchange/reader-private.h"
#include "exchange/xml-input.h"

#include <glib/gi18n.h>
#include <string.h>

#define SLIM "http://www.loc.gov/MARC21/slim"

struct _RcMarcxmlReader
{
  RcReader parent_instance;

  RcXmlInput *xml;     /* (owned) (nullable) made for the first record */
  RcDecoder *decoder;  /* (owned) (nullable) */
};

#define RC_TYPE_MARCXML_READER (rc_marcxml_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcMarcxmlReader, rc_marcxml_reader, RC, MARCXML_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcMarcxmlReader, rc_marcxml_reader, RC_TYPE_READER)

static gboolean
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp (rc_xml_get_local_name (node), name) == 0;
}

static gboolean
is_marc_part (const xmlNode *node)
{
  return is_element (node, "leader") || is_element (node, "controlfield") || is_element (node, "datafield");
}

/* A record element that holds MARC, or holds nothing and is called a MARC record. */
static gboolean
is_marc_record (const xmlNode *record)
{
  for (const xmlNode *child = record->children; child != NULL; child = child->next)
    if (is_marc_part (child))
      return TRUE;
  return record->ns != NULL ? strcmp ((const char *) record->ns->href, SLIM) == 0
                            : xmlFirstElementChild ((xmlNode *) record) == NULL;
}

static char *
dup_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
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
append_indicator (GString *data, xmlNode *node, const char *name, RcReaderItem *item)
{
  g_autofree char *value = dup_attribute (node, name);

  g_string_append_c (data, rc_marc_text_read_indicator (value, item));
}

static gboolean
is_white (const xmlNode *node)
{
  return node->content == NULL || strspn ((const char *) node->content, " \t\r\n") == strlen ((const char *) node->content);
}

static GString *
read_field (xmlNode *node, RcRawField *field, RcReaderItem *item)
{
  GString *data = g_string_new (NULL);
  g_autofree char *tag = dup_attribute (node, "tag");

  rc_marc_text_read_tag (tag, field->tag, item);
  if (is_element (node, "controlfield"))
    {
      append_content (data, node);
      return data;
    }
  append_indicator (data, node, "ind1", item);
  append_indicator (data, node, "ind2", item);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_element (child, "subfield"))
      {
        g_autofree char *code = dup_attribute (child, "code");

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

static void
read_leader (const xmlNode *node, char *leader, RcReaderItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_content (text, node);
  rc_marc_text_read_leader (text->str, text->len, leader, item);
}

static void
read_record (RcMarcxmlReader *self, xmlNode *record, RcReaderItem *item)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, TRUE, sizeof (RcRawField));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (free_text);
  char leader[RC_MARC_LEADER_LENGTH + 1] = "00000nam a2200000   4500";
  gboolean has_leader = FALSE;

  for (xmlNode *child = record->children; child != NULL; child = child->next)
    if (is_element (child, "leader"))
      {
        read_leader (child, leader, item);
        has_leader = TRUE;
      }
    else if (is_element (child, "controlfield") || is_element (child, "datafield"))
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
  rc_reader_item_take_marc (item, rc_decoder_make_marc (self->decoder, leader, fields, item));
}

static gboolean
open_xml (RcMarcxmlReader *self, GError **error)
{
  static const char *const units[] = { "record", NULL };
  RcReader *reader = RC_READER (self);

  if (self->xml != NULL)
    return TRUE;
  self->xml = rc_xml_input_new (rc_reader_get_input (reader), rc_reader_get_encoding (reader), units, error);
  if (self->xml != NULL)
    self->decoder = rc_decoder_new ("utf-8"); /* what XML gives, whatever the file was in */
  return self->xml != NULL;
}

static RcReaderItem *
rc_marcxml_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcMarcxmlReader *self = RC_MARCXML_READER (reader);
  g_autoptr (GBytes) lost = NULL;
  g_autoptr (GError) problem = NULL;
  RcReaderItem *item;
  xmlNode *record;

  if (!open_xml (self, error))
    return NULL;
  /* A record that holds no MARC is a wrapper: what it wraps comes next. */
  do
    record = rc_xml_input_next (self->xml, &lost, cancellable, &problem);
  while (record != NULL && !is_marc_record (record));
  if (record == NULL && lost != NULL)
    return rc_reader_new_lost_item (reader, lost, problem);
  if (record == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  item = rc_reader_new_item (reader);
  item->raw = rc_xml_dump (record);
  rc_xml_input_warn (self->xml, item);
  read_record (self, record, item);
  rc_xml_input_leave (self->xml);
  return item;
}

static void
rc_marcxml_reader_finalize (GObject *object)
{
  RcMarcxmlReader *self = RC_MARCXML_READER (object);

  rc_xml_input_free (self->xml);
  rc_decoder_free (self->decoder);
  G_OBJECT_CLASS (rc_marcxml_reader_parent_class)->finalize (object);
}

static void
rc_marcxml_reader_class_init (RcMarcxmlReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_marcxml_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_marcxml_reader_next;
}

static void
rc_marcxml_reader_init (RcMarcxmlReader *self)
{
}
