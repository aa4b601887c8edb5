/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of many pages, read by two renderers at once. */
#pragma once

#include "catalogue/text-readings.h"
#include "documents/pdf.h"
#include "renderer/spare.h"

G_BEGIN_DECLS

typedef struct _RcPageReader RcPageReader;

/* `path` stays the same file as long as there are pages to be read. `idle`: it takes only the time that nobody else wants. `spare`
 * (nullable) is what its renderers are made of. */
RcPageReader *rc_page_reader_new (const char *path, RcRendererSpare *spare, gboolean idle, GCancellable *cancellable, GError **error);
void rc_page_reader_free (RcPageReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPageReader, rc_page_reader_free)
/* Borrowed. */
RcPdf *rc_page_reader_get_pdf (RcPageReader *self);

/* The thread that calls this takes only the time that nobody else wants from now on, and so does what it starts. */
void rc_page_reader_become_idle (void);

/* What a page could not be read for. */
typedef struct
{
  int page;     /* from 0 */
  char *reason; /* (owned) */
} RcPageProblem;
void rc_page_problem_free (RcPageProblem *self);

/* With one renderer only from now on, or with two again: as long as other documents are read beside it. */
void rc_page_reader_set_alone (RcPageReader *self, gboolean alone);

/* RcPageText of `count` pages from `first` on; empty for one that cannot be read, and then there is an RcPageProblem more. NULL only when
 * cancelled. */
GPtrArray *rc_page_reader_read (RcPageReader *self, int first, int count, GPtrArray *problems, GCancellable *cancellable, GError **error);

G_END_DECLS
