/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/xml-fields.h"

#include <string.h>

/* An element with the text that stands in it. The names belong to the parser. */
typedef struct
{
  const xmlChar *name;
  gsize start, length; /* of its text */
} Field;

/* What a field looks like outside. */
typedef struct
{
  xmlNode element, text;
} Pair;

struct _RcXmlFields
{
  const RcXmlScan *scan; /* (unowned) */
  xmlSAXHandler calls;
  xmlParserCtxt *parser; /* (owned) */
  xmlStructuredErrorFunc complain;
  gpointer user_data;
  guint depth, max_depth;
  guint unit_depth; /* 0: in none */
  guint n_inner, n_namesakes;
  GArray *fields;   /* (owned) Field, of the unit */
  GString *text;    /* (owned) theirs, each with a zero behind it */
  GArray *pairs;    /* (owned) Pair */
  xmlNode unit;
  gboolean ended, taken;
  RcXmlFieldsState state;
};

static void
stop (RcXmlFields *self, RcXmlFieldsState state)
{
  self->state = state;
  xmlStopParser (self->parser);
}

static void
start_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
               int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  RcXmlFields *self = data;
  gboolean inside = self->unit_depth > 0;

  self->depth++;
  if (!inside && self->depth > self->max_depth)
    stop (self, RC_XML_FIELDS_DEEP);
  else if (inside && self->depth == self->unit_depth + 1)
    {
      Field field = { .name = name, .start = self->text->len };

      g_array_append_val (self->fields, field);
    }
  if (self->state != RC_XML_FIELDS_WELL || !rc_xml_scan_is_unit (self->scan, (const char *) name))
    return;
  if (inside)
    {
      self->n_inner++;
      self->n_namesakes += name == self->unit.name; /* the parser has each name once */
    }
  else if (self->ended)
    stop (self, RC_XML_FIELDS_BROKEN); /* two at once were not asked for */
  else
    {
      memset (&self->unit, 0, sizeof self->unit);
      self->unit.type = XML_ELEMENT_NODE;
      self->unit.name = name;
      self->unit_depth = self->depth;
      self->n_inner = self->n_namesakes = 0;
      g_array_set_size (self->fields, 0);
      g_string_truncate (self->text, 0);
    }
}

/* All of it stays where it is from now on, and can be pointed to. */
static void
end_unit (RcXmlFields *self)
{
  g_array_set_size (self->pairs, self->fields->len);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);
      Pair *pair = &g_array_index (self->pairs, Pair, i);

      memset (pair, 0, sizeof *pair);
      pair->element.type = XML_ELEMENT_NODE;
      pair->element.name = field->name;
      pair->element.parent = &self->unit;
      pair->element.next = i + 1 < self->fields->len ? &pair[1].element : NULL;
      if (field->length == 0)
        continue;
      pair->element.children = pair->element.last = &pair->text;
      pair->text.type = XML_TEXT_NODE;
      pair->text.name = (const xmlChar *) "text";
      pair->text.parent = &pair->element;
      pair->text.content = (xmlChar *) self->text->str + field->start;
    }
  if (self->fields->len > 0)
    self->unit.children = &g_array_index (self->pairs, Pair, 0).element;
  self->unit_depth = 0;
  self->ended = TRUE;
}

static void
end_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  RcXmlFields *self = data;

  if (self->unit_depth > 0 && self->depth == self->unit_depth + 1)
    {
      Field *field = &g_array_index (self->fields, Field, self->fields->len - 1);

      field->length = self->text->len - field->start;
      g_string_append_c (self->text, '\0');
    }
  else if (self->unit_depth > 0 && self->depth == self->unit_depth)
    end_unit (self);
  self->depth--;
}

static void
add_text (void *data, const xmlChar *text, int length)
{
  RcXmlFields *self = data;

  if (self->unit_depth > 0 && self->depth > self->unit_depth)
    g_string_append_len (self->text, (const char *) text, length);
}

static void
refuse_type (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  stop (data, RC_XML_FIELDS_TYPE);
}

static void
complain (void *data, xmlErrorPtr problem)
{
  RcXmlFields *self = data;

  self->complain (self->user_data, problem);
}

RcXmlFields *
rc_xml_fields_new (const RcXmlScan *scan, guint max_depth, xmlStructuredErrorFunc complain_to, gpointer user_data)
{
  RcXmlFields *self = g_new0 (RcXmlFields, 1);

  self->scan = scan;
  self->max_depth = max_depth;
  self->complain = complain_to;
  self->user_data = user_data;
  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  self->text = g_string_new (NULL);
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  self->calls = (xmlSAXHandler){
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element,
    .endElementNs = end_element,
    .characters = add_text,
    .ignorableWhitespace = add_text,
    .cdataBlock = add_text,
    .internalSubset = refuse_type,
    .serror = complain,
  };
  self->parser = xmlCreatePushParserCtxt (&self->calls, self, NULL, 0, NULL);
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
  return self;
}

void
rc_xml_fields_free (RcXmlFields *self)
{
  if (self == NULL)
    return;
  xmlFreeParserCtxt (self->parser);
  g_array_unref (self->fields);
  g_array_unref (self->pairs);
  g_string_free (self->text, TRUE);
  g_free (self);
}

RcXmlFieldsState
rc_xml_fields_parse (RcXmlFields *self, const char *text, gsize length)
{
  if (self->taken)
    self->ended = self->taken = FALSE;
  if (self->state != RC_XML_FIELDS_WELL)
    return self->state;
  xmlParseChunk (self->parser, text, (int) length, text == NULL);
  if (self->state == RC_XML_FIELDS_WELL && !self->parser->wellFormed)
    self->state = RC_XML_FIELDS_BROKEN;
  return self->state;
}

xmlNode *
rc_xml_fields_take (RcXmlFields *self)
{
  if (!self->ended || self->taken)
    return NULL;
  self->taken = TRUE;
  return &self->unit;
}

guint
rc_xml_fields_count_inner (const RcXmlFields *self)
{
  return self->n_inner;
}

guint
rc_xml_fields_count_namesakes (const RcXmlFields *self)
{
  return self->n_namesakes;
}
