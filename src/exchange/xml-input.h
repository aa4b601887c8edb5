/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The units of an XML file (records, items), one at a time: no network, no document type, no entities of its own, bounded
 * elements. A unit that is broken costs itself alone. */
#pragma once

#include "exchange/input.h"
#include "exchange/reader-private.h"

#include <libxml/xmlreader.h>

G_BEGIN_DECLS

typedef struct _RcXmlInput RcXmlInput;

/* An element that stands beside the units; borrowed for the time of the call. */
typedef void (*RcXmlAsideFunc) (xmlNode *node, gpointer user_data);

/* Borrows input. encoding overrides the declaration, or NULL. `units` are the local names of the elements that are wanted.
 * NULL and an error for a document type definition. */
RcXmlInput *rc_xml_input_new (RcInput *input, const char *encoding, const char *const *units, GError **error);
/* The same for units that are plain fields: the blanks between their elements are nothing. */
RcXmlInput *rc_xml_input_new_of_fields (RcInput *input, const char *encoding, const char *const *units, GError **error);
/* The same for what people publish by hand and by bad programs (feeds): a document type definition is left out, unread; a unit that
 * is no XML is made one; an encoding that nobody knows is guessed. Each is a warning of the item. */
RcXmlInput *rc_xml_input_new_lenient (RcInput *input, const char *encoding, const char *const *units, GError **error);
void rc_xml_input_free (RcXmlInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcXmlInput, rc_xml_input_free)
/* Is told of the elements of these local names before the units and, while the file is well formed, between them. */
void rc_xml_input_set_aside (RcXmlInput *self, const char *const *names, RcXmlAsideFunc aside, gpointer user_data);

/* The next unit, whole and borrowed until the next call, which looks inside it for further ones unless it was left. NULL
 * without an error at the end. On an error `lost` (out) (transfer full) is the text of a unit that is broken, and the next
 * call goes on behind it; NULL: the rest cannot be read. */
xmlNode *rc_xml_input_next (RcXmlInput *self, GBytes **lost, GCancellable *cancellable, GError **error);
/* Nothing inside this unit is wanted any more. */
void rc_xml_input_leave (RcXmlInput *self);

/* The bytes of the unit that was come to last, as they stand in the file; what was repaired of them is repaired, and of a file
 * in UTF-16, or one that broke, it is the element written anew. */
GBytes *rc_xml_input_dup_raw (RcXmlInput *self, xmlNode *unit);
/* Tells the item what was repaired and guessed since the last time. */
void rc_xml_input_warn (RcXmlInput *self, RcReaderItem *item);

/* The next unit of `is_unit` (nullable: any) as an item with its bytes and what was repaired; what is in a unit that is none comes next.
 * `node` (out) is borrowed as above, and NULL for one that is lost, of which the item tells. NULL at the end and on an error. */
RcReaderItem *rc_xml_input_next_item (RcXmlInput *self, RcReader *reader, gboolean (*is_unit) (const xmlNode *node), xmlNode **node,
                                      GCancellable *cancellable, GError **error);

/* An attribute that has no namespace; NULL when there is none. */
char *rc_xml_dup_attribute (xmlNode *node, const char *name);

/* The name of an element without its prefix, whether that was declared or not. */
const char *rc_xml_get_local_name (const xmlNode *node);

/* The element as text. */
GBytes *rc_xml_dump (xmlNode *node);

G_END_DECLS
