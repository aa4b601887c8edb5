/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the results page asks the catalogue in one go. */
#pragma once

#include "catalogue/catalogue.h"
#include "pages/record-load.h"

G_BEGIN_DECLS

/* Other questions, where this one finds nothing. */
typedef enum
{
  RC_OFFER_WORD,           /* one of the words alone */
  RC_OFFER_WITHOUT_WORDS,  /* what is left without some of them */
  RC_OFFER_WITHOUT_FILTER, /* of one facet */
  RC_OFFER_MEANT,          /* what was likely meant, where only what was typed was wanted */
} RcOfferKind;

typedef struct
{
  RcOfferKind kind;
  GPtrArray *words;   /* (owned) char *: those it is about; those left out */
  char *text;         /* (owned) (nullable) what is asked then, with the filters that are on */
  RcFacetName facet;  /* of RC_OFFER_WITHOUT_FILTER */
  guint64 total;      /* what that finds; never 0 */
} RcOffer;

typedef struct
{
  RcSearchAnswer *answer; /* (owned) the first rows, total and facets */
  guint64 unfiltered;     /* how many there are without any filter */
  guint n_words;          /* that must all be found; 0 where something is */
  GPtrArray *missing;     /* (owned) char *: those of them that find nothing */
  GArray *offers;         /* (owned) RcOffer, the best first */
  RcSubjectKin *kin;      /* (owned) (nullable) what is broader and narrower, where a subject is asked for and nothing else of its kind */
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
