/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk does about what a source brought: a yes or a no. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/reviews.h"
#include "desk/work-private.h"

/* Somebody else may have answered for one of them meanwhile; for all of them there is nothing left to do. */
static gboolean
decide_several (RcDatabase *db, gint64 batch, const RcJob *job, GError **error)
{
  guint n_done = 0;
  g_autoptr (GError) gone = NULL;

  for (guint i = 0; i < job->ids->len; i++)
    {
      g_clear_error (&gone);
      if (rc_reviews_decide (db, batch, g_array_index (job->ids, gint64, i), job->state, &gone))
        n_done++;
      else if (!g_error_matches (gone, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND))
        break;
    }
  if (gone != NULL && (n_done == 0 || !g_error_matches (gone, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND)))
    {
      g_propagate_error (error, g_steal_pointer (&gone));
      return FALSE;
    }
  return TRUE;
}

static gpointer
decide_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  gint64 batch = rc_work_begin_edit (db, job->label, error);
  gboolean done;

  if (batch == 0)
    return NULL;
  done = job->id != 0      ? rc_reviews_decide (db, batch, job->id, job->state, error)
         : job->ids != NULL ? decide_several (db, batch, job, error)
                            : rc_reviews_decide_source (db, batch, job->other, job->state, cancellable, error) >= 0;
  return rc_work_end_edit (db, batch, job->id, done, error);
}

void
rc_work_review_async (RcCatalogue *catalogue, GArray *ids, gint64 source, RcState state, const char *label, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = ids != NULL && ids->len == 1 ? g_array_index (ids, gint64, 0) : 0;
  job->ids = ids;
  job->other = source;
  job->state = state;
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_write_async, decide_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}
