/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that somebody should look at: counted, listed, found right. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/entries.h"
#include "catalogue/quality.h"
#include "catalogue/quality-store.h"
#include "catalogue/record-store.h"
#include "search/subjects.h"

GPtrArray *
rc_quality_check_details (const RcRecordDetails *details)
{
  GPtrArray *findings;

  g_return_val_if_fail (details != NULL, NULL);

  if (details->record->marc == NULL || details->description == NULL)
    return g_ptr_array_new ();
  findings = rc_quality_find (details->record->marc, details->description, details->copies, rc_quality_get_this_year ());
  rc_quality_add_mojibake (details->record->marc, details->description, findings);
  return findings;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const gint64 *one = a, *other = b;

  return *one < *other ? -1 : *one > *other;
}

/* Sorted, each once. */
static void
tidy_ids (GArray *ids)
{
  guint n = 0;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (n == 0 || g_array_index (ids, gint64, n - 1) != g_array_index (ids, gint64, i))
      g_array_index (ids, gint64, n++) = g_array_index (ids, gint64, i);
  g_array_set_size (ids, n);
}

static gboolean
add_stored (RcDatabase *db, guint32 qualities, GArray *ids, GError **error)
{
  g_autoptr (RcStatement) select
      = rc_statement_new (db, "SELECT record FROM quality WHERE found & ? <> 0 ORDER BY record", error);

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, qualities);
  return rc_statement_add_ids (select, ids, error);
}

/* Copies of records that were removed keep their rows. */
static gboolean
add_repeated_barcodes (RcDatabase *db, GArray *ids, GError **error)
{
  g_autoptr (RcStatement) select
      = rc_statement_new (db,
                          "SELECT c.record FROM (SELECT barcode FROM copy WHERE barcode IS NOT NULL GROUP BY barcode HAVING count (*) > 1) t "
                          "JOIN copy c ON c.barcode = t.barcode JOIN record r ON r.id = c.record WHERE r.state <> 9 AND "
                          "(SELECT count (*) FROM copy o JOIN record p ON p.id = o.record WHERE o.barcode = t.barcode AND p.state <> 9) > 1",
                          error);

  return select != NULL && rc_statement_add_ids (select, ids, error);
}

static gboolean
add_unknown_subjects (RcDatabase *db, GArray *ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) unknown = rc_search_list_unknown_subjects (rc_database_get_handle (db), cancellable, error);

  if (unknown == NULL)
    return FALSE;
  g_array_append_vals (ids, unknown->data, unknown->len);
  return TRUE;
}

/* What a source does not offer any more stays: somebody may hold the book. */
static gboolean
add_gone (RcDatabase *db, GArray *ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) gone = rc_entries_list_withdrawn (db, cancellable, error);

  if (gone == NULL)
    return FALSE;
  g_array_append_vals (ids, gone->data, gone->len);
  return TRUE;
}

static gboolean
add_beside (RcDatabase *db, RcQuality quality, GArray *ids, GCancellable *cancellable, GError **error)
{
  if (quality == RC_QUALITY_REPEATED_BARCODE)
    return add_repeated_barcodes (db, ids, error);
  return quality == RC_QUALITY_GONE ? add_gone (db, ids, cancellable, error) : add_unknown_subjects (db, ids, cancellable, error);
}

/* Takes away those that somebody found right. `ids` are tidy. */
static gboolean
drop_accepted (RcDatabase *db, RcQuality quality, GArray *ids, GError **error)
{
  g_autoptr (GArray) accepted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RcStatement) select
      = rc_statement_new (db, "SELECT record FROM quality WHERE accepted & ? <> 0 ORDER BY record", error);
  guint n = 0, at = 0;

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, RC_QUALITY_BIT (quality));
  if (!rc_statement_add_ids (select, accepted, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      while (at < accepted->len && g_array_index (accepted, gint64, at) < id)
        at++;
      if (at == accepted->len || g_array_index (accepted, gint64, at) != id)
        g_array_index (ids, gint64, n++) = id;
    }
  g_array_set_size (ids, n);
  return TRUE;
}

