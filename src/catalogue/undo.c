/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A batch taken back: every record as it was before, but those that somebody has changed since. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/batches.h"
#include "catalogue/database-private.h"
#include "catalogue/page-texts.h"
#include "catalogue/record-store.h"
#include "catalogue/snapshot.h"
#include "catalogue/subjects-index.h"
#include "record/problem.h"

/* One record of the batch. */
typedef struct
{
  gint64 record;
  gint64 first, last; /* ids of the batch's revisions of it */
} RcTouched;

void
rc_undo_report_free (RcUndoReport *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

/* Sets the batch's mark; CONFLICT when it was set, NOT_FOUND when there is no such batch. Returns its label. */
static char *
mark_undone (RcDatabase *db, gint64 batch, RcBatchKind *kind, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (RcStatement) update = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *label = NULL;

  select = rc_statement_new (db, "SELECT label, undone, kind FROM batch WHERE id = ?", error);
  update = select != NULL ? rc_statement_new (db, "UPDATE batch SET undone = 1 WHERE id = ?", error) : NULL;
  if (update == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, batch);
  if (!rc_statement_step (select, &local_error))
    {
      if (local_error == NULL)
        g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no import %" PRId64), batch);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (rc_statement_get_int (select, 1) != 0 || rc_statement_get_int (select, 2) == RC_BATCH_UNDO)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT,
                   rc_statement_get_int (select, 1) != 0 ? _ ("Import %" PRId64 " was taken back already")
                                                         : _ ("%" PRId64 " took another import back; that cannot be taken back"),
                   batch);
      return NULL;
    }
  label = rc_statement_dup_text (select, 0);
  *kind = (RcBatchKind) rc_statement_get_int (select, 2);
  rc_statement_bind_int (update, 1, batch);
  if (!rc_statement_run (update, error))
    return NULL;
  return g_steal_pointer (&label);
}

/* Newest first, so that what was made last goes first. */
static GArray *
list_touched (RcDatabase *db, gint64 batch, GError **error)
{
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (RcTouched));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT record, min (id), max (id) FROM revision WHERE batch = ? GROUP BY record "
                             "ORDER BY max (id) DESC",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, batch);
  while (rc_statement_step (select, &local_error))
    {
      RcTouched one = { rc_statement_get_int (select, 0), rc_statement_get_int (select, 1), rc_statement_get_int (select, 2) };

      g_array_append_val (touched, one);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&touched);
}

/* A later batch may have changed the record and been taken back since: what counts is whether the record is now what that
 * batch found. `id` (of a later batch): 0 when it is unchanged. */
static gboolean
find_later_change (RcDatabase *db, gint64 batch, const RcTouched *touched, gint64 *later, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) now = NULL;

  *later = 0;
  select = rc_statement_new (db,
                             "SELECT batch, before, id FROM revision WHERE record = ? AND id > ? AND batch <> ? "
                             "ORDER BY id LIMIT 1",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, touched->record);
  rc_statement_bind_int (select, 2, touched->first);
  rc_statement_bind_int (select, 3, batch);
  if (!rc_statement_step (select, &local_error))
    {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  now = rc_snapshot_take (db, touched->record, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  before = rc_statement_dup_bytes (select, 1);
  if (rc_statement_get_int (select, 2) < touched->last || before == NULL || now == NULL || !rc_snapshot_equal (before, now))
    *later = rc_statement_get_int (select, 0);
  return TRUE;
}

static gboolean
restore (RcDatabase *db, gint64 undo, const RcTouched *touched, RcUndoReport *report, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) texts = NULL;

  select = rc_statement_new (db, "SELECT before, texts FROM revision WHERE id = ?", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, touched->first);
  if (!rc_statement_step (select, error))
    return FALSE;
  before = rc_statement_dup_bytes (select, 0);
  texts = rc_statement_dup_bytes (select, 1);
  if (before == NULL)
    {
      report->removed++;
      return rc_revision_add (db, undo, touched->record, RC_REVISION_REMOVED, NULL, NULL, error) &&
             rc_record_delete (db, touched->record, error);
    }
  report->restored++;
  return rc_revision_add_change (db, undo, touched->record, RC_REVISION_CHANGED, error) &&
         (texts == NULL || rc_page_texts_restore (db, texts, error)) &&
         rc_snapshot_restore (db, touched->record, before, error);
}

static void
report_kept (RcUndoReport *report, gint64 record, gint64 later)
{
  g_autofree char *message = g_strdup_printf (_ ("record %" PRId64 " was changed again by batch %" PRId64 " and is left as it is"),
                                              record, later);

  report->kept++;
  g_ptr_array_add (report->problems, rc_problem_new (NULL, 0, NULL, message));
}

static gboolean
drop_raw (RcDatabase *db, gint64 batch, GError **error)
{
  g_autoptr (RcStatement) remove = NULL;

  remove = rc_statement_new (db, "DELETE FROM raw WHERE batch = ? AND record NOT IN (SELECT id FROM record)", error);
  if (remove == NULL)
    return FALSE;
  rc_statement_bind_int (remove, 1, batch);
  return rc_statement_run (remove, error);
}

static gboolean
undo_all (RcDatabase *db, gint64 batch, RcUndoReport *report, GError **error)
{
  RcBatchKind kind = RC_BATCH_IMPORT;
  g_autofree char *label = mark_undone (db, batch, &kind, error);
  g_autofree char *why = label != NULL ? g_strdup_printf (_ ("Taken back: %s"), label) : NULL;
  g_autoptr (GArray) touched = label != NULL ? list_touched (db, batch, error) : NULL;
  gint64 undo = touched != NULL ? rc_batch_begin (db, RC_BATCH_UNDO, why, NULL, error) : 0;

  if (undo == 0)
    return FALSE;
  if (kind == RC_BATCH_THESAURUS)
    return rc_subjects_restore (db, batch, report, error);
  for (guint i = 0; i < touched->len; i++)
    {
      const RcTouched *one = &g_array_index (touched, RcTouched, i);
      gint64 later = 0;

      if (!find_later_change (db, batch, one, &later, error))
        return FALSE;
      if (later != 0)
        report_kept (report, one->record, later);
      else if (!restore (db, undo, one, report, error))
        return FALSE;
    }
  return drop_raw (db, batch, error);
}

RcUndoReport *
rc_batch_undo (RcDatabase *db, gint64 batch, GError **error)
{
  g_autoptr (RcUndoReport) report = g_new0 (RcUndoReport, 1);

  g_return_val_if_fail (db != NULL, NULL);

  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  if (!rc_database_begin (db, error))
    return NULL;
  if (!undo_all (db, batch, report, error))
    {
      rc_database_rollback (db);
      return NULL;
    }
  if (!rc_database_commit (db, error))
    return NULL;
  return g_steal_pointer (&report);
}
