/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four orders. A page is picked out of the hits without sorting all of them. */
#define G_LOG_DOMAIN "rc-search"

#include "search/order.h"

#include <string.h>

#include "search/sql.h"

/* Fewer hits than one in so many records: look up their titles instead of walking all titles. */
#define WALK_SHARE 12

enum
{
  OPEN_GRANT,
  NO_DEADLINE,
  CLOSED_GRANT,
};

static guint64
newest_first (const RcEntryRow *row)
{
  const gint64 most = (1ll << 48) - 1;

  return ((guint64) (9999 - CLAMP (row->year, 0, 9999)) << 48) | (guint64) (most - CLAMP (row->added, 0, most));
}

RcRank
rc_rank_new (const RcEntryRow *row, RcSort sort, guint tier, RcClosings *closings, gint64 now)
{
  gboolean closed = row->deadline != 0 && row->deadline <= now;
  RcRank rank = { .minor = newest_first (row), .id = row->id };

  switch (sort)
    {
    case RC_SORT_RELEVANCE:
      rank.major = (closed ? 1000 : 0) + tier;
      break;
    case RC_SORT_DEADLINE:
      rank.major = closed ? CLOSED_GRANT : row->deadline == 0 ? NO_DEADLINE : OPEN_GRANT;
      if (rank.major == OPEN_GRANT)
        rank.minor = (guint64) rc_closings_get_next (closings, row->closings, row->deadline);
      else if (rank.major == CLOSED_GRANT)
        rank.minor = (guint64) (G_MAXINT64 - MAX (row->deadline, 0));
      break;
    case RC_SORT_NEWEST:
    case RC_SORT_TITLE:
    default:
      rank.major = closed;
      break;
    }
  return rank;
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const RcRank *one = a, *other = b;

  if (one->major != other->major)
    return one->major < other->major ? -1 : 1;
  if (one->minor != other->minor)
    return one->minor < other->minor ? -1 : 1;
  return one->id > other->id ? -1 : one->id < other->id;
}

static void
sift_down (RcRank *heap, guint n, guint at)
{
  for (guint child = 2 * at + 1; child < n; at = child, child = 2 * at + 1)
    {
      RcRank swap = heap[at];

      if (child + 1 < n && compare_ranks (&heap[child + 1], &heap[child]) > 0)
        child++;
      if (compare_ranks (&heap[child], &heap[at]) <= 0)
        return;
      heap[at] = heap[child];
      heap[child] = swap;
    }
}

/* Brings the `wanted` lowest to the front: a heap of them with the highest on top, which whatever is lower replaces. */
static void
select_lowest (GArray *ranks, guint wanted)
{
  RcRank *heap = (RcRank *) (void *) ranks->data;

  for (guint i = wanted / 2; i-- > 0;)
    sift_down (heap, wanted, i);
  for (guint i = wanted; i < ranks->len; i++)
    if (compare_ranks (&heap[i], &heap[0]) < 0)
      {
        heap[0] = heap[i];
        sift_down (heap, wanted, 0);
      }
  g_array_set_size (ranks, wanted);
}

GArray *
rc_order_by_rank (GArray *ranks, guint offset, guint limit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint64 end = MIN ((guint64) offset + limit, ranks->len);

  if (end > 0 && end < ranks->len / 4)
    select_lowest (ranks, (guint) end);
  if (end > offset)
    g_array_sort (ranks, compare_ranks);
  for (guint i = offset; i < end; i++)
    g_array_append_val (ids, g_array_index (ranks, RcRank, i).id);
  return ids;
}

typedef struct
{
  gint64 id;
  GBytes *key; /* (owned) */
} Titled;

static void
titled_clear (gpointer data)
{
  g_bytes_unref (((Titled *) data)->key);
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const Titled *one = a, *other = b;
  int order = g_bytes_compare (one->key, other->key);

  return order != 0 ? order : one->id < other->id ? -1 : one->id > other->id;
}

