/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text and elements written as XML. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/xml-text.h"

#include "exchange/writer-private.h"
#include "exchange/xml-input.h"

#include <string.h>

guint
rc_xml_append_text (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  guint n = strcmp (valid, text) != 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n += (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff;
    }
  rc_writer_append_xml (out, valid, strlen (valid));
  return n;
}

static void
append_attribute (GString *out, xmlAttr *attribute)
{
  const char *prefix = attribute->ns != NULL ? (const char *) attribute->ns->prefix : NULL;
  xmlChar *value = xmlNodeListGetString (attribute->doc, attribute->children, 1);

  if (prefix != NULL && (g_str_equal (prefix, "xlink") || g_str_equal (prefix, "xml")))
    g_string_append_printf (out, " %s:%s=\"", prefix, attribute->name);
  else if (prefix == NULL && strchr ((const char *) attribute->name, ':') == NULL)
    g_string_append_printf (out, " %s=\"", attribute->name);
  else
    {
      xmlFree (value);
      return;
    }
  rc_xml_append_text (out, value != NULL ? (const char *) value : "");
  g_string_append_c (out, '"');
  xmlFree (value);
}

void
rc_xml_append_element (GString *out, const xmlNode *node, const char *parent)
{
  const char *space = node->ns != NULL ? (const char *) node->ns->href : parent;
  const char *name = rc_xml_get_local_name (node);

  g_string_append_printf (out, "<%s", name);
  if (g_strcmp0 (space, parent) != 0)
    {
      g_string_append (out, " xmlns=\"");
      rc_xml_append_text (out, space != NULL ? space : "");
      g_string_append_c (out, '"');
    }
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    append_attribute (out, attribute);
  if (node->children == NULL)
    {
      g_string_append (out, "/>");
      return;
    }
  g_string_append_c (out, '>');
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      rc_xml_append_element (out, child, space);
    else if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content != NULL)
      rc_xml_append_text (out, (const char *) child->content);
  g_string_append_printf (out, "</%s>", name);
}
