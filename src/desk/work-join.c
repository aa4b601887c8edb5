/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk does with twins and models: makes two records one, begins a record with another. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/join.h"
#include "catalogue/twins.h"
#include "desk/work-private.h"

static gboolean
join (RcDatabase *db, gint64 batch, const RcJob *job, GError **error)
{
  return rc_work_check_unchanged (db, job->id, job->before, error) &&
         rc_work_check_unchanged (db, job->other, job->other_before, error) &&
         rc_records_join (db, batch, job->id, job->other, job->marc, error);
}

static gpointer
join_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_batch (db, RC_BATCH_JOIN, job->label, error);

  return batch != 0 ? rc_work_end_edit (db, batch, job->id, join (db, batch, job, error), error) : NULL;
}

void
rc_work_join_async (RcCatalogue *catalogue, gint64 id, const RcMarc *before, gint64 other, const RcMarc *other_before, RcMarc *joined,
                    const char *label, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = id;
  job->before = rc_marc_copy (before);
  job->other = other;
  job->other_before = rc_marc_copy (other_before);
  job->marc = joined;
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, join_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}

static gpointer
part_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);

  return batch != 0 ? rc_work_end_edit (db, batch, job->id, rc_twins_part (db, batch, job->id, job->other, error), error) : NULL;
}

void
rc_work_part_async (RcCatalogue *catalogue, gint64 id, gint64 other, const char *label, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = id;
  job->other = other;
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, part_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}

static gpointer
duplicate_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);
  gint64 id = batch != 0 ? rc_records_duplicate (db, batch, job->id, error) : 0;

  return batch != 0 ? rc_work_end_edit (db, batch, id, id != 0, error) : NULL;
}

void
rc_work_duplicate_async (RcCatalogue *catalogue, gint64 id, const char *label, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = id;
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, duplicate_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback,
                 user_data);
}