static GArray *
look_titles_up (sqlite3 *db, GArray *ranks, guint offset, guint limit, GError **error)
{
  RC_AUTO_STATEMENT *find = rc_search_prepare (db, "SELECT key FROM search_title WHERE id = ?1", error);
  g_autoptr (GArray) titles = g_array_sized_new (FALSE, FALSE, sizeof (Titled), ranks->len);
  GArray *ids;
  gboolean failed;

  if (find == NULL)
    return NULL;
  g_array_set_clear_func (titles, titled_clear);
  for (guint i = 0; i < ranks->len; i++)
    {
      Titled title = { .id = g_array_index (ranks, RcRank, i).id };

      sqlite3_bind_int64 (find, 1, title.id);
      if (rc_search_step (find, &failed, error))
        {
          title.key = g_bytes_new (sqlite3_column_blob (find, 0), (gsize) sqlite3_column_bytes (find, 0));
          g_array_append_val (titles, title);
        }
      else if (failed)
        return NULL;
      sqlite3_reset (find);
    }
  g_array_sort (titles, compare_titles);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = offset; i < titles->len && i - offset < limit; i++)
    g_array_append_val (ids, g_array_index (titles, Titled, i).id);
  return ids;
}

static gboolean
has_id (GArray *ranks, gint64 id)
{
  guint low = 0, high = ranks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint64 there = g_array_index (ranks, RcRank, middle).id;

      if (there == id)
        return TRUE;
      if (there < id)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static GArray *
walk_titles (sqlite3 *db, GArray *ranks, guint offset, guint limit, GError **error)
{
  RC_AUTO_STATEMENT *walk = rc_search_prepare (db, "SELECT id FROM search_title ORDER BY key, id", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint64 end = MIN ((guint64) offset + limit, ranks->len);
  gboolean failed = FALSE;

  if (walk == NULL)
    return NULL;
  for (guint64 n = 0; n < end && rc_search_step (walk, &failed, error);)
    {
      gint64 id = sqlite3_column_int64 (walk, 0);

      if (has_id (ranks, id) && n++ >= offset)
        g_array_append_val (ids, id);
    }
  return failed ? NULL : g_steal_pointer (&ids);
}

static GArray *
order_titles (sqlite3 *db, GArray *ranks, guint offset, guint limit, GError **error)
{
  RC_AUTO_STATEMENT *count = rc_search_prepare (db, "SELECT count(*) FROM search_entry", error);
  gboolean failed;

  if (count == NULL || !rc_search_step (count, &failed, error))
    return NULL;
  if ((gint64) ranks->len * WALK_SHARE < sqlite3_column_int64 (count, 0))
    return look_titles_up (db, ranks, offset, limit, error);
  return walk_titles (db, ranks, offset, limit, error);
}

static GArray *
take_major (GArray *ranks, gboolean closed)
{
  GArray *some = g_array_new (FALSE, FALSE, sizeof (RcRank));

  for (guint i = 0; i < ranks->len; i++)
    if ((g_array_index (ranks, RcRank, i).major != 0) == closed)
      g_array_append_val (some, g_array_index (ranks, RcRank, i));
  return some;
}

GArray *
rc_order_by_title (sqlite3 *db, GArray *ranks, guint offset, guint limit, GError **error)
{
  g_autoptr (GArray) open = take_major (ranks, FALSE);
  g_autoptr (GArray) closed = take_major (ranks, TRUE);
  g_autoptr (GArray) ids = order_titles (db, open, offset, limit, error);
  g_autoptr (GArray) last = NULL;

  if (ids == NULL || ids->len == limit || closed->len == 0)
    return g_steal_pointer (&ids);
  last = order_titles (db, closed, offset - MIN (offset, open->len), limit - ids->len, error);
  if (last == NULL)
    return NULL;
  if (last->len > 0)
    g_array_append_vals (ids, last->data, last->len);
  return g_steal_pointer (&ids);
}
