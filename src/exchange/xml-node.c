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
