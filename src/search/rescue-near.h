/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of this catalogue that a misspelt one may be. Private to this room. */
#pragma once

#include "search/snapshot.h"

G_BEGIN_DECLS

#define RC_MAX_NEAR 8

/* Words within `max` steps (1 or 2) of the folded word, the likeliest of those with the fewest steps first: char *, at
 * most RC_MAX_NEAR, never the word itself. A word of another script is told by its script-free key. Reads the whole
 * vocabulary; NULL when cancelled. */
GPtrArray *rc_rescue_near (const RcSnapshot *snapshot, const char *word, guint max, GCancellable *cancellable);

G_END_DECLS
