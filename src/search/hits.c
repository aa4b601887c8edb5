/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over FTS5 finds all hits; narrower passes then find the better ones among them.
 *
 * bm25 would read every position of every hit (seconds for one letter); a tier costs a pass, and of many hits only the
 * first screen is looked at: what stands in titles is worth telling apart there, the rest is not. */
#define G_LOG_DOMAIN "rc-search"

#include "search/hits.h"

#include "search/expression.h"
#include "search/sql.h"

/* More hits than this: only the tiers of identifiers and titles are worked out, the others count as one. */
#define MANY_HITS 20000

static const struct
{
  RcTier tier;
  const char *columns;
  RcMatch match;
  gboolean for_many;
} passes[] = {
  { RC_TIER_FULL_TEXT, RC_COLUMNS_ALL, RC_MATCH_PREFIX, FALSE },
  { RC_TIER_REST, RC_COLUMNS_MOST, RC_MATCH_PREFIX, FALSE },
  { RC_TIER_NAMES, RC_COLUMNS_NAMES, RC_MATCH_PREFIX, FALSE },
  { RC_TIER_TITLE_PREFIX, RC_COLUMNS_TITLE, RC_MATCH_PREFIX, TRUE },
  { RC_TIER_TITLE, RC_COLUMNS_TITLE, RC_MATCH_WHOLE, TRUE },
};

static GArray *
find (sqlite3 *db, const char *expression, RcTier tier, GError **error)
{
  RC_AUTO_STATEMENT *match
    = rc_search_prepare (db, "SELECT rowid FROM search_text WHERE search_text MATCH ?1 ORDER BY rowid", error);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (RcHit));
  gboolean failed;

  if (match == NULL)
    return NULL;
  sqlite3_bind_text (match, 1, expression, -1, SQLITE_STATIC);
  while (rc_search_step (match, &failed, error))
    {
      RcHit hit = { sqlite3_column_int64 (match, 0), tier };
      g_array_append_val (hits, hit);
    }
  return failed ? NULL : g_steal_pointer (&hits);
}

/* Both ascending: what is among `better` takes its tier. */
static void
raise_hits (GArray *hits, GArray *better)
{
  guint at = 0;

  for (guint i = 0; i < better->len; i++)
    {
      const RcHit *hit = &g_array_index (better, RcHit, i);

      while (at < hits->len && g_array_index (hits, RcHit, at).id < hit->id)
        at++;
      if (at < hits->len && g_array_index (hits, RcHit, at).id == hit->id)
        g_array_index (hits, RcHit, at).tier = hit->tier;
    }
}

static gboolean
raise_matching (sqlite3 *db, GArray *hits, char *taken_expression, RcTier tier, GError **error)
{
  g_autofree char *expression = taken_expression;
  g_autoptr (GArray) better = NULL;

  if (expression == NULL)
    return TRUE;
  better = find (db, expression, tier, error);
  if (better == NULL)
    return FALSE;
  raise_hits (hits, better);
  return TRUE;
}

GArray *
rc_hits_new (sqlite3 *db, const RcTyped *typed, gboolean ranked, GError **error)
{
  g_autofree char *expression = rc_expression_new (typed, RC_COLUMNS_ALL, RC_MATCH_PREFIX | RC_MATCH_KEYS);
  g_autoptr (GArray) hits = NULL;

  if (expression == NULL)
    return NULL;
  hits = find (db, expression, RC_TIER_KEYS, error);
  if (hits == NULL)
    return NULL;
  for (guint i = 0; ranked && hits->len > 0 && i < G_N_ELEMENTS (passes); i++)
    {
      if (hits->len > MANY_HITS && !passes[i].for_many)
        continue;
      if (!raise_matching (db, hits, rc_expression_new (typed, passes[i].columns, passes[i].match), passes[i].tier,
                           error))
        return NULL;
    }
  if (ranked && !raise_matching (db, hits, rc_expression_new_identifier (typed), RC_TIER_IDENTIFIER, error))
    return NULL;
  return g_steal_pointer (&hits);
}

GArray *
rc_hits_new_excluded (sqlite3 *db, const RcTyped *typed, GError **error)
{
  g_autofree char *expression = rc_expression_new_excluded (typed);

  return expression != NULL ? find (db, expression, RC_TIER_KEYS, error) : NULL;
}
