/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs of one document, run one after the other beside the main thread. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/pdf-thread.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "documents/document-kind.h"
#include "documents/errors.h"
#include "documents/pdf.h"

#define OPEN_MS 10000
#define PAGE_MS 5000
#define ASIDE_MS 1000 /* for what can be done without, and of a page that was stopped already */
#define MAX_STARTS 10 /* one after the other without an answer */

typedef struct
{
  RcPdfFunc func;
  gpointer data;
  int priority;
  guint64 serial;
  GCancellable *cancellable;  /* (nullable) of the task, or of the waiting caller */
  GTask *task;                /* (owned) (nullable) NULL: somebody waits */
  GDestroyNotify free_result; /* with a task */
  gboolean done;              /* without one, as the following */
  gpointer result;
  GError *error;
} Job;

struct _RcPdfThread
{
  gatomicrefcount references; /* the owner's and the thread's */
  GMutex mutex;               /* for jobs, serial, quit and the jobs somebody waits for */
  GCond changed;
  GQueue jobs; /* of Job (owned when there is a task), next first */
  guint64 serial;
  gboolean quit;
  GCancellable *end; /* (owned) kills the renderer under way */

  /* The thread's own. */
  char *path;               /* (owned) (nullable) */
  int fd;                   /* (owned) -1 until opened */
  RcRendererClient *client; /* (owned) (nullable) */
  char *password;           /* (owned) (nullable) */
  RcRendererSpare *spare;   /* (owned) (nullable) */
  int n_starts;             /* since the last answer; atomic, as the next */
  gboolean tried_again;     /* what is bad is to be forgotten */
  GHashTable *bad;          /* (owned) set of make_key: what stopped the renderer */
  int n_pages; /* 0 until known */
  int priority; /* of the job under way, as the next */
  GCancellable *unwanted; /* (nullable) */
};

static void
unref (RcPdfThread *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_clear_object (&self->end);
  g_free (self->path);
  g_free (self->password);
  g_clear_pointer (&self->spare, rc_renderer_spare_unref);
  g_free (self);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Job *first = a, *second = b;

  if (first->priority != second->priority)
    return first->priority < second->priority ? -1 : 1;
  return first->serial < second->serial ? -1 : first->serial > second->serial;
}

static void
finish_task (Job *job, gpointer result, GError *error)
{
  if (error)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, result, job->free_result);
  g_object_unref (job->task);
  g_free (job);
}

static void
run_job (RcPdfThread *self, Job *job)
{
  const int priority_before = self->priority;
  GCancellable *unwanted_before = self->unwanted;
  GError *error = NULL;
  gpointer result = NULL;

  self->priority = job->priority;
  self->unwanted = job->cancellable;
  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &error))
    result = job->func (self, job->data, &error);
  self->priority = priority_before;
  self->unwanted = unwanted_before;
  if (job->task)
    {
      finish_task (job, result, error);
      return;
    }
  g_mutex_lock (&self->mutex);
  job->result = result;
  job->error = error;
  job->done = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* NULL at the end. */
static Job *
wait_for_job (RcPdfThread *self)
{
  Job *job = NULL;

  g_mutex_lock (&self->mutex);
  while (!self->quit && g_queue_is_empty (&self->jobs))
    g_cond_wait (&self->changed, &self->mutex);
  if (!self->quit)
    job = g_queue_pop_head (&self->jobs);
  g_mutex_unlock (&self->mutex);
  return job;
}

/* (nullable) The next job if it goes before the one under way. */
static Job *
take_better_job (RcPdfThread *self)
{
  Job *job;

  g_mutex_lock (&self->mutex);
  job = g_queue_peek_head (&self->jobs);
  job = job && job->priority < self->priority ? g_queue_pop_head (&self->jobs) : NULL;
  g_mutex_unlock (&self->mutex);
  return job;
}

void
rc_pdf_thread_give_way (RcPdfThread *self)
{
  Job *job;

  while ((job = take_better_job (self)))
    run_job (self, job);
}

static gpointer
thread_main (gpointer user_data)
{
  RcPdfThread *self = user_data;
  Job *job;

  while ((job = wait_for_job (self)))
    run_job (self, job);
  g_clear_pointer (&self->client, rc_renderer_client_free);
  g_hash_table_unref (self->bad);
  if (self->fd >= 0)
    close (self->fd);
  unref (self);
  return NULL;
}

RcPdfThread *
rc_pdf_thread_new (const char *path, int fd, const char *password, RcRendererSpare *spare)
{
  RcPdfThread *self = g_new0 (RcPdfThread, 1);

  g_atomic_ref_count_init (&self->references);
  g_atomic_ref_count_inc (&self->references);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->jobs);
  self->bad = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->end = g_cancellable_new ();
  self->path = g_strdup (path);
  self->fd = fd;
  self->password = g_strdup (password);
  self->spare = spare ? rc_renderer_spare_ref (spare) : NULL;
  g_thread_unref (g_thread_new ("rc-pdf", thread_main, self));
  return self;
}

