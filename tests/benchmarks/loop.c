/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "loop.h"

#include "widgets/widgets.h"

#include <time.h>

#define NOTICEABLE_US 1000 /* shorter visits are not counted: they would only flatter the percentile */
#define QUIET_US (400 * 1000)

/* The only state: GPollFunc has no user data. */
static Stall back_from_poll;
GArray *loop_stalls; /* Stall */

static Stall
get_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (Stall){ g_get_monotonic_time (), now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000 };
}

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout_ms)
{
  Stall now = get_now ();
  int n;

  if (back_from_poll.clock_us != 0 && now.clock_us - back_from_poll.clock_us >= NOTICEABLE_US)
    {
      Stall stall = { now.clock_us - back_from_poll.clock_us, now.processor_us - back_from_poll.processor_us };

      g_array_append_val (loop_stalls, stall);
    }
  n = g_poll (fds, n_fds, timeout_ms);
  back_from_poll = get_now ();
  return n;
}

void
loop_watch (void)
{
  loop_stalls = g_array_new (FALSE, FALSE, sizeof (Stall));
  g_main_context_set_poll_func (NULL, timed_poll);
}

void
loop_forget_visit (void)
{
  back_from_poll = get_now ();
}

GtkWidget *
loop_find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = loop_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
loop_settle (void)
{
  gint64 quiet_since = g_get_monotonic_time ();
  guint seen = loop_stalls->len;

  while (g_get_monotonic_time () - quiet_since < QUIET_US)
    {
      gboolean woken = FALSE;
      guint source = g_timeout_add (20, wake_cb, &woken);

      g_main_context_iteration (NULL, TRUE);
      if (!woken)
        g_source_remove (source);
      if (loop_stalls->len != seen)
        quiet_since = g_get_monotonic_time ();
      seen = loop_stalls->len;
    }
}

void
loop_run_frame (GtkWidget *widget)
{
  gint64 frame = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (widget));
  gint64 limit = g_get_monotonic_time () + G_USEC_PER_SEC;

  gtk_widget_queue_draw (widget);
  while (gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (widget)) == frame && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
}

void
loop_use_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, RC_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Inter 12", NULL);
}

int
loop_compare_clock (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const Stall *) a)->clock_us, y = ((const Stall *) b)->clock_us;

  return x < y ? -1 : x > y;
}

int
loop_compare_processor (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const Stall *) a)->processor_us, y = ((const Stall *) b)->processor_us;

  return x < y ? -1 : x > y;
}
