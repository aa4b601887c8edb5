/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML as it came from the field, made fit for a parser while it streams by. What no parser would take (control characters,
 * bytes that are no text, a bare & or <, the entities of HTML) is repaired and counted. Where the units of the file begin
 * (records, items) is remembered, so that one that is broken can be stepped over. */
#pragma once

#include "exchange/input.h"

G_BEGIN_DECLS

/* Where a unit begins, and what was done to the text from there to the next one. */
typedef struct
{
  guint64 offset; /* in the text that was made */
  guint line;     /* from 1 */
  guint n_replaced, n_broken, n_repaired;
} RcXmlPlace;

typedef struct
{
  RcInput *input;              /* (unowned) */
  const char *const *units;    /* (unowned) local names */
  gboolean byte_text;          /* ASCII stands for itself; else the bytes pass as they are */
  gboolean utf8;
  GByteArray *text;            /* (owned) what was made, from `base` on */
  guint64 base;
  GArray *starts;              /* (owned) RcXmlPlace of every unit */
  RcXmlPlace before;           /* of what stands before the first one */
  char *root;                  /* (owned) (nullable) name of the root element, with its prefix */
  guint64 root_offset;
  gboolean root_is_unit, root_ended, at_end;
  guint line;
  gboolean drops_type, dropped_type; /* a document type definition before the root is left out */
  gboolean is_bomb;                  /* … and declares what would grow without end */
  const char *until;           /* (nullable) inside CDATA, a comment or an instruction: what ends it */
} RcXmlScan;

RcXmlScan *rc_xml_scan_new (RcInput *input, const char *const *units, gboolean byte_text, gboolean utf8);
void rc_xml_scan_free (RcXmlScan *self);

/* Makes more text, or finds the end. FALSE on an I/O error. */
gboolean rc_xml_scan_more (RcXmlScan *self, GCancellable *cancellable, GError **error);
/* The text before this offset is not needed any more. */
void rc_xml_scan_drop (RcXmlScan *self, guint64 offset);
/* Past the last byte that was made. */
guint64 rc_xml_scan_get_end (const RcXmlScan *self);

/* The name without its prefix is one of the units. */
gboolean rc_xml_scan_is_unit (const RcXmlScan *self, const char *local_name);

/* The element that begins here, up to its end tag, behind those of `n_inner` others of its name; 0 when there is none in `length`
 * bytes. `name` (out) is its name with prefix. */
gsize rc_xml_find_end (const char *data, gsize length, guint n_inner, char **name);

G_END_DECLS
