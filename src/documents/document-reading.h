/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading documents for the catalogue: the text of their pages and where it stands, contents, language. */
#pragma once

#include "catalogue/text-readings.h"
#include "documents/read-ahead.h"

G_BEGIN_DECLS

/* Of the page that is next; in the thread that reads. */
typedef void (*RcReadingProgress) (gint64 document, int page, int n_pages, gpointer user_data);

typedef struct
{
  gboolean idle;  /* only in time that nobody else wants */
  gboolean again; /* also what has been read before */
  RcReadingProgress progress; /* (nullable) */
  gpointer user_data;
} RcReadingOptions;

/* Of a document that was begun from its first page on, and is open. What is read within that time (monotonic) and so many bytes of text; it is not complete where that was not enough, and rc_document_read
 * goes on there. Pages that cannot be read are in `problems` (RcProblem, nullable), as of `name`. NULL only when cancelled. */
RcTextReading *rc_document_read_file (RcReadBegun *begun, const char *name, gint64 end_us, gsize max_bytes, GPtrArray *problems,
                                  GCancellable *cancellable, GError **error);

/* Reads a document of the catalogue from where it was left, some pages at a time, each in a transaction of its own that takes
 * milliseconds: what was done stays when it is cancelled or killed. Outside a transaction. FALSE also where its file is not there;
 * one that is no PDF any more is read to its end, with its reason. */
gboolean rc_document_read (RcDatabase *db, gint64 document, const RcReadingOptions *options, GPtrArray *problems, GCancellable *cancellable,
                           GError **error);

/* All that are waiting for it, one after another; what one of them says is in `problems`. `n_read` (nullable) counts them. FALSE when
 * cancelled, or when the catalogue cannot be written. */
gboolean rc_documents_read_pending (RcDatabase *db, const RcReadingOptions *options, guint *n_read, GPtrArray *problems,
                                    GCancellable *cancellable, GError **error);

G_END_DECLS
