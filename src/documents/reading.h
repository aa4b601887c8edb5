/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as text that runs on, page after page. */
#pragma once

#include "documents/reflow.h"

G_BEGIN_DECLS

#define RC_TYPE_READING (rc_reading_get_type ())
G_DECLARE_FINAL_TYPE (RcReading, rc_reading, RC, READING, GObject)

RcReading *rc_reading_new (RcPdf *pdf);
int rc_reading_get_n_pages (RcReading *self);

/* RcBlock of a page from 0; none for a page that is a picture. Work is done in the document's own thread, and what was asked of the pages around is
 * kept for the next ones. */
GPtrArray *rc_reading_blocks (RcReading *self, int page, GCancellable *cancellable, GError **error);
void rc_reading_blocks_async (RcReading *self, int page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rc_reading_blocks_finish (RcReading *self, GAsyncResult *result, GError **error);

G_END_DECLS
