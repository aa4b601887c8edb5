/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a GTK program: says when its first frame was painted, in milliseconds since the process began, and ends it. */
#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* Field 22 of /proc/self/stat, in ticks since the machine was started; the name of the program may hold anything. */
static double
get_start_ms (void)
{
  g_autofree char *text = NULL;
  const char *at;
  g_auto (GStrv) fields = NULL;

  if (!g_file_get_contents ("/proc/self/stat", &text, NULL, NULL))
    _exit (1);
  at = strrchr (text, ')');
  fields = g_strsplit (at + 2, " ", -1);
  return g_ascii_strtod (fields[19], NULL) * 1000 / (double) sysconf (_SC_CLK_TCK);
}

static void
painted_cb (void)
{
  struct timespec now, cpu;

  clock_gettime (CLOCK_BOOTTIME, &now);
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  printf ("%.1f %.1f\n", (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6 - get_start_ms (),
          (double) cpu.tv_sec * 1000 + (double) cpu.tv_nsec / 1e6);
  fflush (stdout);
  _exit (0);
}

void gtk_window_present (GtkWindow *window);

void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (painted_cb), NULL);
}
