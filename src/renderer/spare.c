/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread that keeps one renderer ready. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/spare.h"

#include "renderer/process.h"

/* Whoever took one is drawing a first page now, and should not have to share the processor with the making of another. */
#define PAUSE_US (G_USEC_PER_SEC / 2)
/* A renderer that cannot be started will not start a second later either. */
#define MAX_FAILURES 3

struct _RcRendererSpare
{
  gatomicrefcount references;
  RcRendererRole role;
  GMutex mutex; /* for the following */
  GCond changed;
  RcRendererProcess process; /* (owned) */
  gboolean ready;
  guint n_waiting; /* for one */
  gboolean quit;
  guint n_failures;

  RcRendererProcess forker; /* (owned) the thread's own */
};

/* Waits until the time, 0 for ever; returns early when asked to quit or another one is wanted. */
static void
wait_for_change (RcRendererSpare *self, gint64 until)
{
  while (!self->quit && (until != 0 ? self->n_waiting == 0 || self->ready : self->ready || self->n_failures >= MAX_FAILURES))
    {
      if (until == 0)
        g_cond_wait (&self->changed, &self->mutex);
      else if (!g_cond_wait_until (&self->changed, &self->mutex, until))
        return;
    }
}

static gboolean
ensure_forker (RcRendererSpare *self, GError **error)
{
  if (rc_renderer_process_is_alive (&self->forker))
    return TRUE;
  rc_renderer_process_clear (&self->forker);
  return rc_renderer_process_start_forker (&self->forker, self->role, error) &&
         rc_renderer_process_wait_for_hello (&self->forker, NULL, error);
}

static gboolean
make (RcRendererSpare *self, RcRendererProcess *process, GError **error)
{
  if (ensure_forker (self, error) && rc_renderer_process_fork (process, &self->forker, error))
    {
      if (rc_renderer_process_wait_for_hello (process, NULL, error))
        return TRUE;
      rc_renderer_process_clear (process);
    }
  /* A forker that does not answer is not asked again. */
  rc_renderer_process_clear (&self->forker);
  return FALSE;
}

/* Called with the mutex, and gives it up while it works. */
static void
start (RcRendererSpare *self)
{
  g_autoptr (GError) error = NULL;
  RcRendererProcess process;
  gboolean started;

  g_mutex_unlock (&self->mutex);
  started = make (self, &process, &error);
  if (!started)
    g_message ("no renderer stands ready: %s", error->message);
  g_mutex_lock (&self->mutex);
  self->n_failures = started ? 0 : self->n_failures + 1;
  self->ready = started;
  if (started)
    self->process = process;
  g_cond_broadcast (&self->changed);
}

static gpointer
thread_main (gpointer user_data)
{
  RcRendererSpare *self = user_data;

  g_mutex_lock (&self->mutex);
  while (!self->quit)
    {
      start (self);
      wait_for_change (self, 0);
      wait_for_change (self, g_get_monotonic_time () + PAUSE_US);
    }
  g_mutex_unlock (&self->mutex);
  if (self->ready)
    rc_renderer_process_clear (&self->process);
  rc_renderer_process_clear (&self->forker);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
  return NULL;
}

RcRendererSpare *
rc_renderer_spare_new (RcRendererRole role)
{
  RcRendererSpare *self = g_new0 (RcRendererSpare, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->role = role;
  self->forker.socket = -1;
  g_thread_unref (g_thread_new ("rc-spare", thread_main, self));
  return self;
}

RcRendererSpare *
rc_renderer_spare_ref (RcRendererSpare *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
rc_renderer_spare_unref (RcRendererSpare *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_mutex_lock (&self->mutex);
  self->quit = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

RcRendererRole
rc_renderer_spare_get_role (RcRendererSpare *self)
{
  return self->role;
}

static void
cancelled_cb (GCancellable *cancellable, RcRendererSpare *self)
{
  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

gboolean
rc_renderer_spare_take (RcRendererSpare *self, gpointer process, GCancellable *cancellable)
{
  gulong handler = cancellable ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL) : 0;
  RcRendererProcess *taken = process;
  gboolean had;

  g_mutex_lock (&self->mutex);
  self->n_waiting++;
  g_cond_broadcast (&self->changed);
  while (!self->ready && self->n_failures < MAX_FAILURES && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->changed, &self->mutex);
  self->n_waiting--;
  had = self->ready;
  if (had)
    *taken = self->process;
  self->ready = FALSE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_cancellable_disconnect (cancellable, handler);
  if (!had || rc_renderer_process_is_alive (taken))
    return had;
  rc_renderer_process_clear (taken);
  return FALSE;
}

void
rc_renderer_spare_wait (RcRendererSpare *self)
{
  g_mutex_lock (&self->mutex);
  self->n_waiting++;
  g_cond_broadcast (&self->changed);
  while (!self->ready && self->n_failures == 0)
    g_cond_wait (&self->changed, &self->mutex);
  self->n_waiting--;
  g_mutex_unlock (&self->mutex);
}
