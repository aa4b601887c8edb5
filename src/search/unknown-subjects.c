/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that are filed under headings the thesaurus does not know. */
#define G_LOG_DOMAIN "rc-search"

#include "search/part.h"
#include "search/sql.h"
#include "search/subjects.h"

/* Records between two looks at the cancellable. */
#define CANCEL_STEP 65536u

/* One byte a value: whether it is a heading of a subject that no label of the thesaurus is, not even in part. */
static guint8 *
find_unknown (const RcSnapshot *snapshot, GError **error)
{
  RC_AUTO_STATEMENT *select = rc_search_prepare (snapshot->db, "SELECT value FROM search_match WHERE facet = ?1", error);
  g_autofree guint8 *unknown = g_new0 (guint8, snapshot->n_values);
  const GArray *headings = snapshot->values[RC_VALUES_SUBJECT];
  gboolean failed;

  if (select == NULL)
    return NULL;
  for (guint i = 0; i < headings->len; i++)
    if (g_array_index (headings, guint32, i) < snapshot->n_values)
      unknown[g_array_index (headings, guint32, i)] = 1;
  sqlite3_bind_int (select, 1, RC_VALUES_SUBJECT);
  while (rc_search_step (select, &failed, error))
    if (sqlite3_column_int64 (select, 0) < snapshot->n_values)
      unknown[sqlite3_column_int64 (select, 0)] = 0;
  return failed ? NULL : g_steal_pointer (&unknown);
}

static gboolean
has_one (const guint8 *unknown, guint32 n_unknown, const guint32 *values, guint32 n_values)
{
  for (guint32 i = 0; i < n_values; i++)
    if (values[i] < n_unknown && unknown[values[i]] != 0)
      return TRUE;
  return FALSE;
}

static gboolean
row_has_one (const RcIndexFile *file, guint32 id, const guint8 *unknown, guint32 n_unknown)
{
  guint32 values[RC_ROW_MAX_VALUES], n_more;
  const guint32 *more;
  guint n = rc_index_file_get_row (file, id, values, &more, &n_more);

  return has_one (unknown, n_unknown, values, n) || has_one (unknown, n_unknown, more, n_more);
}

static gboolean
is_unknown (const RcPart *part, guint32 number, const guint8 *unknown)
{
  const RcSnapshot *snapshot = part->snapshot;
  const guint32 *values;
  guint32 n_values;

  if (part->of_file)
    return row_has_one (snapshot->file, number, unknown, snapshot->n_values);
  values = rc_delta_get_values (snapshot->delta, number, &n_values);
  return has_one (unknown, snapshot->n_values, values, n_values);
}

static gboolean
add_records (const RcPart *part, const guint8 *unknown, GArray *ids, GCancellable *cancellable, GError **error)
{
  const RcBits *live = rc_part_get_live (part);
  guint n_seen = 0;

  for (guint32 number = 0; rc_bits_next (live, number, &number); number++)
    {
      if (n_seen++ % CANCEL_STEP == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (is_unknown (part, number, unknown))
        {
          gint64 id = rc_part_get_id (part, number);

          g_array_append_val (ids, id);
        }
    }
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const gint64 *one = a, *other = b;

  return *one < *other ? -1 : *one > *other;
}

GArray *
rc_search_list_unknown_subjects (sqlite3 *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RcPart) file = NULL;
  g_autoptr (RcPart) delta = NULL;
  g_autofree guint8 *unknown = NULL;
  RC_AUTO_STATEMENT *guard = NULL;
  RcSnapshot *snapshot;
  gboolean failed;

  g_return_val_if_fail (db != NULL, NULL);

  /* Left standing on its first row until the end: so all statements read one state of the tables. */
  guard = rc_search_prepare (db, "SELECT count (*) FROM sqlite_schema UNION ALL SELECT 0", error);
  if (guard == NULL || !rc_search_step (guard, &failed, error))
    return NULL;
  snapshot = rc_snapshot_get (db, TRUE, cancellable, error);
  if (snapshot == NULL)
    return NULL;
  /* Without a thesaurus nothing is unknown to it. */
  if (snapshot->subjects == 0)
    return g_steal_pointer (&ids);
  unknown = find_unknown (snapshot, error);
  if (unknown == NULL)
    return NULL;
  file = snapshot->file != NULL ? rc_part_new (snapshot, TRUE) : NULL;
  delta = rc_part_new (snapshot, FALSE);
  if ((file != NULL && !add_records (file, unknown, ids, cancellable, error)) || !add_records (delta, unknown, ids, cancellable, error))
    return NULL;
  g_array_sort (ids, compare_ids);
  return g_steal_pointer (&ids);
}
