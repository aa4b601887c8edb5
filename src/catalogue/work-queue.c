/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads with a connection each, and the calls that wait for them. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/work-queue.h"

#include <sys/resource.h>
#include <unistd.h>

#define POLL_INTERVAL_US (2 * G_USEC_PER_SEC)
#define MAX_THREADS 64
#define NICE 5 /* of long work: who draws the screen goes first */
/* A writer that has had nothing to do for so long puts things in order. */
#define TIDY_AFTER_US (5 * G_USEC_PER_SEC)
/* Nothing was read yet. 0 is a catalogue that is not there. */
#define VERSION_UNKNOWN G_MAXUINT64

struct _RcWorkQueue
{
  gatomicrefcount ref_count; /* the owner's, and one a thread */
  GMutex mutex;
  GCond cond;
  GQueue jobs;                    /* (owned) RcJob, by priority, then by age */
  GThread *threads[MAX_THREADS];  /* (owned) */
  char *folder;                   /* (owned) */
  RcWorkChangedFunc changed;      /* (nullable) */
  gpointer user_data;
  RcDatabaseMode mode;
  guint n_threads, n_started, n_idle;
  guint64 seen; /* version of the content that was read */
  GCancellable *tidying; /* (owned) (nullable) what a job that comes breaks off */
  gboolean poll_now;
  gboolean is_long; /* several that write, mostly waiting for others */
  gboolean quit;
};

typedef struct
{
  gatomicrefcount ref_count;
  RcWorkQueue *queue; /* (unowned) outlives all that is queued */
  GTask *task;        /* (owned) (nullable) */
  RcDatabaseFunc func;
  gpointer data; /* (owned by free_data) */
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  gulong cancelled_id;
} RcJob;

static void
job_unref (gpointer user_data)
{
  RcJob *job = user_data;

  if (!g_atomic_ref_count_dec (&job->ref_count))
    return;
  g_assert (job->task == NULL);
  g_free (job);
}

static void
queue_unref (RcWorkQueue *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->folder);
  g_free (self);
}

/* Ends a call. Takes the error or the result. */
static void
return_job (RcJob *job, gpointer result, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&job->task);

  if (job->free_data != NULL)
    job->free_data (job->data);
  job->data = NULL;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->free_result);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  RcJob *job = user_data;
  gboolean waiting;

  g_mutex_lock (&job->queue->mutex);
  waiting = g_queue_remove (&job->queue->jobs, job);
  g_mutex_unlock (&job->queue->mutex);
  if (!waiting)
    return;
  return_job (job, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  job_unref (job);
}

/* A connection of the thread, opened when it is wanted; again when the file was replaced. */
static RcDatabase *
get_database (RcWorkQueue *self, RcDatabase **db, GError **error)
{
  if (*db != NULL && rc_database_is_stale (*db))
    g_clear_pointer (db, rc_database_close);
  if (*db == NULL)
    *db = rc_database_open (self->folder, self->mode, error);
  if (*db != NULL && self->mode == RC_DATABASE_WRITE)
    rc_database_set_patient (*db, NULL, NULL);
  return *db;
}

static void
note_version (RcWorkQueue *self, RcDatabase *db)
{
  guint64 version;

  if (self->changed == NULL)
    return;
  version = db != NULL ? rc_database_get_version (db) : 0;
  g_mutex_lock (&self->mutex);
  if (self->seen == VERSION_UNKNOWN)
    self->seen = version;
  g_mutex_unlock (&self->mutex);
}

static void
run_job (RcWorkQueue *self, RcDatabase **db, RcJob *job)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  GError *error = NULL;
  gpointer result = NULL;

  /* Outside the lock: this waits for a handler that runs. */
  if (job->cancelled_id != 0)
    g_cancellable_disconnect (cancellable, job->cancelled_id);
  get_database (self, db, &error);
  note_version (self, *db);
  if (*db != NULL && !g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      rc_database_set_cancellable (*db, cancellable);
      result = job->func (*db, job->data, cancellable, &error);
      /* A function that forgot the end of its transaction must not hold up everybody. */
      if (self->mode == RC_DATABASE_WRITE)
        rc_database_rollback (*db);
      rc_database_set_cancellable (*db, NULL);
    }
  return_job (job, result, error);
  job_unref (job);
}

static void
poll (RcWorkQueue *self, RcDatabase **db)
{
  guint64 version = get_database (self, db, NULL) != NULL ? rc_database_get_version (*db) : 0;
  gboolean changed;

  g_mutex_lock (&self->mutex);
  changed = self->seen != VERSION_UNKNOWN && self->seen != version;
  self->seen = version;
  g_mutex_unlock (&self->mutex);
  if (changed)
    self->changed (self->user_data);
}

/* With the lock held. What is broken off is done at the next rest. */
static void
tidy (RcWorkQueue *self, RcDatabase *db)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  self->tidying = g_object_ref (cancellable);
  g_mutex_unlock (&self->mutex);
  rc_database_tidy (db, cancellable);
  g_mutex_lock (&self->mutex);
  g_clear_object (&self->tidying);
}

