/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work of the desk that takes long: discs, documents. Imports are in work-import.c, sources in work-source.c. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/work-private.h"
#include "documents/store.h"
#include "record/problem.h"

#define TELL_EVERY_US (G_USEC_PER_SEC / 10)

typedef struct
{
  RcWorkProgress progress;
  gpointer progress_data;
  GCancellable *cancellable; /* (owned) (nullable) */
  double fraction;
  char *words; /* (owned) */
} Word;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_clear_object (&word->cancellable);
  g_free (word->words);
  g_free (word);
}

/* A page that is gone has cancelled: nobody is there to be told. */
static gboolean
tell_cb (gpointer data)
{
  Word *word = data;

  if (word->cancellable == NULL || !g_cancellable_is_cancelled (word->cancellable))
    word->progress (word->fraction, word->words, word->progress_data);
  return G_SOURCE_REMOVE;
}

void
rc_work_tell (RcJob *job, double fraction, const char *words)
{
  gint64 now = g_get_monotonic_time ();
  Word *word;

  if (job->progress == NULL || now - job->told < TELL_EVERY_US)
    return;
  job->told = now;
  word = g_new0 (Word, 1);
  word->progress = job->progress;
  word->progress_data = job->progress_data;
  g_set_object (&word->cancellable, job->cancellable);
  word->fraction = fraction;
  word->words = g_strdup (words);
  g_main_context_invoke_full (job->context, G_PRIORITY_DEFAULT, tell_cb, word, word_free);
}

RcJob *
rc_work_new_long_job (RcWorkProgress progress, gpointer progress_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->progress = progress;
  job->progress_data = progress_data;
  job->context = g_main_context_ref_thread_default ();
  return job;
}

static gpointer
add_document_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  g_autoptr (RcSaved) saved = g_new0 (RcSaved, 1);

  saved->record = job->id;
  saved->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  if (rc_document_add (db, job->id, job->path, job->label, saved->problems, &saved->batch, cancellable, error) == 0)
    return NULL;
  return g_steal_pointer (&saved);
}

void
rc_work_add_document_async (RcCatalogue *catalogue, gint64 record, const char *path, const char *label, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = record;
  job->path = g_strdup (path);
  job->label = g_strdup (label);
  rc_work_begin (catalogue, rc_catalogue_work_async, add_document_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback,
                 user_data);
}
