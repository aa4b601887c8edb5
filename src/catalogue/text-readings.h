/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read of documents: the text of their pages and where it stands, and how far the reading has come. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* Raised when pages give another text or other boxes than before: what was read with an older one is read again. */
#define RC_TEXT_READING_VERSION 2

/* One page. Without boxes the text can be searched, but not marked. */
typedef struct
{
  char *text;    /* (owned) */
  GBytes *boxes; /* (owned) (nullable) packed: documents/page-boxes.h */
  char *label;   /* (owned) (nullable) what the document calls the page ("iv"), where that is not its number */
} RcPageText;
RcPageText *rc_page_text_new (const char *text, GBytes *boxes);
void rc_page_text_free (RcPageText *self);

typedef struct
{
  GPtrArray *pages; /* (owned) RcPageText from the first page on; not filled in by rc_text_reading_get */
  int done;         /* pages looked at */
  gboolean complete;
  gboolean recognised; /* on pictures of pages, by rc_document_recognise */
  int with_text;       /* pages on which there is any */
  char *language;      /* (owned) (nullable) as in MARC */
  char *outline;       /* (owned) (nullable) lines "depth TAB page from 0 TAB title" */
  char *problems;      /* (owned) (nullable) lines "page from 1 TAB reason" */
} RcTextReading;
RcTextReading *rc_text_reading_new (void);
void rc_text_reading_free (RcTextReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTextReading, rc_text_reading_free)
/* Read to the end, and there was no text: pictures of pages. */
gboolean rc_text_reading_is_pictures (const RcTextReading *self);
/* "read", "partly", "recognised", "pictures" (there is none), "unread". */
const char *rc_text_reading_to_string (const RcTextReading *self);

/* How far it is; one with nothing done where nobody has begun, or with an older version. NULL on error. */
RcTextReading *rc_text_reading_get (RcDatabase *db, gint64 document, GError **error);
/* Inside a transaction: how far it is now, and the pages of `self` from `first` (0: the first one) on, in place of all that was there
 * from there on. */
gboolean rc_text_reading_put (RcDatabase *db, gint64 document, int first, const RcTextReading *self, GError **error);
/* The same, and the search finds the record by what its documents say now. */
gboolean rc_text_reading_put_last (RcDatabase *db, gint64 document, int first, const RcTextReading *self, GError **error);

/* Inside a transaction, after rc_text_reading_put of each: these documents of a record are read to the end, and the search finds it by what
 * they say. */
gboolean rc_text_readings_complete (RcDatabase *db, gint64 record, const gint64 *documents, gsize n, GError **error);

/* Ids of documents in the catalogue's folder that can be read and have not been to the end, or have no cover yet (texts on discs get none);
 * with `again` of all but those on which text was recognised. By record. */
GArray *rc_text_readings_find_pending (RcDatabase *db, gboolean again, GError **error);
/* RcPageText, all of a document that was read; NULL and NOT_FOUND when nobody has. Must not be changed. */
GPtrArray *rc_text_reading_load_pages (RcDatabase *db, gint64 document, GCancellable *cancellable, GError **error);

G_END_DECLS
