/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk has done in the catalogue: edits. Long work is in work-long.c. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/work.h"
#include "desk/work-private.h"
#include "documents/store.h"
#include "record/problem.h"

#include <glib/gi18n.h>

static void
job_free (gpointer data)
{
  RcJob *job = data;

  g_clear_pointer (&job->before, rc_marc_free);
  g_clear_pointer (&job->other_before, rc_marc_free);
  g_clear_pointer (&job->marc, rc_marc_free);
  g_clear_pointer (&job->grant_before, rc_grant_free);
  g_clear_pointer (&job->grant, rc_grant_free);
  g_clear_pointer (&job->copies, g_ptr_array_unref);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_free (job->label);
  g_clear_pointer (&job->ids, g_array_unref);
  g_free (job->draft);
  g_free (job->path);
  g_clear_pointer (&job->plan, rc_import_plan_free);
  g_free (job->title);
  g_clear_pointer (&job->disc, rc_disc_wish_free);
  g_clear_pointer (&job->source, rc_source_free);
  for (guint i = 0; i < RC_LOOKUP_N_KINDS; i++)
    g_free (job->texts[i]);
  g_free (job);
}

void
rc_saved_free (RcSaved *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

void
rc_work_begin (RcCatalogue *catalogue, RcWorkQueueFunc queue, RcDatabaseFunc func, RcJob *job, GDestroyNotify free_result,
               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_application_hold (g_application_get_default ());
  queue (catalogue, func, job, job_free, free_result, cancellable, callback, user_data);
}

gpointer
rc_work_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  g_application_release (g_application_get_default ());
  return rc_catalogue_call_finish (catalogue, result, error);
}

static void
open_in_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (RcDatabase) db =
      rc_database_open (rc_catalogue_get_folder (source_object), (RcDatabaseMode) GPOINTER_TO_INT (data), &error);

  if (db != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rc_work_open_async (RcCatalogue *catalogue, gboolean create, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (catalogue, cancellable, callback, user_data);

  g_task_set_source_tag (task, rc_work_open_async);
  g_task_set_task_data (task, GINT_TO_POINTER (create ? RC_DATABASE_CREATE : RC_DATABASE_WRITE), NULL);
  g_task_run_in_thread (task, open_in_thread);
}

gboolean
rc_work_open_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, catalogue), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gint64
rc_work_begin_batch (RcDatabase *db, RcBatchKind kind, const char *label, GError **error)
{
  gint64 batch;

  if (!rc_database_begin (db, error))
    return 0;
  batch = rc_batch_begin (db, kind, label, NULL, error);
  if (batch == 0)
    rc_database_rollback (db);
  return batch;
}

gint64
rc_work_begin_edit (RcDatabase *db, const char *label, GError **error)
{
  return rc_work_begin_batch (db, RC_BATCH_EDIT, label, error);
}

/* What an edit keeps of the draft that it saved: enough to know it again. NULL for none. */
static char *
make_mark (const char *draft)
{
  g_autofree char *digest = draft != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, draft, -1) : NULL;

  return digest != NULL ? g_strdup_printf ("{\"draft\":\"%s\"}", digest) : NULL;
}

RcSaved *
rc_work_end_edit (RcDatabase *db, gint64 batch, gint64 record, gboolean done, GError **error)
{
  return rc_work_end_draft (db, batch, record, done, NULL, error);
}

RcSaved *
rc_work_end_draft (RcDatabase *db, gint64 batch, gint64 record, gboolean done, const char *draft, GError **error)
{
  g_autofree char *mark = make_mark (draft);
  RcSaved *saved;

  if (!done || !rc_batch_finish (db, batch, mark, error) || !rc_database_commit (db, error))
    {
      rc_database_rollback (db);
      return NULL;
    }
  saved = g_new0 (RcSaved, 1);
  saved->record = record;
  saved->batch = batch;
  return saved;
}

gboolean
rc_work_check_unchanged (RcDatabase *db, gint64 id, const RcMarc *before, GError **error)
{
  g_autoptr (RcRecordDetails) details = NULL;

  if (id == 0)
    return TRUE;
  details = rc_records_get (db, id, error);
  if (details == NULL)
    return FALSE;
  if (details->id == id && details->record->marc != NULL && rc_marc_equal (details->record->marc, before))
    return TRUE;
  g_set_error_literal (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT,
                       _ ("Somebody else has changed this record meanwhile. Undo shows it as it is now."));
  return FALSE;
}

static gpointer
save_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);
  g_autoptr (RcRecord) record = NULL;
  gint64 id;

  if (batch == 0)
    return NULL;
  if (!rc_work_check_unchanged (db, job->id, job->before, error))
    {
      rc_database_rollback (db);
      return NULL;
    }
  rc_copies_to_marc (job->copies, job->marc);
  record = rc_record_new_marc (job->kind, g_steal_pointer (&job->marc));
  id = rc_records_put (db, batch, job->id, record, job->copies, job->state, error);
  return rc_work_end_draft (db, batch, id, id != 0, job->draft, error);
}

static gpointer
find_draft_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *mark = make_mark (data);
  gboolean found;

  return rc_batches_find_report (db, mark, &found, error) ? g_memdup2 (&found, sizeof found) : NULL;
}

void
rc_work_find_draft_async (RcCatalogue *catalogue, const char *draft, GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, find_draft_in_thread, g_strdup (draft), g_free, g_free, NULL, callback, user_data);
}

gboolean
rc_work_find_draft_finish (RcCatalogue *catalogue, GAsyncResult *result)
{
  g_autofree gboolean *found = rc_catalogue_call_finish (catalogue, result, NULL);

  return found != NULL && *found;
}

void
rc_work_save_async (RcCatalogue *catalogue, gint64 id, RcKind kind, const RcMarc *before, RcMarc *marc, GPtrArray *copies,
                    RcState state, const char *label, const char *draft, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->draft = g_strdup (draft);
  job->id = id;
  job->kind = kind;
  job->before = rc_marc_copy (before);
  job->marc = marc;
  job->copies = copies;
  job->state = state;
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, save_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}

static gpointer
remove_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);

  if (batch == 0)
    return NULL;
  if (!rc_work_check_unchanged (db, job->id, job->before, error))
    {
      rc_database_rollback (db);
      return NULL;
    }
  return rc_work_end_edit (db, batch, job->id, rc_records_remove (db, batch, job->id, error), error);
}

void
rc_work_remove_async (RcCatalogue *catalogue, gint64 id, const RcMarc *before, const char *label, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = id;
  job->before = rc_marc_copy (before);
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, remove_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback,
                 user_data);
}

static gpointer
undo_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;

  return rc_store_undo_batch (db, job->id, error);
}

void
rc_work_undo_async (RcCatalogue *catalogue, gint64 batch, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = batch;
  rc_work_begin (catalogue, rc_catalogue_write_async, undo_in_thread, job, (GDestroyNotify) rc_undo_report_free, cancellable, callback,
                 user_data);
}

gpointer
rc_work_end_write (RcDatabase *db, const RcJob *job, gboolean done, GError **error)
{
  if (done && rc_database_commit (db, error))
    return g_strdup (job->title);
  rc_database_rollback (db);
  return NULL;
}
