/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk does about what a source brought: a yes or a no. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/reviews.h"
#include "desk/work-private.h"

static gpointer
decide_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);
  gboolean done;

  if (batch == 0)
    return NULL;
  done = job->id != 0 ? rc_reviews_decide (db, batch, job->id, job->state, error)
                      : rc_reviews_decide_source (db, batch, job->other, job->state, cancellable, error) >= 0;
  return rc_work_end_edit (db, batch, job->id, done, error);
}

void
rc_work_review_async (RcCatalogue *catalogue, gint64 id, gint64 source, RcState state, const char *label, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = id;
  job->other = source;
  job->state = state;
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, decide_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}
