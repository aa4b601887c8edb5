/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question answered: hits, then their rows once for filters, counts and order, all in one snapshot of the database. */
#define G_LOG_DOMAIN "rc-search"

#include "search/search.h"

#include <string.h>

#include "search/hits.h"
#include "search/order.h"
#include "search/sql.h"
#include "search/tally.h"
#include "search/understood.h"

/* Fewer hits than one in so many records: look their rows up instead of walking all. */
#define WALK_SHARE 10

#define ROW "id, entry, closings"

typedef struct
{
  sqlite3 *db;
  const RcSearchQuery *query;
  RcTally *tally;
  GArray *hits;     /* (nullable) RcHit; NULL: every record */
  GArray *excluded; /* (nullable) RcHit */
  guint hit, exclusion; /* where the walk stands in them */
  gint64 now;
  RcClosings *closings;
  GArray *ranks;    /* RcRank of what passed */
} Run;

/* FALSE when the row is not whole, which the check tells. */
static gboolean
read_row (sqlite3_stmt *statement, RcEntryRow *row)
{
  const guint8 *bytes = sqlite3_column_blob (statement, 1);
  guint n_bytes = (guint) sqlite3_column_bytes (statement, 1);
  guint32 year;

  if (bytes == NULL || n_bytes < RC_ENTRY_VALUES)
    return FALSE;
  row->id = sqlite3_column_int64 (statement, 0);
  row->kind = bytes[0];
  row->material = bytes[1];
  row->hidden = bytes[2] != 0;
  memcpy (&year, bytes + RC_ENTRY_YEAR, sizeof year);
  memcpy (&row->added, bytes + RC_ENTRY_ADDED, sizeof row->added);
  memcpy (&row->deadline, bytes + RC_ENTRY_DEADLINE, sizeof row->deadline);
  row->year = (int) MIN (GUINT32_FROM_LE (year), 9999);
  row->added = GINT64_FROM_LE (row->added);
  row->deadline = GINT64_FROM_LE (row->deadline);
  row->values = bytes + RC_ENTRY_VALUES;
  row->n_values = (n_bytes - RC_ENTRY_VALUES) / (guint) sizeof (guint32);
  row->closings = row->deadline != 0 ? (const char *) sqlite3_column_text (statement, 2) : NULL;
  return TRUE;
}

/* Moves along ids that ascend as the calls do. */
static gboolean
reaches (GArray *hits, guint *at, gint64 id)
{
  while (*at < hits->len && g_array_index (hits, RcHit, *at).id < id)
    (*at)++;
  return *at < hits->len && g_array_index (hits, RcHit, *at).id == id;
}

static void
take_row (Run *self, sqlite3_stmt *statement, RcTier tier)
{
  RcEntryRow row;

  if (!read_row (statement, &row))
    return;
  if (self->excluded != NULL && reaches (self->excluded, &self->exclusion, row.id))
    return;
  if (rc_tally_add (self->tally, &row) && self->query->limit > 0)
    {
      RcRank rank = rc_rank_new (&row, self->query->sort, tier, self->closings, self->now);
      g_array_append_val (self->ranks, rank);
    }
}

static gboolean
walk_rows (Run *self, GError **error)
{
  RC_AUTO_STATEMENT *walk = rc_search_prepare (self->db, "SELECT " ROW " FROM search_entry ORDER BY id", error);
  gboolean failed;

  if (walk == NULL)
    return FALSE;
  while (rc_search_step (walk, &failed, error))
    {
      if (self->hits == NULL)
        take_row (self, walk, RC_TIER_TITLE);
      else if (reaches (self->hits, &self->hit, sqlite3_column_int64 (walk, 0)))
        take_row (self, walk, g_array_index (self->hits, RcHit, self->hit).tier);
    }
  return !failed;
}

