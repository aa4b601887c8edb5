/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text and elements written as XML. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Escapes what has a meaning. The answer: how many characters no XML can hold, which stand as �. */
guint rc_xml_append_text (GString *out, const char *text);
/* The element with all in it, for a document in the namespace `parent` (nullable): no prefixes but xlink and xml. */
void rc_xml_append_element (GString *out, const xmlNode *node, const char *parent);

G_END_DECLS
