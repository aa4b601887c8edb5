/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop is away while somebody types, scrolls and jumps over the results of a large catalogue.
 *
 *   stalls CATALOGUE        prints one line of figures for typing, for scrolling, for jumping, and for all together
 *
 * A stall is the time between two visits of the main loop to poll(): what nothing on the screen can move in. */
#include "config.h"

#include "pages/page-stack.h"
#include "widgets/widgets.h"

#include <adwaita.h>
#include <stdio.h>

#define N_SCROLLS 300
#define N_JUMPS 30
#define SCROLL_PX 120
#define NOTICEABLE_US 1000 /* shorter visits are not counted: they would only flatter the percentile */
#define QUIET_US (400 * 1000)

static const char *const QUERIES[] = { "education", "вода", "білім", "report on science", "a", "unesco 2003" };

/* The only state beside the stack: GPollFunc has no user data. */
static gint64 back_from_poll;
static GArray *stalls; /* gint64, microseconds */

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout_ms)
{
  gint64 now = g_get_monotonic_time ();
  int n;

  if (back_from_poll != 0 && now - back_from_poll >= NOTICEABLE_US)
    {
      gint64 stall = now - back_from_poll;

      g_array_append_val (stalls, stall);
    }
  n = g_poll (fds, n_fds, timeout_ms);
  back_from_poll = g_get_monotonic_time ();
  return n;
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

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

/* Lets the main loop run until it had nothing to do for a while. */
static void
settle (void)
{
  gint64 quiet_since = g_get_monotonic_time ();
  guint seen = stalls->len;

  while (g_get_monotonic_time () - quiet_since < QUIET_US)
    {
      gboolean woken = FALSE;
      guint source = g_timeout_add (20, wake_cb, &woken);

      g_main_context_iteration (NULL, TRUE);
      if (!woken)
        g_source_remove (source);
      if (stalls->len != seen)
        quiet_since = g_get_monotonic_time ();
      seen = stalls->len;
    }
}

static void
run_frame (GtkWidget *widget)
{
  gint64 frame = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (widget));
  gint64 limit = g_get_monotonic_time () + G_USEC_PER_SEC;

  gtk_widget_queue_draw (widget);
  while (gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (widget)) == frame && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
report (const char *what, GArray *times)
{
  g_array_sort (times, compare);
  if (times->len == 0)
    printf ("%-10s no stall of a millisecond or more\n", what);
  else
    printf ("%-10s %6u stalls  p50 %6.1f ms  p99 %6.1f ms  worst %6.1f ms\n", what, times->len,
            g_array_index (times, gint64, times->len / 2) / 1000.0, g_array_index (times, gint64, times->len * 99 / 100) / 1000.0,
            g_array_index (times, gint64, times->len - 1) / 1000.0);
  fflush (stdout);
}

/* Reports what was gathered since the last call, and adds it to `all`. */
static void
close_part (const char *what, GArray *all)
{
  g_array_append_vals (all, stalls->data, stalls->len);
  report (what, stalls);
  g_array_set_size (stalls, 0);
}

static void
type_queries (GtkWidget *window)
{
  GtkWidget *entry = find (window, GTK_TYPE_EDITABLE);

  for (guint i = 0; i < G_N_ELEMENTS (QUERIES); i++)
    for (const char *end = QUERIES[i]; *end != '\0';)
      {
        g_autofree char *typed = NULL;

        end = g_utf8_next_char (end);
        typed = g_strndup (QUERIES[i], (gsize) (end - QUERIES[i]));
        gtk_editable_set_text (GTK_EDITABLE (entry), typed);
        run_frame (window);
        run_frame (window);
      }
  settle ();
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  settle ();
}

static GtkAdjustment *
get_adjustment (GtkWidget *window)
{
  GtkWidget *list = find (window, GTK_TYPE_LIST_VIEW);

  return list != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)) : NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (RcCatalogue) catalogue = NULL;
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GtkWidget *window;
  RcPageStack *stack;
  GtkAdjustment *adjustment;

  if (argc != 2)
    {
      fprintf (stderr, "usage: stalls CATALOGUE\n");
      return 2;
    }
  rc_widgets_init_locale ();
  adw_init ();
  rc_widgets_init ();
  stalls = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_main_context_set_poll_func (NULL, timed_poll);
  catalogue = rc_catalogue_new (argv[1], FALSE);
  window = gtk_window_new ();
  stack = rc_page_stack_new (catalogue, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (stack));
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  close_part ("start", all);
  g_array_set_size (all, 0);
  rc_navigator_open_results (RC_NAVIGATOR (stack), query);
  settle ();
  close_part ("results", all);

  type_queries (window);
  close_part ("typing", all);
  adjustment = get_adjustment (window);
  if (adjustment == NULL)
    {
      fprintf (stderr, "stalls: there is no list on the screen\n");
      return 1;
    }
  printf ("%-10s %.0f px high\n", "list", gtk_adjustment_get_upper (adjustment));
  for (guint i = 0; i < N_SCROLLS; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + SCROLL_PX);
      run_frame (window);
    }
  settle ();
  close_part ("scrolling", all);
  for (guint i = 0; i < N_JUMPS; i++)
    {
      gtk_adjustment_set_value (adjustment, g_rand_double (random) * gtk_adjustment_get_upper (adjustment));
      run_frame (window);
      settle ();
    }
  close_part ("jumping", all);
  report ("all", all);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
