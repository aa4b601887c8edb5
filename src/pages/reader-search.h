/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for a text through all pages of an open document: in what the catalogue keeps of it, or else page after page. */
#pragma once

#include "catalogue/catalogue.h"
#include "documents/hits.h"

G_BEGIN_DECLS

/* Of them all are counted, so many listed and marked. */
#define RC_READER_SEARCH_MAX_HITS 10000

typedef enum
{
  RC_READER_SEARCH_IDLE,
  RC_READER_SEARCH_RUNNING,
  RC_READER_SEARCH_DONE,
  RC_READER_SEARCH_NO_TEXT, /* the document is pictures of pages */
} RcReaderSearchState;

#define RC_TYPE_READER_SEARCH (rc_reader_search_get_type ())
G_DECLARE_FINAL_TYPE (RcReaderSearch, rc_reader_search, RC, READER_SEARCH, GObject)

/* Signals: "restarted": the hits are others now. "changed": more hits, or another state. */
RcReaderSearch *rc_reader_search_new (RcCatalogue *catalogue, gint64 document, RcPdf *pdf);
/* Begins anew; NULL or blanks: nothing is looked for. */
void rc_reader_search_set_text (RcReaderSearch *self, const char *text);
/* The same for what was asked of the catalogue: each word by itself, in all forms in which the catalogue finds it. */
void rc_reader_search_set_words (RcReaderSearch *self, const char *words);
RcReaderSearchState rc_reader_search_get_state (RcReaderSearch *self);
/* Grow until "restarted". Borrowed; NULL until there are any. */
RcHits *rc_reader_search_get_hits (RcReaderSearch *self);
/* How many there are so far, also of those that are not listed. */
guint rc_reader_search_get_total (RcReaderSearch *self);

G_END_DECLS
