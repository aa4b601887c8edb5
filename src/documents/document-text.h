/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that a document says, in memory and folded, to be searched at every key that is typed. */
#pragma once

#include "catalogue/text-readings.h"
#include "documents/pdf.h"

G_BEGIN_DECLS

/* Once it is filled it may be asked by any thread, one at a time or several. */
typedef struct _RcDocumentText RcDocumentText;

RcDocumentText *rc_document_text_new (void);
RcDocumentText *rc_document_text_ref (RcDocumentText *self);
void rc_document_text_unref (RcDocumentText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDocumentText, rc_document_text_unref)

/* What the catalogue keeps of it; NULL and NOT_FOUND where it was not read yet. */
RcDocumentText *rc_document_text_load (RcDatabase *db, gint64 document, GCancellable *cancellable, GError **error);
/* The next page. Takes it. Text beyond 128 MiB of a document is left out. */
void rc_document_text_add (RcDocumentText *self, RcPageText *page);
guint rc_document_text_get_n_pages (const RcDocumentText *self);
/* Borrowed, as long as the text is there. From 0. */
const RcPageText *rc_document_text_get_page (const RcDocumentText *self, guint page);
/* There are pages, and nothing on any of them: pictures of pages. */
gboolean rc_document_text_is_pictures (const RcDocumentText *self);

typedef struct
{
  guint page;       /* from 0 */
  guint start, end; /* characters of its text, the end excluded */
} RcTextPlace;

/* Where a text stands on the pages from `first_page` on (RcTextPlace, in order): `most` places at most, and `total` (out, nullable)
 * counts all. As the catalogue's search compares: without case and accents, ё as е, ligatures and forms of Arabic letters aside, words
 * that a line's end divides as one; and whole words in any script and spelling (Отырар, Otyrar, Otrar). What is typed may begin and end
 * within a word. */
GArray *rc_document_text_find (const RcDocumentText *self, const char *wanted, guint first_page, guint most, guint *total);
/* The same for the words of a search in the catalogue, each by itself: in all forms and scripts in which that finds them. */
GArray *rc_document_text_find_words (const RcDocumentText *self, const char *query, guint first_page, guint most, guint *total);

G_END_DECLS
