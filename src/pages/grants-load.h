/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All grants that are open, in one go: there are thousands of them, not millions. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/row.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *rows;      /* (owned) RcRowData, borrowed from the objects */
  GHashTable *objects;  /* (owned) id (gint64 *, borrowed from the row) → RcRow, which owns the data */
  gint64 newest_refresh; /* Unix seconds; 0 never */
} RcGrantsContent;

void rc_grants_content_free (RcGrantsContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrantsContent, rc_grants_content_free)

void rc_grants_content_load_async (RcCatalogue *catalogue, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcGrantsContent *rc_grants_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
