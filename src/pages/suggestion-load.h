/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be meant by words that are still being typed: out of the index of the search, in the thread of a reader. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_MAX_SUGGESTIONS 4

typedef enum
{
  RC_SUGGEST_PLACE,
  RC_SUGGEST_SUBJECT,
  RC_SUGGEST_PEOPLE,
  RC_SUGGEST_TITLE, /* of whatever kind */
} RcSuggestionType;

typedef struct
{
  RcSuggestionType type;
  char *text;      /* (owned) what is read, with the words that were typed in it */
  GArray *ranges;  /* (owned) RcTextRange of these words */
  char *value;     /* (owned) (nullable) of the filter, or the name of people */
  guint64 total;   /* what it finds; not of titles; 0: much, which was not counted */
  RcRowData *row;  /* (owned) (nullable) of a title */
} RcSuggestion;

/* Gives RcSuggestion, RC_MAX_SUGGESTIONS at most, of as many types as there are; none where no name has all the words. `language`: "en", "ru",
 * "kk", "fr"; of subjects and places. */
void rc_suggestions_load_async (RcCatalogue *catalogue, const char *text, const char *language, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rc_suggestions_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
