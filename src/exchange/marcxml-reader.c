/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of MARCXML, alone, in a collection, or inside what OAI-PMH and SRU wrap around them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/decoder.h"
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
  gboolean stays;      /* the node the XML reader is at has not been looked at */
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

/* One printable ASCII character; a blank for anything else. */
static char
read_indicator (xmlNode *node, const char *name, RcReaderItem *item)
{
  g_autofree char *value = dup_attribute (node, name);

  if (value == NULL || *value == '\0')
    return ' ';
  if (value[1] == '\0' && value[0] >= ' ' && value[0] < 0x7f)
    return value[0];
  rc_reader_item_warn (item, _ ("an indicator “%.20s” was made a blank"), value);
  return ' ';
}

static void
read_tag (xmlNode *node, char *tag, RcReaderItem *item)
{
  g_autofree char *value = dup_attribute (node, "tag");
  gsize length = value != NULL ? strlen (value) : 0;

  memcpy (tag, length == 0 ? "???" : "000", 4);
  if (length == 0)
    rc_reader_item_warn (item, _ ("a field has no tag and is now ???"));
  else
    memcpy (tag + (length < 3 ? 3 - length : 0), value, MIN (length, 3));
  if (length != 0 && length != 3)
    rc_reader_item_warn (item, _ ("the tag “%.20s” is now %s"), value, tag);
}

static void
append_code (GString *data, xmlNode *subfield, RcReaderItem *item)
{
  g_autofree char *code = dup_attribute (subfield, "code");

  if (code == NULL)
    {
      rc_reader_item_warn (item, _ ("a subfield has no code and is now $?"));
      g_string_append_c (data, '?');
      return;
    }
  if (g_utf8_strlen (code, -1) > 1)
    {
      rc_reader_item_warn (item, _ ("the subfield code “%.20s” was cut to one character"), code);
      *g_utf8_next_char (code) = '\0';
    }
  g_string_append (data, code);
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

  read_tag (node, field->tag, item);
  if (is_element (node, "controlfield"))
    {
      append_content (data, node);
      return data;
    }
  g_string_append_c (data, read_indicator (node, "ind1", item));
  g_string_append_c (data, read_indicator (node, "ind2", item));
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_element (child, "subfield"))
      {
        g_string_append_c (data, RC_MARC_SUBFIELD);
        append_code (data, child, item);
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
  /* Blanks at either end belong to a leader, but not those of a file that was set in lines. */
  if (text->len > RC_MARC_LEADER_LENGTH)
    {
      g_autofree char *whole = g_strdup (text->str);

      g_string_assign (text, g_strstrip (whole));
    }
  if (text->len != RC_MARC_LEADER_LENGTH)
    rc_reader_item_warn (item, _ ("the leader has %zu characters instead of 24"), text->len);
  memset (leader, ' ', RC_MARC_LEADER_LENGTH);
  memcpy (leader, text->str, MIN (text->len, RC_MARC_LEADER_LENGTH));
  memcpy (leader + 10, "22", 2); /* always so, and often left blank in XML */
  memcpy (leader + 20, "4500", 4);
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

/* What was done to the text since the item before. */
static void
warn_of_text (RcMarcxmlReader *self, RcReaderItem *item)
{
  guint n_replaced = rc_xml_input_take_replaced (self->xml), n_broken = rc_xml_input_take_broken (self->xml);

  if (rc_xml_input_get_guess (self->xml) != NULL)
    rc_reader_item_warn (item, _ ("the text was read as %s: a guess by its letters"), rc_xml_input_get_guess (self->xml));
  if (n_replaced > 0)
    rc_reader_item_warn (item, ngettext ("%u control character was replaced by ?",
                                         "%u control characters were replaced by ?", n_replaced),
                         n_replaced);
  if (n_broken > 0)
    rc_reader_item_warn (item, ngettext ("%u byte that is no UTF-8 was replaced by ?",
                                         "%u bytes that are no UTF-8 were replaced by ?", n_broken),
                         n_broken);
}

/* Moves the XML reader to the next element called record. 1, 0 at the end, -1 on an error. */
static int
find_record (RcMarcxmlReader *self, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      int answer = self->stays ? 1 : rc_xml_input_read (self->xml, cancellable, error);

      self->stays = FALSE;
      if (answer != 1)
        return answer;
      if (rc_xml_input_is_start (self->xml, "record"))
        return 1;
    }
}

static RcReaderItem *
rc_marcxml_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcMarcxmlReader *self = RC_MARCXML_READER (reader);

  if (self->xml == NULL)
    {
      self->xml = rc_xml_input_new (rc_reader_get_input (reader), rc_reader_get_encoding (reader), error);
      if (self->xml == NULL)
        return NULL;
      self->decoder = rc_decoder_new ("utf-8"); /* what XML gives, whatever the file was in */
    }
  while (find_record (self, cancellable, error) == 1)
    {
      g_autoptr (RcReaderItem) item = NULL;
      xmlNode *record = rc_xml_input_expand (self->xml, cancellable, error);

      if (record == NULL)
        return NULL;
      if (!is_marc_record (record))
        continue; /* a wrapper: what it wraps comes next */
      item = rc_reader_new_item (reader);
      item->raw = rc_xml_dump (record);
      warn_of_text (self, item);
      read_record (self, record, item);
      /* The record is whole; an error comes again with the next one. */
      self->stays = rc_xml_input_skip (self->xml, cancellable, NULL) > 0;
      return g_steal_pointer (&item);
    }
  return NULL;
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
