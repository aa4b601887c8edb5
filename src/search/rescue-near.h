/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of this catalogue that a misspelt one may be. Private to this room. */
#pragma once

#include "search/rescue-finder.h"

G_BEGIN_DECLS

#define RC_MAX_NEAR 8

typedef struct
{
  char *word;        /* (owned) without a mark */
  gboolean marked;   /* it is the script-free key of a word of another script or spelling */
  double slip;       /* how likely the slip is, a logarithm; 0 for more steps than one */
  guint64 n_records; /* that have it, as far as vocabularies tell */
  double score;      /* how likely both make it */
} RcNearWord;

/* Words within `max` steps (1 or 2) of the folded word, the likeliest first, behind them keys of other scripts: RcNearWord,
 * at most RC_MAX_NEAR of each, never the word itself. Hardly anybody mistypes the first letter and another one: with two
 * steps only words are looked at that begin like it. NULL when cancelled. */
GArray *rc_rescue_near (RcFinder *finder, const char *word, guint max, gboolean keys, GCancellable *cancellable);

G_END_DECLS
