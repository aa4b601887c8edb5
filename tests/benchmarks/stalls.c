/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop is away while somebody types, scrolls and jumps over the results of a large catalogue.
 *
 *   stalls CATALOGUE        prints one line of figures for typing, for scrolling, for jumping, and for all together
 *
 * A stall is the time between two visits of the main loop to poll(): what nothing on the screen can move in. Beside the time
 * of the clock stands that of the processor, which other programs on the machine lengthen less. */
#include "config.h"

#include "loop.h"
#include "pages/page-stack.h"
#include "widgets/widgets.h"

#include <adwaita.h>
#include <stdio.h>

#define N_SCROLLS 300
#define N_JUMPS 30
#define SCROLL_PX 120

static const char *const QUERIES[] = { "education", "вода", "білім", "report on science", "a", "unesco 2003" };

static void
report (const char *what, GArray *times)
{
  const guint places[] = { times->len / 2, times->len * 99 / 100, times->len - 1 };

  if (times->len == 0)
    {
      printf ("%-10s no stall of a millisecond or more\n", what);
      return;
    }
  printf ("%-10s %6u stalls  p50, p99, worst, ms:", what, times->len);
  g_array_sort (times, loop_compare_clock);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    printf (" %6.1f", g_array_index (times, Stall, places[i]).clock_us / 1000.0);
  printf ("  of the processor:");
  g_array_sort (times, loop_compare_processor);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    printf (" %6.1f", g_array_index (times, Stall, places[i]).processor_us / 1000.0);
  printf ("\n");
  fflush (stdout);
}

/* Reports what was gathered since the last call, and adds it to `all`. */
static void
close_part (const char *what, GArray *all)
{
  g_array_append_vals (all, loop_stalls->data, loop_stalls->len);
  report (what, loop_stalls);
  g_array_set_size (loop_stalls, 0);
}

/* The longest list on the screen. */
static GtkAdjustment *
find_longest (GtkWidget *root)
{
  GtkAdjustment *longest = GTK_IS_SCROLLABLE (root) ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (root)) : NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkAdjustment *found = find_longest (child);

      if (found != NULL && (longest == NULL || gtk_adjustment_get_upper (found) > gtk_adjustment_get_upper (longest)))
        longest = found;
    }
  return longest;
}

/* The first answer over a cold file takes its time. */
static void
wait_for_list (GtkWidget *window)
{
  gint64 limit = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  GtkAdjustment *list = NULL;

  while ((list == NULL || gtk_adjustment_get_upper (list) < 100000) && g_get_monotonic_time () < limit)
    {
      loop_settle ();
      list = find_longest (window);
    }
}

static void
type_queries (GtkWidget *window)
{
  GtkWidget *entry = loop_find (window, GTK_TYPE_EDITABLE);

  for (guint i = 0; i < G_N_ELEMENTS (QUERIES); i++)
    for (const char *end = QUERIES[i]; *end != '\0';)
      {
        g_autofree char *typed = NULL;

        end = g_utf8_next_char (end);
        typed = g_strndup (QUERIES[i], (gsize) (end - QUERIES[i]));
        gtk_editable_set_text (GTK_EDITABLE (entry), typed);
        loop_run_frame (window);
        loop_run_frame (window);
      }
  loop_settle ();
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  wait_for_list (window);
}

int
main (int argc, char **argv)
{
  g_autoptr (RcCatalogue) catalogue = NULL;
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Stall));
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
  loop_use_style ();
  loop_watch ();
  catalogue = rc_catalogue_new (argv[1], FALSE);
  window = gtk_window_new ();
  stack = rc_page_stack_new (catalogue, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (stack));
  gtk_window_present (GTK_WINDOW (window));
  loop_settle ();
  close_part ("start", all);
  g_array_set_size (all, 0);
  rc_navigator_open_results (RC_NAVIGATOR (stack), query);
  wait_for_list (window);
  close_part ("results", all);

  type_queries (window);
  close_part ("typing", all);
  adjustment = find_longest (window);
  if (adjustment == NULL)
    {
      fprintf (stderr, "stalls: there is no list on the screen\n");
      return 1;
    }
  printf ("%-10s %.0f px high\n", "list", gtk_adjustment_get_upper (adjustment));
  for (guint i = 0; i < N_SCROLLS; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + SCROLL_PX);
      loop_run_frame (window);
    }
  loop_settle ();
  close_part ("scrolling", all);
  for (guint i = 0; i < N_JUMPS; i++)
    {
      gtk_adjustment_set_value (adjustment, g_rand_double (random) * gtk_adjustment_get_upper (adjustment));
      loop_run_frame (window);
      loop_settle ();
    }
  close_part ("jumping", all);
  report ("all", all);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
