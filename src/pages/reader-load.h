/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader needs of the catalogue before it can open a document. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/documents.h"

G_BEGIN_DECLS

typedef struct
{
  RcDocument *document;    /* (owned) */
  RcRecordDetails *record; /* (owned) of it, or of its disc */
  GArray *pictures;        /* (owned) (nullable) gint64: the files of a disc among which this picture is, in their order */
  int fd;                  /* (owned) open for reading; -1: its bytes could not be had */
} RcReaderSource;

void rc_reader_source_free (RcReaderSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcReaderSource, rc_reader_source_free)

/* NULL only when the catalogue does not answer or has no such document. */
void rc_reader_source_load_async (RcCatalogue *catalogue, gint64 document, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* For a file of a disc. */
void rc_reader_source_load_file_async (RcCatalogue *catalogue, gint64 file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Of both. */
RcReaderSource *rc_reader_source_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* Where a paper copy is, or NULL: of the copies on the shelf, the first. Borrowed. */
const char *rc_reader_source_get_shelfmark (const RcReaderSource *self);

G_END_DECLS
