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

/* Of so many records an undo keeps what it removes, so that it can be taken back itself; more are imported again. */
#define RC_MAX_BROUGHT_BACK 100000

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
mark_undone (RcDatabase *db, gint64 batch, gint64 record, RcBatchKind *kind, GError **error)
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
  if (rc_statement_get_int (select, 1) != 0)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT, _ ("Import %" PRId64 " was taken back already"), batch);
      return NULL;
    }
  label = rc_statement_dup_text (select, 0);
  *kind = (RcBatchKind) rc_statement_get_int (select, 2);
  /* One record out of it leaves the rest as it stands. */
  if (record != 0)
    return g_steal_pointer (&label);
  rc_statement_bind_int (update, 1, batch);
  if (!rc_statement_run (update, error))
    return NULL;
  return g_steal_pointer (&label);
}

/* Newest first, so that what was made last goes first; `record` 0: all but those that were taken back one by one. */
static GArray *
list_touched (RcDatabase *db, gint64 batch, gint64 record, GError **error)
{
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (RcTouched));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT record, min (id), max (id) FROM revision WHERE batch = ?1 AND ?2 IN (0, record) "
                             "AND record NOT IN (SELECT t.record FROM taken_back t JOIN batch b ON b.id = t.undo "
                             "WHERE t.batch = ?1 AND NOT b.undone) GROUP BY record ORDER BY max (id) DESC",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, batch);
  rc_statement_bind_int (select, 2, record);
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

/* NULL: there is no record. */
static gboolean
is_same (GBytes *before, GBytes *now)
{
  return before != NULL && now != NULL ? rc_snapshot_equal (before, now) : before == now;
}

/* A later batch may have changed the record and been taken back since: what counts is whether the record is now what that
 * batch found, which may be none. One that another was joined to stands for both, whatever it says. `id` (of a later batch): 0 when it is
 * unchanged. */
static gboolean
find_later_change (RcDatabase *db, gint64 batch, const RcTouched *touched, gint64 *later, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) now = NULL;

  *later = 0;
  select = rc_statement_new (db,
                             "SELECT r.batch, r.before, r.id, b.kind = 7 AND NOT b.undone FROM revision r JOIN batch b ON b.id = r.batch "
                             "WHERE r.record = ? AND r.id > ? AND r.batch <> ? ORDER BY 4 DESC, r.id LIMIT 1",
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
  if (rc_statement_get_int (select, 2) < touched->last || rc_statement_get_int (select, 3) != 0 || !is_same (before, now))
    *later = rc_statement_get_int (select, 0);
  return TRUE;
}

/* A record that the batch added goes; so that this can be taken back, too, it is kept how it was, but for what hangs on files that
 * go with it. */
static gboolean
remove_added (RcDatabase *db, gint64 undo, gint64 record, gboolean keep, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GBytes) before = NULL;

  select = rc_statement_new (db,
                             "SELECT kind IN (1, 4) AND NOT EXISTS (SELECT 1 FROM document d WHERE d.record = r.id) "
                             "FROM record r WHERE id = ?",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, record);
  if (!rc_statement_step (select, error))
    return FALSE;
  keep = keep && rc_statement_get_int (select, 0) != 0;
  before = keep ? rc_snapshot_take (db, record, error) : NULL;
  if (keep && before == NULL)
    return FALSE;
  return rc_revision_add (db, undo, record, RC_REVISION_REMOVED, before, NULL, error) && rc_record_delete (db, record, error);
}

/* Names what is left as it is. */
static void G_GNUC_PRINTF (2, 3)
report_kept (RcUndoReport *report, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  report->kept++;
  g_ptr_array_add (report->problems, rc_problem_new (NULL, 0, NULL, message));
}

/* What the batch did with a record. */
typedef struct
{
  RcRevisionWhat what;
  GBytes *before; /* (owned) (nullable) */
  GBytes *texts;  /* (owned) (nullable) */
} RcDone;

