/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk does about sources: writes them, asks them, tries what they would bring. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/query.h"
#include "desk/grant-words.h"
#include "desk/work-private.h"
#include "refresh/drift.h"

#include <glib/gstdio.h>

#define TELL_EVERY_US (G_USEC_PER_SEC / 10)
#define N_TRIED 5

/* On its way to the main thread. */
typedef struct
{
  RcWorkRefreshing refreshing;
  gpointer data;
  GCancellable *cancellable; /* (owned) (nullable) */
  char *name;                /* (owned) */
  RcRefreshProgress progress;
} Word;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_clear_object (&word->cancellable);
  g_free (word->name);
  g_free (word);
}

/* Who has cancelled is not there to be told. */
static gboolean
tell_cb (gpointer data)
{
  Word *word = data;

  word->progress.source = word->name;
  if (word->cancellable == NULL || !g_cancellable_is_cancelled (word->cancellable))
    word->refreshing (&word->progress, word->data);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (const RcRefreshProgress *progress, gpointer user_data)
{
  RcJob *job = user_data;
  gint64 now = g_get_monotonic_time ();
  Word *word;

  if (job->refreshing == NULL || now - job->told < TELL_EVERY_US)
    return;
  job->told = now;
  word = g_new0 (Word, 1);
  word->refreshing = job->refreshing;
  word->data = job->progress_data;
  g_set_object (&word->cancellable, job->cancellable);
  word->name = g_strdup (progress->source);
  word->progress = *progress;
  g_main_context_invoke_full (job->context, G_PRIORITY_DEFAULT, tell_cb, word, word_free);
}

static gpointer
refresh_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  const RcRefreshOptions options = { .progress = progress_cb, .user_data = job };

  job->cancellable = cancellable;
  return rc_refresh_source (db, job->title, &options, cancellable, error);
}

void
rc_work_refresh_async (RcCatalogue *catalogue, const char *name, RcWorkRefreshing refreshing, gpointer refreshing_data,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = rc_work_new_long_job (NULL, refreshing_data);

  job->title = g_strdup (name);
  job->refreshing = refreshing;
  rc_work_begin (catalogue, rc_catalogue_work_async, refresh_in_thread, job, (GDestroyNotify) rc_refresh_report_free, cancellable,
                 callback, user_data);
}

static gpointer
put_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;

  if (!rc_database_begin (db, error))
    return NULL;
  return rc_work_end_write (db, job, rc_sources_put (db, job->source, error) != 0, error);
}

void
rc_work_put_source_async (RcCatalogue *catalogue, RcSource *source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->source = source;
  job->title = g_strdup (source->name);
  rc_work_begin (catalogue, rc_catalogue_write_async, put_in_thread, job, g_free, cancellable, callback, user_data);
}

static gboolean
pause_source (RcDatabase *db, const RcJob *job, GError **error)
{
  g_autoptr (RcSource) source = rc_sources_find (db, job->title, error);

  if (source == NULL)
    return FALSE;
  source->paused = job->take;
  return rc_sources_put (db, source, error) != 0;
}

static gpointer
pause_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;

  return rc_database_begin (db, error) ? rc_work_end_write (db, job, pause_source (db, job, error), error) : NULL;
}

void
rc_work_pause_source_async (RcCatalogue *catalogue, const char *name, gboolean paused, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->title = g_strdup (name);
  job->take = paused;
  rc_work_begin (catalogue, rc_catalogue_write_async, pause_in_thread, job, g_free, cancellable, callback, user_data);
}

static gboolean
settle (RcDatabase *db, const RcJob *job, GError **error)
{
  g_autoptr (RcSource) source = rc_sources_find (db, job->title, error);

  return source != NULL && (job->take ? rc_drift_accept (db, source, error) : rc_drift_wait (db, source, error));
}

static gpointer
settle_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;

  return rc_database_begin (db, error) ? rc_work_end_write (db, job, settle (db, job, error), error) : NULL;
}

