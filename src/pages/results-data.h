/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the results page asks the catalogue in one go. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

typedef struct
{
  char *word;   /* (owned) */
  guint64 total;
} RcWordCount;

typedef struct
{
  RcSearchAnswer *answer; /* (owned) the first rows, total and facets */
  guint64 unfiltered;     /* how many there are without any filter */
  GArray *words;          /* (owned) RcWordCount: what each word alone gives, where all of them give nothing */
  GHashTable *labels;     /* (owned) heading → label of subjects and places, of those that are called otherwise on the screen */
} RcResultsData;

void rc_results_data_free (RcResultsData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcResultsData, rc_results_data_free)

/* Takes the query. `language`: "en", "ru", "kk", "fr"; of the labels. */
void rc_results_data_load_async (RcCatalogue *catalogue, RcSearchQuery *query, const char *language, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
RcResultsData *rc_results_data_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

gboolean rc_search_query_is_filtered (const RcSearchQuery *query);

G_END_DECLS