/* The records of one class that is seen beside others only; NULL with `error`. */
static GArray *
list_beside (RcDatabase *db, RcQuality quality, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!add_beside (db, quality, ids, cancellable, error))
    return NULL;
  tidy_ids (ids);
  return drop_accepted (db, quality, ids, error) ? g_steal_pointer (&ids) : NULL;
}

GArray *
rc_quality_list (RcDatabase *db, guint32 qualities, GCancellable *cancellable, GError **error)
{
  static const RcQuality beside[] = { RC_QUALITY_REPEATED_BARCODE, RC_QUALITY_UNKNOWN_SUBJECT, RC_QUALITY_GONE };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (db != NULL, NULL);

  if (!add_stored (db, qualities, ids, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    if ((qualities & RC_QUALITY_BIT (beside[i])) != 0)
      {
        g_autoptr (GArray) more = list_beside (db, beside[i], cancellable, error);

        if (more == NULL)
          return NULL;
        g_array_append_vals (ids, more->data, more->len);
      }
  if ((qualities & RC_QUALITY_BESIDE) != 0)
    tidy_ids (ids);
  return g_steal_pointer (&ids);
}

/* Those that are stored. */
static gboolean
count_stored (RcDatabase *db, RcQualityCounts *counts, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT found FROM quality", error);

  if (select == NULL)
    return FALSE;
  while (rc_statement_step (select, &local_error))
    {
      guint32 found = (guint32) rc_statement_get_int (select, 0);

      counts->n_wrong += (found & RC_QUALITY_WRONG) != 0;
      for (; found != 0; found &= found - 1)
        counts->n[MIN (__builtin_ctz (found), RC_N_QUALITIES - 1)]++;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* How many of the records have nothing wrong but this. */
static gboolean
count_no_other (RcDatabase *db, GArray *ids, guint64 *n, GError **error)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint at = 0;

  if (ids->len > 0 && !add_stored (db, RC_QUALITY_WRONG, others, error))
    return FALSE;
  *n = 0;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      while (at < others->len && g_array_index (others, gint64, at) < id)
        at++;
      *n += at == others->len || g_array_index (others, gint64, at) != id;
    }
  return TRUE;
}

gboolean
rc_quality_count (RcDatabase *db, RcQualityCounts *counts, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) repeated = NULL;
  g_autoptr (GArray) unknown = NULL;
  g_autoptr (GArray) gone = NULL;
  guint64 n_more = 0;

  g_return_val_if_fail (db != NULL && counts != NULL, FALSE);

  *counts = (RcQualityCounts) { 0 };
  if (!count_stored (db, counts, error))
    return FALSE;
  repeated = list_beside (db, RC_QUALITY_REPEATED_BARCODE, cancellable, error);
  unknown = repeated != NULL ? list_beside (db, RC_QUALITY_UNKNOWN_SUBJECT, cancellable, error) : NULL;
  gone = unknown != NULL ? list_beside (db, RC_QUALITY_GONE, cancellable, error) : NULL;
  if (gone == NULL)
    return FALSE;
  counts->n[RC_QUALITY_REPEATED_BARCODE] = repeated->len;
  counts->n[RC_QUALITY_UNKNOWN_SUBJECT] = unknown->len;
  counts->n[RC_QUALITY_GONE] = gone->len;
  g_array_append_vals (repeated, gone->data, gone->len);
  tidy_ids (repeated);
  if (!count_no_other (db, repeated, &n_more, error))
    return FALSE;
  counts->n_wrong += n_more;
  return TRUE;
}

gboolean
rc_quality_accept (RcDatabase *db, gint64 batch, gint64 record, guint32 qualities, GError **error)
{
  g_autoptr (RcStatement) put = NULL;

  g_return_val_if_fail (db != NULL && batch > 0, FALSE);

  if (!rc_revision_add_change (db, batch, record, RC_REVISION_ACCEPTED, error))
    return FALSE;
  put = rc_statement_new (db,
                          "INSERT INTO quality (record, found, accepted) VALUES (?1, 0, ?2) ON CONFLICT (record) DO UPDATE "
                          "SET found = found & ~?2, accepted = accepted | ?2",
                          error);
  if (put == NULL)
    return FALSE;
  rc_statement_bind_int (put, 1, record);
  rc_statement_bind_int (put, 2, qualities);
  return rc_statement_run (put, error);
}
