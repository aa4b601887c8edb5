/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader needs of the catalogue before it can open a document. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/documents.h"

G_BEGIN_DECLS

typedef struct
{
  RcDocument *document;    /* (owned) */
  RcRecordDetails *record; /* (owned) */
  int fd;                  /* (owned) open for reading; -1: its bytes could not be had */
} RcReaderSource;

void rc_reader_source_free (RcReaderSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcReaderSource, rc_reader_source_free)

/* NULL only when the catalogue does not answer or has no such document. */
void rc_reader_source_load_async (RcCatalogue *catalogue, gint64 document, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcReaderSource *rc_reader_source_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* Where a paper copy is, or NULL: of the copies on the shelf, the first. Borrowed. */
const char *rc_reader_source_get_shelfmark (const RcReaderSource *self);

G_END_DECLS
