/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work is handed over in one place, and taken back when nobody has come for it: whoever shares work with a helper is never
 * slower than alone. */
#define G_LOG_DOMAIN "rc-search"

#include "search/helper.h"

typedef enum
{
  IDLE,
  WANTED,
  WORKING,
  DONE,
  ENDED,
} State;

struct _RcHelper
{
  GMutex mutex;
  GCond changed;
  GThread *thread; /* (owned) (nullable) */
  State state;
  void (*func) (gpointer data);
  gpointer data; /* (unowned) */
};

static gpointer
help (gpointer data)
{
  RcHelper *self = data;

  g_mutex_lock (&self->mutex);
  while (self->state != ENDED)
    {
      if (self->state != WANTED)
        {
          g_cond_wait (&self->changed, &self->mutex);
          continue;
        }
      self->state = WORKING;
      g_mutex_unlock (&self->mutex);
      self->func (self->data);
      g_mutex_lock (&self->mutex);
      self->state = DONE;
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

RcHelper *
rc_helper_new (void)
{
  RcHelper *self = g_new0 (RcHelper, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  return self;
}

static void
set_state (RcHelper *self, State state)
{
  g_mutex_lock (&self->mutex);
  self->state = state;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

void
rc_helper_free (RcHelper *self)
{
  if (self == NULL)
    return;
  set_state (self, ENDED);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

void
rc_helper_start (RcHelper *self, void (*func) (gpointer data), gpointer data)
{
  self->func = func;
  self->data = data;
  set_state (self, WANTED);
  if (self->thread == NULL)
    self->thread = g_thread_try_new ("rc-search-helper", help, self, NULL);
}

gboolean
rc_helper_finish (RcHelper *self)
{
  gboolean done;

  g_mutex_lock (&self->mutex);
  while (self->state == WORKING)
    g_cond_wait (&self->changed, &self->mutex);
  done = self->state == DONE;
  self->state = IDLE;
  g_mutex_unlock (&self->mutex);
  return done;
}