void
rc_pdf_thread_free (RcPdfThread *self)
{
  g_mutex_lock (&self->mutex);
  /* Every job keeps its document, and the document its thread. */
  g_assert (g_queue_is_empty (&self->jobs));
  self->quit = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->end);
  unref (self);
}

static void
add_job (RcPdfThread *self, Job *job)
{
  job->serial = ++self->serial;
  g_queue_insert_sorted (&self->jobs, job, compare_jobs, NULL);
  g_cond_broadcast (&self->changed);
}

gpointer
rc_pdf_thread_run (RcPdfThread *self, RcPdfFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Job job = { .func = func, .data = data, .priority = G_PRIORITY_DEFAULT, .cancellable = cancellable };

  g_mutex_lock (&self->mutex);
  add_job (self, &job);
  while (!job.done)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (job.error)
    g_propagate_error (error, job.error);
  return job.result;
}

void
rc_pdf_thread_push (RcPdfThread *self, GTask *task, RcPdfFunc func, GDestroyNotify free_result)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = g_task_get_task_data (task);
  job->priority = g_task_get_priority (task);
  job->cancellable = g_task_get_cancellable (task);
  job->task = task;
  job->free_result = free_result;
  g_mutex_lock (&self->mutex);
  add_job (self, job);
  g_mutex_unlock (&self->mutex);
}

static gboolean
open_file (RcPdfThread *self, GError **error)
{
  int saved;

  if (self->fd >= 0)
    return TRUE;
  /* Not to wait for the writer of a pipe; the client takes regular files only. */
  self->fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  saved = errno;
  if (self->fd >= 0)
    return TRUE;
  g_set_error (error, RC_DOCUMENTS_ERROR, saved == ENOENT ? RC_DOCUMENTS_ERROR_MISSING : RC_DOCUMENTS_ERROR_DAMAGED,
               "%s: %s", self->path, g_strerror (saved));
  return FALSE;
}

static gboolean
read_opened (RcPdfThread *self, const RcRendererReply *reply, GBytes *payload, RcPdfOpened *opened, GError **error)
{
  if (reply->a < 1 || reply->a > RC_PDF_MAX_PAGES || (self->n_pages && reply->a != self->n_pages))
    {
      g_set_error (error, RC_RENDERER_ERROR,
                   reply->a > RC_PDF_MAX_PAGES ? RC_RENDERER_ERROR_TOO_LARGE : RC_RENDERER_ERROR_BROKEN,
                   "%s", _("The number of its pages is not possible"));
      return FALSE;
    }
  self->n_pages = (int) reply->a;
  if (!opened)
    return TRUE;
  opened->n_pages = self->n_pages;
  opened->may = (guint) reply->b & (RC_RENDERER_MAY_PRINT | RC_RENDERER_MAY_COPY | RC_RENDERER_MAY_FLOW | RC_RENDERER_DAMAGED);
  opened->width = reply->x;
  opened->height = reply->y;
  opened->title = g_utf8_make_valid (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  return TRUE;
}

static gboolean
set_given_up (GError **error)
{
  g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_REFUSED,
                       _("It stopped the renderer several times and is not tried again"));
  return FALSE;
}

static RcRendererClient *
make_client (RcPdfThread *self, RcDocumentKind kind, GCancellable *cancellable, GError **error)
{
  static const RcRendererRole roles[] = {
    [RC_DOCUMENT_PDF] = RC_RENDERER_ROLE_PDF,
    [RC_DOCUMENT_PICTURE] = RC_RENDERER_ROLE_PICTURE,
    [RC_DOCUMENT_TEXT] = RC_RENDERER_ROLE_TEXT,
  };

  if (self->spare && rc_renderer_spare_get_role (self->spare) == roles[kind])
    return rc_renderer_client_new_from_spare (self->spare, self->fd, cancellable, error);
  return rc_renderer_client_new (roles[kind], self->fd, cancellable, error);
}

/* Starts a renderer and opens the document in it. Errors are the renderer's. */
static gboolean
start_renderer (RcPdfThread *self, RcPdfOpened *opened, GError **error)
{
  RcRendererRequest request = { .verb = RC_RENDERER_OPEN };
  RcDocumentKind kind = rc_document_kind_of (self->fd);
  /* Whoever stops the first opening wants no document; later ones wait for the page that is asked for next. */
  GCancellable *cancellable = opened && self->unwanted ? self->unwanted : self->end;
  g_autoptr (RcRendererClient) client = NULL;
  g_autoptr (GBytes) payload = NULL;
  RcRendererReply reply;

  g_clear_pointer (&self->client, rc_renderer_client_free);
  if (g_atomic_int_get (&self->n_starts) >= MAX_STARTS)
    return set_given_up (error);
  g_atomic_int_inc (&self->n_starts);
  if (kind == RC_DOCUMENT_TEXT)
    g_strlcpy (request.text, rc_document_guess_charset (self->fd), sizeof request.text);
  else if (self->password)
    g_strlcpy (request.text, self->password, sizeof request.text);
  client = make_client (self, kind, cancellable, error);
  payload = client ? rc_renderer_client_call (client, &request, OPEN_MS, &reply, cancellable, error) : NULL;
  if (!payload || !read_opened (self, &reply, payload, opened, error))
    return FALSE;
  self->client = g_steal_pointer (&client);
  return TRUE;
}

