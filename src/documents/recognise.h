/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text recognised on pictures of pages, by Tesseract where that is installed. */
#pragma once

#include "documents/document-reading.h"

G_BEGIN_DECLS

/* Reads the pages of a document on which there is no text, or with options.again all of them, and gives it to the document in a
 * batch of its own, which `batch` (out, nullable) takes back. `languages` as Tesseract calls them ("kaz+rus"); NULL: of Kazakh, Russian,
 * English and French those that it has. RC_TESSERACT in the environment names another program. `n_recognised` (out, nullable) counts the
 * pages. Takes seconds a page and holds up nobody meanwhile; what was recognised is kept every few pages, so that it
 * stays when this is cancelled or killed, and the next one goes on behind it. Outside a transaction. */
gboolean rc_document_recognise (RcDatabase *db, gint64 document, const char *languages, const RcReadingOptions *options, gint64 *batch,
                                guint *n_recognised, GPtrArray *problems, GCancellable *cancellable, GError **error);

/* A page as Tesseract tells it in TSV, of a picture with so many pixels a point. For tests. */
RcPageText *rc_recognised_page_new (const char *tsv, gsize size, double scale);

G_END_DECLS