void
rc_work_settle_source_async (RcCatalogue *catalogue, const char *name, gboolean accept, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->title = g_strdup (name);
  job->take = accept;
  rc_work_begin (catalogue, rc_catalogue_write_async, settle_in_thread, job, g_free, cancellable, callback, user_data);
}

static gpointer
remove_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;

  if (!rc_database_begin (db, error))
    return NULL;
  return rc_work_end_write (db, job, rc_sources_remove (db, job->title, error), error);
}

void
rc_work_remove_source_async (RcCatalogue *catalogue, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->title = g_strdup (name);
  rc_work_begin (catalogue, rc_catalogue_write_async, remove_in_thread, job, g_free, cancellable, callback, user_data);
}

void
rc_source_trial_free (RcSourceTrial *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->report, rc_refresh_report_free);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->deadlines, g_ptr_array_unref);
  g_free (self);
}

static gboolean
list_first (RcDatabase *db, RcSourceTrial *trial, GError **error)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
  g_autoptr (RcSearchAnswer) answer = NULL;

  query->all = TRUE;
  query->limit = N_TRIED;
  answer = rc_query_run (db, query, NULL, error);
  for (guint i = 0; answer != NULL && i < answer->ids->len; i++)
    {
      g_autoptr (RcRecordDetails) details = rc_records_get (db, g_array_index (answer->ids, gint64, i), error);

      if (details == NULL)
        return FALSE;
      g_ptr_array_add (trial->titles, g_strdup (details->title));
      g_ptr_array_add (trial->deadlines, details->record->grant != NULL ? rc_grant_deadlines_dup_words (details->record->grant->deadlines) : NULL);
    }
  return answer != NULL;
}

/* The first page is enough. */
static void
enough_cb (const RcRefreshProgress *progress, gpointer user_data)
{
  if (progress->page > 1 && progress->n_new >= N_TRIED)
    g_cancellable_cancel (user_data);
}

static void
stopped_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static RcSourceTrial *
try_source (RcDatabase *db, RcSource *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSourceTrial) trial = g_new0 (RcSourceTrial, 1);
  g_autoptr (GCancellable) enough = g_cancellable_new ();
  g_autoptr (GError) local_error = NULL;
  const RcRefreshOptions options = { .progress = enough_cb, .user_data = enough };
  gulong stopped;

  trial->titles = g_ptr_array_new_with_free_func (g_free);
  trial->deadlines = g_ptr_array_new_with_free_func (g_free);
  if (!rc_database_begin (db, error))
    return NULL;
  if (rc_sources_put (db, source, error) == 0 || !rc_database_commit (db, error))
    {
      rc_database_rollback (db);
      return NULL;
    }
  stopped = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (stopped_cb), g_object_ref (enough), g_object_unref) : 0;
  trial->report = rc_refresh_source (db, source->name, &options, enough, &local_error);
  if (stopped != 0)
    g_cancellable_disconnect (cancellable, stopped);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (trial->report == NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return list_first (db, trial, error) ? g_steal_pointer (&trial) : NULL;
}

/* What the catalogue of a trial is made of; there are no folders in it but these. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_remove (path);
    }
  g_rmdir (folder);
}

/* In a catalogue of its own, which is gone afterwards: nothing of the real one is touched. */
static gpointer
try_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  g_autofree char *folder = g_dir_make_tmp ("resource-centre-trial-XXXXXX", error);
  RcDatabase *trial_db = folder != NULL ? rc_database_open (folder, RC_DATABASE_CREATE, error) : NULL;
  RcSourceTrial *trial = trial_db != NULL ? try_source (trial_db, job->source, cancellable, error) : NULL;

  g_clear_pointer (&trial_db, rc_database_close);
  if (folder != NULL)
    remove_folder (folder);
  return trial;
}

void
rc_work_try_source_async (RcCatalogue *catalogue, RcSource *source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->source = source;
  rc_work_begin (catalogue, rc_catalogue_work_async, try_in_thread, job, (GDestroyNotify) rc_source_trial_free, cancellable, callback,
                 user_data);
}
