/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of many pages, read by two renderers at once. */
#pragma once

#include "catalogue/text-readings.h"
#include "documents/pdf.h"

G_BEGIN_DECLS

typedef struct _RcPageReader RcPageReader;

/* `path` stays the same file as long as there are pages to be read. `idle`: it takes only the time that nobody else wants. */
RcPageReader *rc_page_reader_new (const char *path, gboolean idle, GCancellable *cancellable, GError **error);
void rc_page_reader_free (RcPageReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPageReader, rc_page_reader_free)
/* Borrowed. */
RcPdf *rc_page_reader_get_pdf (RcPageReader *self);

/* What a page could not be read for. */
typedef struct
{
  int page;     /* from 0 */
  char *reason; /* (owned) */
} RcPageProblem;
void rc_page_problem_free (RcPageProblem *self);

/* RcPageText of `count` pages from `first` on; empty for one that cannot be read, and then there is an RcPageProblem more. NULL only when
 * cancelled. */
GPtrArray *rc_page_reader_read (RcPageReader *self, int first, int count, GPtrArray *problems, GCancellable *cancellable, GError **error);

G_END_DECLS
