/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk does about one grant: writes it, takes it out, settles what its sources say anew. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/grant-sources.h"
#include "desk/work-private.h"

#include <glib/gi18n.h>

/* The record as it is, when its grant is still what the edit began with; else CONFLICT. */
static RcRecordDetails *
load_unchanged (RcDatabase *db, const RcJob *job, GError **error)
{
  g_autoptr (RcRecordDetails) details = rc_records_get (db, job->id, error);

  if (details == NULL)
    return NULL;
  if (details->record->grant != NULL && rc_grant_equal (details->record->grant, job->grant_before))
    return g_steal_pointer (&details);
  g_set_error_literal (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT,
                       _ ("Somebody else has changed this record meanwhile. Undo shows it as it is now."));
  return NULL;
}

static gint64
put (RcDatabase *db, gint64 batch, RcJob *job, GError **error)
{
  g_autoptr (RcRecordDetails) details = job->id != 0 ? load_unchanged (db, job, error) : NULL;
  g_autoptr (RcRecord) record = NULL;

  if (job->id != 0 && details == NULL)
    return 0;
  record = rc_record_new_grant (details != NULL ? details->record->control : NULL, g_steal_pointer (&job->grant));
  return rc_records_put (db, batch, job->id, record, NULL, job->state, error);
}

static gpointer
save_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);
  gint64 id = batch != 0 ? put (db, batch, job, error) : 0;

  return batch != 0 ? rc_work_end_draft (db, batch, id, id != 0, job->draft, error) : NULL;
}

void
rc_work_save_grant_async (RcCatalogue *catalogue, gint64 id, const RcGrant *before, const RcGrant *grant, RcState state, const char *label,
                          const char *draft, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->draft = g_strdup (draft);
  job->id = id;
  job->grant_before = rc_grant_copy (before);
  job->grant = rc_grant_copy (grant);
  job->state = state;
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, save_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}

static gpointer
remove_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);
  g_autoptr (RcRecordDetails) details = batch != 0 ? load_unchanged (db, job, error) : NULL;

  return batch != 0 ? rc_work_end_edit (db, batch, job->id, details != NULL && rc_records_remove (db, batch, job->id, error), error) : NULL;
}

void
rc_work_remove_grant_async (RcCatalogue *catalogue, gint64 id, const RcGrant *before, const char *label, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = id;
  job->grant_before = rc_grant_copy (before);
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, remove_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}

static gpointer
settle_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);

  if (batch == 0)
    return NULL;
  return rc_work_end_edit (db, batch, job->id,
                           job->take ? rc_grant_sources_take (db, batch, job->id, job->other, job->title, error)
                                     : rc_grant_sources_dismiss (db, batch, job->id, job->other, job->title, error),
                           error);
}

void
rc_work_settle_async (RcCatalogue *catalogue, gint64 id, gint64 source, const char *member, gboolean take, const char *label,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = id;
  job->other = source;
  job->title = g_strdup (member);
  job->take = take;
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, settle_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}

static gpointer
follow_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);

  return batch != 0 ? rc_work_end_edit (db, batch, job->id, rc_grant_sources_choose (db, batch, job->id, job->other, error), error) : NULL;
}

void
rc_work_follow_async (RcCatalogue *catalogue, gint64 id, gint64 source, const char *label, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = id;
  job->other = source;
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, follow_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}
