/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk does about things that are to be checked: mends them, or keeps that they are right. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/quality.h"
#include "desk/work-private.h"

#include <glib/gi18n.h>

/* Writes all of the class whose right text is certain into the record. FALSE also when there is none any more. */
static gboolean
mend (RcDatabase *db, const RcJob *job, RcMarc *marc, GError **error)
{
  g_autoptr (GPtrArray) records = rc_quality_load (db, &job->id, 1, error);
  const RcToCheck *record = records != NULL ? g_ptr_array_index (records, 0) : NULL;
  gboolean mended = FALSE;

  for (guint i = 0; record != NULL && i < record->findings->len; i++)
    {
      const RcFinding *finding = g_ptr_array_index (record->findings, i);

      if ((RC_QUALITY_BIT (finding->quality) & job->qualities) != 0)
        mended |= rc_quality_mend (finding, marc);
    }
  if (!mended && records != NULL)
    g_set_error_literal (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT, _ ("Somebody else has changed this record meanwhile."));
  return mended;
}

static gboolean
put_mended (RcDatabase *db, gint64 batch, const RcJob *job, GError **error)
{
  g_autoptr (RcRecordDetails) details = rc_records_get (db, job->id, error);

  return details != NULL && mend (db, job, details->record->marc, error)
         && rc_records_put (db, batch, job->id, details->record, details->copies, details->state, error) != 0;
}

static gpointer
mend_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);

  return batch != 0 ? rc_work_end_edit (db, batch, job->id, put_mended (db, batch, job, error), error) : NULL;
}

static gpointer
accept_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);

  if (batch == 0)
    return NULL;
  return rc_work_end_edit (db, batch, job->id, rc_quality_accept (db, batch, job->id, job->qualities, error), error);
}

static void
begin (RcCatalogue *catalogue, RcDatabaseFunc func, gint64 id, guint32 qualities, const char *label, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = id;
  job->qualities = qualities;
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, func, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}

void
rc_work_mend_async (RcCatalogue *catalogue, gint64 id, RcQuality quality, const char *label, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  begin (catalogue, mend_in_thread, id, RC_QUALITY_BIT (quality), label, cancellable, callback, user_data);
}

void
rc_work_accept_async (RcCatalogue *catalogue, gint64 id, guint32 qualities, const char *label, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  begin (catalogue, accept_in_thread, id, qualities, label, cancellable, callback, user_data);
}