static gboolean
look_rows_up (Run *self, GError **error)
{
  RC_AUTO_STATEMENT *find = rc_search_prepare (self->db, "SELECT " ROW " FROM search_entry WHERE id = ?1", error);
  gboolean failed;

  if (find == NULL)
    return FALSE;
  for (guint i = 0; i < self->hits->len; i++)
    {
      sqlite3_bind_int64 (find, 1, g_array_index (self->hits, RcHit, i).id);
      if (rc_search_step (find, &failed, error))
        take_row (self, find, g_array_index (self->hits, RcHit, i).tier);
      else if (failed)
        return FALSE;
      sqlite3_reset (find);
    }
  return TRUE;
}

static gboolean
is_few (sqlite3 *db, GArray *hits)
{
  RC_AUTO_STATEMENT *count = rc_search_prepare (db, "SELECT count(*) FROM search_entry", NULL);

  return count != NULL && sqlite3_step (count) == SQLITE_ROW
         && (gint64) hits->len * WALK_SHARE < sqlite3_column_int64 (count, 0);
}

static RcSearchAnswer *
answer (Run *self, const RcTyped *typed, GError **error)
{
  const RcSearchQuery *query = self->query;
  g_autoptr (RcSearchAnswer) answer = g_new0 (RcSearchAnswer, 1);
  g_autoptr (GError) problem = NULL;

  self->hits = rc_hits_new (self->db, typed, query->limit > 0 && query->sort == RC_SORT_RELEVANCE, &problem);
  if (problem == NULL)
    self->excluded = rc_hits_new_excluded (self->db, typed, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (self->hits != NULL && is_few (self->db, self->hits) ? !look_rows_up (self, error) : !walk_rows (self, error))
    return NULL;
  answer->total = rc_tally_get_total (self->tally);
  answer->ids = query->sort == RC_SORT_TITLE
                  ? rc_order_by_title (self->db, self->ranks, query->offset, query->limit, error)
                  : rc_order_by_rank (self->ranks, query->offset, query->limit);
  if (answer->ids == NULL || (query->facets && !rc_tally_take_facets (self->tally, answer->facets, error)))
    return NULL;
  answer->understood = answer->ids->len > 0
                         ? rc_understood_new (self->db, typed, g_array_index (answer->ids, gint64, 0), error)
                         : g_strdup ("");
  if (answer->understood == NULL)
    return NULL;
  return g_steal_pointer (&answer);
}

static RcSearchAnswer *
run (sqlite3 *db, const RcSearchQuery *query, GError **error)
{
  g_autoptr (RcTyped) typed = rc_typed_new (query->text);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (RcTally) tally = rc_tally_new (db, query, typed, now, error);
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (RcRank));
  g_autoptr (RcClosings) closings = rc_closings_new (now);
  Run self = { .db = db, .query = query, .tally = tally, .ranks = ranks, .now = now, .closings = closings };
  RcSearchAnswer *found;

  if (tally == NULL)
    return NULL;
  found = answer (&self, typed, error);
  g_clear_pointer (&self.hits, g_array_unref);
  g_clear_pointer (&self.excluded, g_array_unref);
  return found;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer db)
{
  sqlite3_interrupt (db);
}

RcSearchAnswer *
rc_search_run (sqlite3 *db, const RcSearchQuery *query, GCancellable *cancellable, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  RC_AUTO_STATEMENT *guard = NULL;
  RcSearchAnswer *found = NULL;
  gulong handler = 0;
  gboolean failed;

  g_return_val_if_fail (db != NULL && query != NULL && query->text != NULL, NULL);

  /* Left standing on its first row until the end: so all statements read one snapshot, and an interrupt that comes
   * between two of them is not forgotten. */
  guard = rc_search_prepare (db, "SELECT count (*) FROM sqlite_schema UNION ALL SELECT 0", error);
  if (guard == NULL || !rc_search_step (guard, &failed, error))
    return NULL;
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), db, NULL);
  found = run (db, query, error);
  g_cancellable_disconnect (cancellable, handler);
  if (found != NULL)
    found->milliseconds = (double) (g_get_monotonic_time () - start) / 1000.0;
  return found;
}