static void
done_clear (RcDone *self)
{
  g_clear_pointer (&self->before, g_bytes_unref);
  g_clear_pointer (&self->texts, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcDone, done_clear)

static gboolean
load_done (RcDatabase *db, gint64 revision, RcDone *done, GError **error)
{
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT before, texts, what FROM revision WHERE id = ?", error);

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, revision);
  if (!rc_statement_step (select, error))
    return FALSE;
  done->before = rc_statement_dup_bytes (select, 0);
  done->texts = rc_statement_dup_bytes (select, 1);
  done->what = (RcRevisionWhat) rc_statement_get_int (select, 2);
  return TRUE;
}

static gboolean
restore (RcDatabase *db, gint64 undo, const RcTouched *touched, gboolean keep, RcUndoReport *report, GError **error)
{
  g_auto (RcDone) done = { 0 };
  gboolean has = FALSE;

  if (!load_done (db, touched->first, &done, error) || !rc_record_has_row (db, touched->record, &has, error))
    return FALSE;
  if (!has && done.before == NULL)
    {
      report_kept (report, _ ("record %" PRId64 " was not kept and cannot be brought back; import its file again"), touched->record);
      return TRUE;
    }
  if (done.before == NULL)
    {
      report->removed++;
      return remove_added (db, undo, touched->record, keep, error);
    }
  report->restored++;
  if (!has)
    return rc_revision_add (db, undo, touched->record, RC_REVISION_ADDED, NULL, NULL, error) &&
           rc_snapshot_restore (db, touched->record, done.before, error);
  return rc_revision_add_change (db, undo, touched->record, RC_REVISION_CHANGED, error) &&
         (done.texts == NULL || rc_page_texts_restore (db, done.texts, error)) &&
         rc_snapshot_restore (db, touched->record, done.before, error);
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
note_taken_back (RcDatabase *db, gint64 undo, gint64 batch, gint64 record, GError **error)
{
  g_autoptr (RcStatement) insert = rc_statement_new (db, "INSERT INTO taken_back (undo, batch, record) VALUES (?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, 1, undo);
  rc_statement_bind_int (insert, 2, batch);
  rc_statement_bind_int (insert, 3, record);
  return rc_statement_run (insert, error);
}

/* What `undo` took back stands again. CONFLICT where that cannot be: the thesaurus, two records made one, and what an older version
 * of the program took back. */
static gboolean
let_stand_again (RcDatabase *db, gint64 undo, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (RcStatement) update = NULL;

  select = rc_statement_new (db,
                             "SELECT t.batch FROM taken_back t JOIN batch b ON b.id = t.batch WHERE t.undo = ? AND b.kind NOT IN (6, 7)",
                             error);
  update = select != NULL ? rc_statement_new (db,
                                              "UPDATE batch SET undone = 0 WHERE id = (SELECT batch FROM taken_back WHERE "
                                              "undo = ? AND record = 0)",
                                              error)
                          : NULL;
  if (update == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, undo);
  if (rc_statement_step (select, &local_error))
    {
      rc_statement_bind_int (update, 1, undo);
      return rc_statement_run (update, error);
    }
  if (local_error == NULL)
    g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT,
                 _ ("%" PRId64 " took another import back; that cannot be taken back"), undo);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The tree that a disc had before it was captured again is gone, and so is the image, which is as large as a disc. */
static gboolean
check_captured_once (RcDatabase *db, const GArray *touched, GError **error)
{
  g_auto (RcDone) done = { 0 };

  if (touched->len == 0)
    return TRUE;
  if (!load_done (db, g_array_index (touched, RcTouched, 0).first, &done, error))
    return FALSE;
  if (done.before == NULL)
    return TRUE;
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT,
               /* Translators: the librarian asked to take back that a disc was captured again. */
               _ ("Disc %" PRId64 " was captured again, and the image and the list of files it had before were not kept: capture the disc or "
                  "image that it had then once more. Its record was not touched"),
               g_array_index (touched, RcTouched, 0).record);
  return FALSE;
}

static char *
make_label (RcBatchKind kind, const char *label, gint64 record)
{
  if (record != 0)
    return g_strdup_printf (_ ("Taken back: record %" PRId64 " of %s"), record, label);
  return g_strdup_printf (kind == RC_BATCH_UNDO ? _ ("Brought back: %s") : _ ("Taken back: %s"), label);
}

static gboolean
undo_one (RcDatabase *db, gint64 batch, gint64 undo, RcBatchKind kind, const RcTouched *one, gboolean keep, RcUndoReport *report,
          GError **error)
{
  gint64 later = 0;

  if (!find_later_change (db, batch, one, &later, error))
    return FALSE;
  if (later == 0)
    return restore (db, undo, one, keep, report, error);
  /* Half of two records would have copies of the other one. */
  if (kind == RC_BATCH_JOIN)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT,
                   _ ("Record %" PRId64 " was changed again by batch %" PRId64 "; take that back first"), one->record, later);
      return FALSE;
    }
  report_kept (report, _ ("record %" PRId64 " was changed again by batch %" PRId64 " and is left as it is"), one->record, later);
  return TRUE;
}

