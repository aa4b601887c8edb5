/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record from elsewhere, as an import of its own. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include "import/import-item.h"
#include "import/take.h"

static void
count (RcImportReport *report, RcOutcome outcome)
{
  report->read = 1;
  report->added = outcome == RC_OUTCOME_ADDED;
  report->updated = outcome == RC_OUTCOME_UPDATED;
  report->unchanged = outcome == RC_OUTCOME_UNCHANGED;
  report->duplicates = outcome == RC_OUTCOME_DUPLICATE;
}

static RcImportReport *
new_report (const RcReaderItem *item, const char *from)
{
  RcImportReport *report = g_new0 (RcImportReport, 1);

  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  report->files = g_ptr_array_new ();
  for (guint i = 0; i < item->warnings->len; i++)
    g_ptr_array_add (report->problems, rc_problem_new (from, item->position, item->control, g_ptr_array_index (item->warnings, i)));
  return report;
}

static gboolean
write_item (RcDatabase *db, RcPreparer *preparer, const RcReaderItem *item, const char *from, RcImportReport *report, gint64 *id, GError **error)
{
  g_autoptr (RcPrepared) prepared = rc_preparer_prepare (preparer, item->record, NULL);
  g_auto (RcTaken) taken = { 0 };
  g_autofree char *json = NULL;
  gint64 batch = rc_batch_begin (db, RC_BATCH_IMPORT, from, NULL, error);

  if (batch == 0 || !rc_import_take (db, batch, 0, RC_TWINS_SKIP, prepared, item->record, &taken, error))
    return FALSE;
  *id = taken.id;
  count (report, taken.outcome);
  report->import = batch;
  if (taken.note != NULL)
    g_ptr_array_add (report->problems, rc_problem_new (from, item->position, item->control, taken.note));
  if (item->raw != NULL && (report->added > 0 || report->updated > 0))
    {
      g_autoptr (GBytes) packed = rc_preparer_pack_raw (preparer, item->raw);

      if (!rc_batch_keep_raw (db, batch, taken.id, item->position, packed, "marc21", error))
        return FALSE;
    }
  json = rc_import_report_to_json (report);
  return rc_batch_finish (db, batch, json, error) && rc_database_commit (db, error);
}

RcImportReport *
rc_import_item (RcDatabase *db, const RcReaderItem *item, const char *from, gint64 *id, GError **error)
{
  g_autoptr (RcPreparer) preparer = rc_preparer_new ();
  g_autoptr (RcImportReport) report = NULL;
  gint64 taken = 0;

  g_return_val_if_fail (db != NULL && item != NULL && item->record != NULL, NULL);

  report = new_report (item, from);
  if (!rc_database_begin (db, error))
    return NULL;
  if (!write_item (db, preparer, item, from, report, &taken, error))
    {
      rc_database_rollback (db);
      return NULL;
    }
  if (id != NULL)
    *id = taken;
  return g_steal_pointer (&report);
}
