/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All grants that are open, in one go: there are thousands of them, not millions. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/clock.h"
#include "catalogue/row.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *rows;      /* (owned) RcRowData, borrowed from the objects */
  GHashTable *objects;  /* (owned) id (gint64 *, borrowed from the row) → RcRow, which owns the data */
  GHashTable *labels;   /* (owned) heading → label (char *) of the fields that are called otherwise on the screen */
  gint64 new_since;     /* Unix seconds: what was added later is new; G_MAXINT64 where everything would be */
  gint64 newest_refresh; /* Unix seconds; 0 never */
  RcClock clock;         /* when it was read */
} RcGrantsContent;

void rc_grants_content_free (RcGrantsContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrantsContent, rc_grants_content_free)

/* When the next of them closes after a moment; G_MAXINT64 none. */
gint64 rc_grants_content_next_closing (const RcGrantsContent *self, gint64 now);

/* `language`: "en", "ru", "kk", "fr"; of the labels. */
void rc_grants_content_load_async (RcCatalogue *catalogue, const char *language, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcGrantsContent *rc_grants_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* The ids of the grants among them that words find, as rc_grants_filter_set_found takes them. */
void rc_grants_search_async (RcCatalogue *catalogue, const char *words, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GHashTable *rc_grants_search_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