/* `record` 0: all of the batch. */
static gboolean
undo_all (RcDatabase *db, gint64 batch, gint64 record, RcUndoReport *report, GError **error)
{
  RcBatchKind kind = RC_BATCH_IMPORT;
  g_autofree char *label = mark_undone (db, batch, record, &kind, error);
  g_autofree char *why = label != NULL ? make_label (kind, label, record) : NULL;
  g_autoptr (GArray) touched = label != NULL ? list_touched (db, batch, record, error) : NULL;
  gint64 undo = touched != NULL ? rc_batch_begin (db, RC_BATCH_UNDO, why, NULL, error) : 0;
  gboolean keep;

  if (undo == 0 || !note_taken_back (db, undo, batch, record, error) ||
      (kind == RC_BATCH_UNDO && record == 0 && !let_stand_again (db, batch, error)))
    return FALSE;
  if (kind == RC_BATCH_CAPTURE && !check_captured_once (db, touched, error))
    return FALSE;
  if (kind == RC_BATCH_THESAURUS && record == 0)
    return rc_subjects_restore (db, batch, report, error);
  if (record != 0 && (touched->len == 0 || kind == RC_BATCH_UNDO || kind == RC_BATCH_JOIN))
    {
      g_set_error (error, RC_CATALOGUE_ERROR, touched->len == 0 ? RC_CATALOGUE_ERROR_NOT_FOUND : RC_CATALOGUE_ERROR_CONFLICT,
                   touched->len == 0 ? _ ("Record %" PRId64 " is not one of import %" PRId64 ", or was taken back already")
                                     : _ ("Record %" PRId64 " of batch %" PRId64 " cannot be taken back alone"),
                   record, batch);
      return FALSE;
    }
  keep = touched->len <= RC_MAX_BROUGHT_BACK;
  for (guint i = 0; i < touched->len; i++)
    if (!undo_one (db, batch, undo, kind, &g_array_index (touched, RcTouched, i), keep, report, error))
      return FALSE;
  return keep || drop_raw (db, batch, error);
}

static RcUndoReport *
undo_in_transaction (RcDatabase *db, gint64 batch, gint64 record, GError **error)
{
  g_autoptr (RcUndoReport) report = g_new0 (RcUndoReport, 1);

  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  if (!rc_database_begin (db, error))
    return NULL;
  if (!undo_all (db, batch, record, report, error))
    {
      rc_database_rollback (db);
      return NULL;
    }
  if (!rc_database_commit (db, error))
    return NULL;
  return g_steal_pointer (&report);
}

RcUndoReport *
rc_batch_undo (RcDatabase *db, gint64 batch, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return undo_in_transaction (db, batch, 0, error);
}

RcUndoReport *
rc_batch_undo_record (RcDatabase *db, gint64 batch, gint64 record, GError **error)
{
  g_return_val_if_fail (db != NULL && record > 0, NULL);

  return undo_in_transaction (db, batch, record, error);
}
