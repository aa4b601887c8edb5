/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two ways of reading an XML file share: as a stream, and, once that broke, every unit by itself. */
#pragma once

#include "exchange/xml-fields.h"
#include "exchange/xml-input.h"
#include "exchange/xml-scan.h"

G_BEGIN_DECLS

#define RC_XML_OPTIONS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT)

struct _RcXmlInput
{
  RcXmlScan *scan;           /* (owned) */
  xmlTextReader *reader;     /* (owned) (nullable) of the stream, or of one piece */
  RcXmlFields *fields;       /* (owned) (nullable) of the stream in place of a reader */
  GCancellable *cancellable; /* borrowed for the time of a call */
  GError *io_error;          /* (owned) (nullable) */
  char *message;             /* (owned) (nullable) the first complaint of the parser */
  guint line;                /* what its line 1 is in the file */
  char *encoding;            /* (owned) (nullable) */
  const char *const *aside_names; /* (unowned) (nullable) local names */
  RcXmlAsideFunc aside;
  gpointer aside_data;
  char *root;                /* (owned) (nullable) the root's start tag, for pieces */
  GString *piece;            /* (owned) the text of one, which its parser goes on looking at */
  guint64 given;             /* how far the parser has been given the text */
  gsize n_taken;             /* bytes since the last element was begun: a bound for one element */
  guint n_units;             /* index in the scan's starts of the unit that comes next */
  guint n_told;              /* units whose repairs have been told */
  gboolean leaves;           /* the element the reader is at is to be stepped over */
  gboolean in_pieces;        /* the stream broke: every unit is parsed alone */
  const char *guess;         /* (nullable) */
  gboolean lenient;          /* units are mended, a document type is left out */
  gboolean mended;           /* the last unit was */
  gboolean told_type;        /* that there was a document type */
};

/* What is wrong, as the input or else the parser has it. */
void rc_xml_input_set_error (RcXmlInput *self, GError **error);
/* For the parser, which complains to the input. */
void rc_xml_input_error_cb (void *context, xmlErrorPtr problem);

/* Remembers the root's start tag, in one line so that lines are counted from the piece, while the text of it is there. */
void rc_xml_pieces_keep_root (RcXmlInput *self);
/* What broke is the text; nothing else is overcome by going on behind it. */
gboolean rc_xml_pieces_can_begin (RcXmlInput *self);
void rc_xml_pieces_begin (RcXmlInput *self);
/* To the next unit that is whole. 1, 0 at the end, -1 with `lost`: one that is broken, or without: nothing comes any more. */
int rc_xml_pieces_next (RcXmlInput *self, GBytes **lost, GError **error);

G_END_DECLS