/* With the lock held: nothing else is left to do for a while. */
static void
rest (RcWorkQueue *self, RcDatabase *db)
{
  gint64 until = g_get_monotonic_time () + TIDY_AFTER_US;

  self->n_idle++;
  while (!self->quit && self->jobs.length == 0)
    if (!g_cond_wait_until (&self->cond, &self->mutex, until))
      break;
  if (!self->quit && self->jobs.length == 0 && db != NULL && self->tidying == NULL)
    tidy (self, db);
  self->n_idle--;
}

/* With the lock held: waits for a job, for the time to look for changes, or for the end. */
static RcJob *
wait_for_job (RcWorkQueue *self, gboolean polls, gint64 *next_poll)
{
  RcJob *job = NULL;

  self->n_idle++;
  while (!self->quit && self->jobs.length == 0)
    {
      if (!polls)
        g_cond_wait (&self->cond, &self->mutex);
      else if (self->poll_now || !g_cond_wait_until (&self->cond, &self->mutex, *next_poll))
        break;
    }
  self->n_idle--;
  if (polls && (self->poll_now || g_get_monotonic_time () >= *next_poll))
    {
      self->poll_now = FALSE;
      *next_poll = 0;
    }
  else if (!self->quit)
    job = g_queue_pop_head (&self->jobs);
  return job;
}

static gpointer
work_in_thread (gpointer user_data)
{
  RcWorkQueue *self = user_data;
  RcDatabase *db = NULL;
  gboolean polls, worked = FALSE;
  gint64 next_poll = g_get_monotonic_time () + POLL_INTERVAL_US;

  if (self->is_long)
    setpriority (PRIO_PROCESS, (id_t) gettid (), NICE);
  g_mutex_lock (&self->mutex);
  polls = self->changed != NULL && self->threads[0] == g_thread_self ();
  while (!self->quit)
    {
      RcJob *job;

      if (worked && self->mode == RC_DATABASE_WRITE)
        rest (self, db);
      /* Many connections are wanted for a while only. */
      if (self->is_long && self->jobs.length == 0 && db != NULL)
        {
          g_mutex_unlock (&self->mutex);
          g_clear_pointer (&db, rc_database_close);
          g_mutex_lock (&self->mutex);
        }
      job = wait_for_job (self, polls, &next_poll);
      worked = job != NULL;
      g_mutex_unlock (&self->mutex);
      if (job != NULL)
        run_job (self, &db, job);
      if (next_poll == 0)
        {
          poll (self, &db);
          next_poll = g_get_monotonic_time () + POLL_INTERVAL_US;
        }
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  rc_database_close (db);
  queue_unref (self);
  return NULL;
}

RcWorkQueue *
rc_work_queue_new (const char *folder, RcDatabaseMode mode, guint n_threads, RcWorkChangedFunc changed, gpointer user_data)
{
  RcWorkQueue *self = g_new0 (RcWorkQueue, 1);

  g_assert (n_threads <= MAX_THREADS);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->jobs);
  self->folder = g_strdup (folder);
  self->mode = mode;
  self->n_threads = n_threads;
  self->is_long = mode == RC_DATABASE_WRITE && n_threads > 1;
  self->changed = changed;
  self->user_data = user_data;
  self->seen = VERSION_UNKNOWN;
  return self;
}

void
rc_work_queue_free (RcWorkQueue *self)
{
  g_mutex_lock (&self->mutex);
  g_assert (self->jobs.length == 0);
  self->quit = TRUE;
  if (self->tidying != NULL)
    g_cancellable_cancel (self->tidying);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < self->n_started; i++)
    {
      /* The last reference to a catalogue may go in a worker. */
      if (self->threads[i] == g_thread_self ())
        g_thread_unref (self->threads[i]);
      else
        g_thread_join (self->threads[i]);
    }
  queue_unref (self);
}

/* Behind those of the same priority. */
static void
insert_job (RcWorkQueue *self, RcJob *job)
{
  GList *link = self->jobs.tail;

  while (link != NULL && g_task_get_priority (((RcJob *) link->data)->task) > g_task_get_priority (job->task))
    link = link->prev;
  if (link != NULL)
    g_queue_insert_after (&self->jobs, link, job);
  else
    g_queue_push_head (&self->jobs, job);
}

void
rc_work_queue_push (RcWorkQueue *self, GTask *task, RcDatabaseFunc func, gpointer data, GDestroyNotify free_data,
                    GDestroyNotify free_result)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  RcJob *job = g_new0 (RcJob, 1);

  g_atomic_ref_count_init (&job->ref_count);
  job->queue = self;
  job->task = task;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  if (cancellable != NULL)
    {
      /* The handler keeps the job alive; it finds it in the queue or does nothing. */
      g_atomic_ref_count_inc (&job->ref_count);
      job->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), job, job_unref);
    }

  g_mutex_lock (&self->mutex);
  insert_job (self, job);
  if (self->tidying != NULL)
    g_cancellable_cancel (self->tidying);
  if (self->n_idle < self->jobs.length && self->n_started < self->n_threads)
    {
      g_autofree char *name = g_strdup_printf ("catalogue-%s%u", self->mode == RC_DATABASE_READ ? "r" : "w", self->n_started);

      g_atomic_ref_count_inc (&self->ref_count);
      self->threads[self->n_started++] = g_thread_new (name, work_in_thread, self);
    }
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
rc_work_queue_poll (RcWorkQueue *self)
{
  g_mutex_lock (&self->mutex);
  /* Nobody has read anything: nothing can have changed since. */
  self->poll_now = self->n_started > 0;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}
