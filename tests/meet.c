/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two threads that count under a lock, or, with an argument, without one: ThreadSanitizer must see only the second. */
#include <glib.h>

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean guarded;
  int n_counted;
  int n_arrived;
} Meeting;

/* Both arrive before either counts, lest one is done before the other starts. */
static gpointer
count_in_thread (gpointer user_data)
{
  Meeting *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_arrived++;
  g_cond_broadcast (&self->cond);
  while (self->n_arrived < 2)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (self->guarded)
    g_mutex_lock (&self->mutex);
  self->n_counted++;
  if (self->guarded)
    g_mutex_unlock (&self->mutex);
  return NULL;
}

int
main (int argc, char **argv)
{
  Meeting meeting = { .guarded = argc == 1 };
  GThread *threads[2];

  g_mutex_init (&meeting.mutex);
  g_cond_init (&meeting.cond);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("counts", count_in_thread, &meeting);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_mutex_clear (&meeting.mutex);
  g_cond_clear (&meeting.cond);
  return 0;
}
