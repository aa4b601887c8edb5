/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work of the desk with other libraries: asking them, and taking over what they have. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/work-private.h"
#include "import/import-item.h"
#include "record/problem.h"

#define LIMIT 10 /* records of each library: more are not looked at */

/* An answer on its way to the main thread. */
typedef struct
{
  RcWorkAnswered answered;
  gpointer answered_data;
  GCancellable *cancellable; /* (owned) (nullable) */
  RcLookupAnswer *answer;    /* (owned) (nullable) */
} Letter;

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_clear_object (&letter->cancellable);
  rc_lookup_answer_free (letter->answer);
  g_free (letter);
}

/* A page that is gone has cancelled: nobody is there to be told. */
static gboolean
deliver_cb (gpointer data)
{
  Letter *letter = data;

  if (letter->cancellable == NULL || !g_cancellable_is_cancelled (letter->cancellable))
    letter->answered (g_steal_pointer (&letter->answer), letter->answered_data);
  return G_SOURCE_REMOVE;
}

static void
answered_cb (RcLookupAnswer *taken_answer, gpointer user_data)
{
  RcJob *job = user_data;
  Letter *letter = g_new0 (Letter, 1);

  letter->answered = job->answered;
  letter->answered_data = job->progress_data;
  g_set_object (&letter->cancellable, job->cancellable);
  letter->answer = taken_answer;
  letter->answer->target = NULL;
  g_main_context_invoke_full (job->context, G_PRIORITY_DEFAULT, deliver_cb, letter, letter_free);
}

static gpointer
lookup_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  g_autoptr (GPtrArray) targets = rc_targets_load (NULL);
  RcLookup lookup = { .limit = LIMIT };

  for (guint i = 0; i < RC_LOOKUP_N_KINDS; i++)
    lookup.texts[i] = job->texts[i];
  job->cancellable = cancellable;
  if (!rc_lookup (targets, &lookup, answered_cb, job, cancellable, error))
    return NULL;
  return GUINT_TO_POINTER (targets->len);
}

void
rc_work_lookup_async (RcCatalogue *catalogue, const char *const *texts, RcWorkAnswered answered, gpointer answered_data,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  for (guint i = 0; i < RC_LOOKUP_N_KINDS; i++)
    job->texts[i] = texts[i] != NULL && *texts[i] != '\0' ? g_strdup (texts[i]) : NULL;
  job->answered = answered;
  job->progress_data = answered_data;
  job->context = g_main_context_ref_thread_default ();
  rc_work_begin (catalogue, rc_catalogue_work_async, lookup_in_thread, job, NULL, cancellable, callback, user_data);
}

static gpointer
take_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const RcJob *job = data;
  g_autoptr (RcImportReport) report = NULL;
  RcSaved *saved;
  gint64 id = 0;

  report = rc_import_item (db, job->item, job->label, &id, error);
  if (report == NULL)
    return NULL;
  saved = g_new0 (RcSaved, 1);
  saved->record = id;
  saved->batch = report->added + report->updated > 0 ? report->import : 0;
  saved->problems = g_ptr_array_ref (report->problems);
  return saved;
}

void
rc_work_take_async (RcCatalogue *catalogue, const RcReaderItem *item, const char *from, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->item = item;
  job->label = g_strdup (from);
  rc_work_begin (catalogue, rc_catalogue_write_async, take_in_thread, job, (GDestroyNotify) rc_saved_free, cancellable, callback, user_data);
}