/* The renderer of PDFs, which is handed what nobody knows, calls it a damaged PDF. */
static void
name_stranger (RcPdfThread *self, GError *error)
{
  g_autofree char *what = NULL;

  if (!g_error_matches (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_REFUSED) || rc_document_kind_of (self->fd) != RC_DOCUMENT_PDF)
    return;
  what = rc_document_dup_stranger (self->fd);
  if (!what)
    return;
  g_free (error->message);
  error->message = g_steal_pointer (&what);
}

static gboolean
take_error (GError **error, GError *renderer_error)
{
  g_propagate_error (error, rc_documents_error_from_renderer (renderer_error));
  return FALSE;
}

void
rc_pdf_thread_try_again (RcPdfThread *self)
{
  g_atomic_int_set (&self->n_starts, 0);
  g_atomic_int_set (&self->tried_again, TRUE);
}

gboolean
rc_pdf_thread_ensure_open (RcPdfThread *self, int *n_pages, RcPdfOpened *opened, GError **error)
{
  GError *local = NULL;

  if (!open_file (self, error))
    return FALSE;
  if (!(self->client && rc_renderer_client_is_alive (self->client)) && !start_renderer (self, opened, &local))
    {
      /* One that waited may have been ended in the meantime; the next one is fresh. */
      name_stranger (self, local);
      if (!self->spare || !g_error_matches (local, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED))
        return take_error (error, local);
      g_clear_error (&local);
      if (!start_renderer (self, opened, &local))
        return take_error (error, local);
    }
  if (n_pages)
    *n_pages = self->n_pages;
  return TRUE;
}

/* A page may be drawn well whose text cannot be had. */
static gint64
make_key (const RcRendererRequest *request)
{
  return request->a << 8 | request->verb;
}

/* What could not even be drawn does not hold up the other pages again with its text and its links. */
static guint
get_timeout (RcPdfThread *self, const RcRendererRequest *request)
{
  const gint64 drawing = request->a << 8 | RC_RENDERER_RENDER;

  switch (request->verb)
    {
    case RC_RENDERER_DIRECTION:
      return ASIDE_MS;
    case RC_RENDERER_LAYER:
    case RC_RENDERER_LINKS:
      return g_hash_table_contains (self->bad, &drawing) ? ASIDE_MS : PAGE_MS;
    default:
      return PAGE_MS;
    }
}

static gboolean
is_bad (RcPdfThread *self, const RcRendererRequest *request)
{
  const gint64 key = make_key (request);

  if (g_atomic_int_compare_and_exchange (&self->tried_again, TRUE, FALSE))
    g_hash_table_remove_all (self->bad);
  return g_hash_table_contains (self->bad, &key);
}

static void
remember_bad (RcPdfThread *self, const RcRendererRequest *request)
{
  const gint64 key = make_key (request);

  g_hash_table_add (self->bad, g_memdup2 (&key, sizeof key));
}

/* Pixels when `reply` is NULL. What stops the renderer is remembered, so that one bad page costs the others nothing. */
static GBytes *
call (RcPdfThread *self, const RcRendererRequest *request, gsize size, RcRendererReply *reply, GError **error)
{
  guint timeout_ms = get_timeout (self, request);
  const gint64 end = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;
  GError *local = NULL;

  if (is_bad (self, request))
    {
      set_given_up (&local);
      take_error (error, local);
      return NULL;
    }
  for (int attempt = 1;; attempt++)
    {
      GBytes *payload;

      if (!rc_pdf_thread_ensure_open (self, NULL, NULL, error))
        return NULL;
      rc_renderer_client_set_unwanted (self->client, self->unwanted);
      if (reply)
        payload = rc_renderer_client_call (self->client, request, timeout_ms, reply, self->end, &local);
      else
        payload = rc_renderer_client_call_pixels (self->client, request, size, timeout_ms, self->end, &local);
      /* One that was ended because nobody waits did nothing wrong. */
      if (rc_renderer_client_is_alive (self->client) || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_atomic_int_set (&self->n_starts, 0);
      if (payload)
        return payload;
      /* It may have died of an earlier page, or of the machine's lack of memory: this one gets a second try. */
      if (attempt == 2 || !g_error_matches (local, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED))
        break;
      g_clear_error (&local);
      /* In what is left of the time of the first. */
      timeout_ms = (guint) MAX (ASIDE_MS, (end - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND);
    }
  if (!rc_renderer_client_is_alive (self->client) && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    remember_bad (self, request);
  take_error (error, local);
  return NULL;
}

GBytes *
rc_pdf_thread_call (RcPdfThread *self, const RcRendererRequest *request, RcRendererReply *reply, GError **error)
{
  return call (self, request, 0, reply, error);
}

GBytes *
rc_pdf_thread_call_pixels (RcPdfThread *self, const RcRendererRequest *request, gsize size, GError **error)
{
  return call (self, request, size, NULL, error);
}
