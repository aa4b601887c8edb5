/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many records subjects have. */
#define G_LOG_DOMAIN "rc-search"

#include "search/part.h"
#include "search/sql.h"
#include "search/subjects.h"

/* Subjects between two looks at the cancellable. */
#define CANCEL_STEP 64

static gboolean
read_values (sqlite3_stmt *select, gint64 subject, GArray *values, GError **error)
{
  gboolean failed;

  g_array_set_size (values, 0);
  sqlite3_bind_int64 (select, 1, subject);
  sqlite3_bind_int (select, 2, RC_VALUES_SUBJECT);
  while (rc_search_step (select, &failed, error))
    {
      guint32 value = (guint32) sqlite3_column_int64 (select, 0);

      g_array_append_val (values, value);
    }
  sqlite3_reset (select);
  return !failed;
}

static guint64
count_part (RcPart *part, const GArray *values, const RcBits *visible)
{
  g_autoptr (RcBits) bits = rc_part_new_set (part);

  rc_part_add_values (part, values, bits);
  rc_bits_and (bits, visible);
  return rc_bits_count (bits);
}

static gboolean
count_all (const RcSnapshot *snapshot, const GArray *subjects, GArray *counts, GCancellable *cancellable, GError **error)
{
  RC_AUTO_STATEMENT *select
    = rc_search_prepare (snapshot->db, "SELECT value FROM search_match WHERE subject = ?1 AND facet = ?2 AND whole", error);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (RcPart) delta = rc_part_new (snapshot, FALSE);
  g_autoptr (RcPart) file = snapshot->file != NULL ? rc_part_new (snapshot, TRUE) : NULL;
  g_autoptr (RcBits) in_delta = rc_part_new_all (delta, FALSE);
  g_autoptr (RcBits) in_file = file != NULL ? rc_part_new_all (file, FALSE) : NULL;

  for (guint i = 0; select != NULL && i < subjects->len; i++)
    {
      guint64 *count = &g_array_index (counts, guint64, i);

      if ((i % CANCEL_STEP == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
          || !read_values (select, g_array_index (subjects, gint64, i), values, error))
        return FALSE;
      if (values->len > 0)
        *count = count_part (delta, values, in_delta) + (file != NULL ? count_part (file, values, in_file) : 0);
    }
  return select != NULL;
}

GArray *
rc_search_count_subjects (sqlite3 *db, const GArray *subjects, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) counts = NULL;
  RC_AUTO_STATEMENT *guard = NULL;
  RcSnapshot *snapshot;
  gboolean failed;

  g_return_val_if_fail (db != NULL && subjects != NULL, NULL);

  /* Left standing on its first row until the end: so all statements read one state of the tables. */
  guard = rc_search_prepare (db, "SELECT count (*) FROM sqlite_schema UNION ALL SELECT 0", error);
  if (guard == NULL || !rc_search_step (guard, &failed, error))
    return NULL;
  snapshot = rc_snapshot_get (db, TRUE, cancellable, error);
  if (snapshot == NULL)
    return NULL;
  counts = g_array_new (FALSE, TRUE, sizeof (guint64));
  g_array_set_size (counts, subjects->len);
  return count_all (snapshot, subjects, counts, cancellable, error) ? g_steal_pointer (&counts) : NULL;
}
