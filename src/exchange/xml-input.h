/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A streaming XML reader over our input: no network, no document type, no entities of its own, bounded elements. */
#pragma once

#include "exchange/input.h"

#include <libxml/xmlreader.h>

G_BEGIN_DECLS

typedef struct _RcXmlInput RcXmlInput;

/* Borrows input. encoding overrides the declaration, or NULL. NULL and an error for a document type definition. */
RcXmlInput *rc_xml_input_new (RcInput *input, const char *encoding, GError **error);
void rc_xml_input_free (RcXmlInput *self);

/* To the next node. 1, 0 at the end, -1 on an error. */
int rc_xml_input_read (RcXmlInput *self, GCancellable *cancellable, GError **error);
/* Past the element the reader is at. The same answers. */
int rc_xml_input_skip (RcXmlInput *self, GCancellable *cancellable, GError **error);
/* The reader is at the start of an element with this local name. */
gboolean rc_xml_input_is_start (RcXmlInput *self, const char *local_name);
/* The whole element, borrowed until the reader moves. NULL and an error when it is broken or too large. */
xmlNode *rc_xml_input_expand (RcXmlInput *self, GCancellable *cancellable, GError **error);

/* The name of an element without its prefix, whether that was declared or not. */
const char *rc_xml_get_local_name (const xmlNode *node);

/* How many characters that no XML may hold were replaced since the last call. */
guint rc_xml_input_take_replaced (RcXmlInput *self);
/* The same for bytes that are not the UTF-8 that the file says. */
guint rc_xml_input_take_broken (RcXmlInput *self);
/* The encoding that was guessed for a file that says UTF-8 and is none; NULL for others. */
const char *rc_xml_input_get_guess (RcXmlInput *self);

/* The element as text. */
GBytes *rc_xml_dump (xmlNode *node);

G_END_DECLS
