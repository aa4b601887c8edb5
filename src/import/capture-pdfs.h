/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The PDFs of a disc and the text of their pages. For files of this room only. */
#pragma once

#include "catalogue/text-readings.h"
#include "disc/tree.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;       /* (owned) on the disc */
  char *title;      /* (owned) (nullable) */
  RcTextReading *reading; /* (owned) (nullable) */
  gint64 size_bytes;
  int pages;
} RcCapturedPdf;
void rc_captured_pdf_free (RcCapturedPdf *self);

/* Reads the PDFs among the entries (RcDiscEntry), as long as time and memory are left; what is not read is in `problems`.
 * RcCapturedPdf; NULL only when cancelled. */
GPtrArray *rc_capture_read_pdfs (RcDisc *disc, GPtrArray *entries, GPtrArray *problems, GCancellable *cancellable, GError **error);

G_END_DECLS
