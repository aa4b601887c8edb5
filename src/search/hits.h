/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ids that match what was typed, and how well. Private to this room. */
#pragma once

#include <sqlite3.h>

#include "search/parse.h"

G_BEGIN_DECLS

typedef enum
{
  RC_TIER_IDENTIFIER, /* the text is one of its numbers */
  RC_TIER_TITLE,      /* all words whole in the title */
  RC_TIER_TITLE_PREFIX,
  RC_TIER_NAMES, /* with people, subjects and other titles */
  RC_TIER_REST,
  RC_TIER_FULL_TEXT,
  RC_TIER_KEYS, /* only in another script or spelling */
} RcTier;

typedef struct
{
  gint64 id;
  RcTier tier;
} RcHit;

/* RcHit, ascending by id; NULL without `error`: no word limits the hits. `ranked`: the tiers are wanted. */
GArray *rc_hits_new (sqlite3 *db, const RcTyped *typed, gboolean ranked, GError **error);
/* Ids of what is excluded, ascending, as RcHit; NULL without `error`: nothing. */
GArray *rc_hits_new_excluded (sqlite3 *db, const RcTyped *typed, GError **error);

G_END_DECLS
