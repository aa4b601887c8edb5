/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One element of a file in XML. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/xml-input.h"

#include <string.h>

const char *
rc_xml_get_local_name (const xmlNode *node)
{
  const char *name = (const char *) node->name;
  const char *colon = node->ns == NULL ? strchr (name, ':') : NULL;

  return colon != NULL ? colon + 1 : name;
}

GBytes *
rc_xml_dump (xmlNode *node)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  GBytes *bytes;

  xmlNodeDump (buffer, node->doc, node, 0, 0);
  bytes = g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  return bytes;
}

char *
rc_xml_dup_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

RcReaderItem *
rc_xml_input_next_item (RcXmlInput *self, RcReader *reader, gboolean (*is_unit) (const xmlNode *node), xmlNode **node,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) lost = NULL;
  g_autoptr (GError) problem = NULL;
  RcReaderItem *item;

  do
    *node = rc_xml_input_next (self, &lost, cancellable, &problem);
  while (*node != NULL && is_unit != NULL && !is_unit (*node));
  if (*node == NULL && lost != NULL)
    return rc_reader_new_lost_item (reader, lost, problem);
  if (*node == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  item = rc_reader_new_item (reader);
  item->raw = rc_xml_input_dup_raw (self, *node);
  rc_xml_input_warn (self, item);
  return item;
}
