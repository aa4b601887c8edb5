/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units of plain fields, taken apart while the parser goes over the text: no tree is made, which would cost as much again. For UTF-8
 * alone. */
#pragma once

#include "exchange/xml-scan.h"

#include <libxml/parser.h>

G_BEGIN_DECLS

typedef struct _RcXmlFields RcXmlFields;

typedef enum
{
  RC_XML_FIELDS_WELL,
  RC_XML_FIELDS_BROKEN,
  RC_XML_FIELDS_TYPE, /* a document type definition */
  RC_XML_FIELDS_DEEP,
} RcXmlFieldsState;

/* Borrows scan, which knows what a unit is. `complain` is told what the parser has against the text. */
RcXmlFields *rc_xml_fields_new (const RcXmlScan *scan, guint max_depth, xmlStructuredErrorFunc complain, gpointer user_data);
void rc_xml_fields_free (RcXmlFields *self);

/* Goes over more text, in which one unit ends at most; NULL: it has ended. */
RcXmlFieldsState rc_xml_fields_parse (RcXmlFields *self, const char *text, gsize length);
/* The unit that has ended, with an element for each field and the text in it; borrowed until more is parsed. NULL when none has. */
xmlNode *rc_xml_fields_take (RcXmlFields *self);
/* How many units are inside the one that was taken. */
guint rc_xml_fields_count_inner (const RcXmlFields *self);
/* And how many of these have its name. */
guint rc_xml_fields_count_namesakes (const RcXmlFields *self);

G_END_DECLS
