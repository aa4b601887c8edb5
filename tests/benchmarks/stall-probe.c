/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a GTK program: writes each time of a millisecond or more between two visits of its main loop to poll() into the file
 * RC_STALLS, a line each: when it began (of the monotonic clock), how long, and how much of that was the processor's work for it, in
 * microseconds. */
#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <time.h>

#define NOTICEABLE_US 1000

/* GPollFunc has no user data. */
static FILE *file;
static gint64 back_us, back_cpu_us;

static gint64
get_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout_ms)
{
  gint64 now = g_get_monotonic_time ();
  int n;

  if (back_us != 0 && now - back_us >= NOTICEABLE_US)
    fprintf (file, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", back_us, now - back_us, get_cpu_us () - back_cpu_us);
  n = g_poll (fds, n_fds, timeout_ms);
  back_us = g_get_monotonic_time ();
  back_cpu_us = get_cpu_us ();
  return n;
}

void gtk_window_present (GtkWindow *window);

void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");
  const char *path = g_getenv ("RC_STALLS");

  if (file == NULL && path != NULL && (file = fopen (path, "we")) != NULL)
    {
      setlinebuf (file);
      g_main_context_set_poll_func (NULL, timed_poll);
    }
  present (window);
}
