/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader on the screen: a long document scrolled at three pages a second, its pages turned, its marks drawn, and closed documents
 * opened. One line of JSON a figure.
 *
 *   reader CATALOGUE DOCUMENTS PAGES [FIGURE]    of its documents the first is the long one, of which so many pages are scrolled through */
#include "config.h"

#include "documents/page-boxes.h"
#include "loop.h"
#include "pages/page-stack.h"
#include "widgets/page-view-private.h"
#include "widgets/widgets.h"

#include <adwaita.h>
#include <math.h>
#include <stdio.h>

#define PAGES_A_SECOND 3.0
#define N_TURNS 100
#define READING_US (500 * 1000) /* before a page is turned */
#define MOST_FRAMES 120         /* to wait for a page */
#define HITS_A_PAGE 20
#define N_TAPS 40
#define MOST_FAILURES 3
#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  GtkWindow *window;
  RcPageStack *stack;
  RcPageView *view; /* of the document that is open */
} Screen;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
quantile (GArray *values, double part)
{
  g_array_sort (values, compare_doubles);
  return values->len > 0 ? g_array_index (values, double, (guint) (part * (values->len - 1) + 0.5)) : 0;
}

/* Milliseconds that the main loop was away since the last call. */
static void
report_stalls (const char *during)
{
  double clock[3], processor[3];
  guint n = loop_stalls->len;

  if (n == 0)
    {
      fprintf (stderr, "reader: the main loop was never looked at during %s\n", during);
      return;
    }
  const guint places[] = { n / 2, n * 99 / 100, n - 1 };

  g_array_sort (loop_stalls, loop_compare_clock);
  for (guint i = 0; i < 3; i++)
    clock[i] = g_array_index (loop_stalls, Stall, places[i]).clock_us / 1000.0;
  g_array_sort (loop_stalls, loop_compare_processor);
  for (guint i = 0; i < 3; i++)
    processor[i] = g_array_index (loop_stalls, Stall, places[i]).processor_us / 1000.0;
  g_print ("{\"figure\":\"stalls\",\"during\":\"%s\",\"n\":%u,\"p50_ms\":%.1f,\"p99_ms\":%.1f,\"max_ms\":%.1f,"
           "\"processor_p50_ms\":%.1f,\"processor_p99_ms\":%.1f,\"processor_max_ms\":%.1f}\n",
           during, n, clock[0], clock[1], clock[2], processor[0], processor[1], processor[2]);
  g_array_set_size (loop_stalls, 0);
}

/* --- memory --- */

static double
read_pss (const char *pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/smaps_rollup", pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, "\nPss:")) == NULL)
    return NAN;
  return g_ascii_strtod (line + strlen ("\nPss:"), NULL) / 1024;
}

/* MiB of this process and of its renderers, the one that waits included. Those can be looked into by root alone. */
static double
measure_memory (void)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  double sum = read_pss ("self");
  const char *thread;

  while ((thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/children", thread);
      g_autofree char *text = NULL;
      g_auto (GStrv) children = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      children = g_strsplit (g_strstrip (text), " ", -1);
      for (guint i = 0; children[i] != NULL && children[i][0] != '\0'; i++)
        sum += read_pss (children[i]);
    }
  return sum;
}

/* --- the screen --- */

/* FALSE when that takes too long. */
static gboolean
wait_until (Screen *screen, gboolean (*func) (Screen *screen))
{
  gint64 limit = g_get_monotonic_time () + PATIENCE_US;

  while (!func (screen) && g_get_monotonic_time () < limit)
    /* Where nothing moves there is nothing to wait for either. */
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  return func (screen);
}

/* The frame that was drawn last has all pages in sight as sharp as they become. */
static gboolean
is_sharp (Screen *screen)
{
  GtkWidget *view = loop_find (GTK_WIDGET (screen->stack), RC_TYPE_PAGE_VIEW);

  screen->view = RC_PAGE_VIEW (view);
  return view != NULL && screen->view->n_drawn > 0 && screen->view->n_rough == 0 && screen->view->n_blank == 0;
}

/* FALSE when it is not there in time, which is told. */
static gboolean
open_document (Screen *screen, gint64 document)
{
  rc_navigator_open_document (RC_NAVIGATOR (screen->stack), document, 0, NULL);
  if (wait_until (screen, is_sharp))
    return TRUE;
  fprintf (stderr, "reader: document %d is not on the screen after %d s: %s\n", (int) document, PATIENCE_US / G_USEC_PER_SEC,
           screen->view == NULL ? "it has no view" : screen->view->n_drawn == 0 ? "it draws no page" : "its page does not become sharp");
  return FALSE;
}

static void
look_at_it (gint64 for_us)
{
  gint64 until = g_get_monotonic_time () + for_us;

  while (g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* --- figures --- */

static void
scroll (Screen *screen, guint n_pages)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (screen->view));
  double page = gtk_adjustment_get_upper (adjustment) / rc_page_view_get_n_pages (screen->view);
  gint64 start = g_get_monotonic_time (), measured = start;
  guint n_frames = 0, n_blank = 0, n_rough = 0, run = 0, longest = 0, longest_at = 0;
  double most = 0, value;

  loop_settle ();
  g_array_set_size (loop_stalls, 0);
  start = g_get_monotonic_time ();
  do
    {
      value = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC * PAGES_A_SECOND * page;
      gtk_adjustment_set_value (adjustment, value);
      loop_run_frame (GTK_WIDGET (screen->view));
      n_frames++;
      n_rough += screen->view->n_rough > 0;
      n_blank += screen->view->n_blank > 0;
      run = screen->view->n_blank > 0 ? run + 1 : 0;
      if (run > longest)
        {
          longest = run;
          longest_at = rc_page_view_get_page (screen->view) + 1;
        }
      if (g_get_monotonic_time () - measured > G_USEC_PER_SEC)
        {
          most = MAX (most, measure_memory ());
          measured = g_get_monotonic_time ();
          /* Reading the tables of our own pages is no stall of the application. */
          loop_forget_visit ();
        }
    }
  while (value < MIN (n_pages * page, gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)));
  g_print ("{\"figure\":\"scrolling\",\"pages\":%u,\"frames\":%u,\"frames_a_second\":%.1f,\"blank_frames\":%u,\"longest_blank_run\":%u,\"at_page\":%u,"
           "\"frames_not_sharp\":%u,\"pss_mib\":%.0f}\n",
           n_pages, n_frames, n_frames / ((double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC), n_blank, longest, longest_at, n_rough, most);
  report_stalls ("scrolling");
}

/* Frames from the key to a page that is as sharp as it becomes. */
static void
turn (Screen *screen)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_in_two = 0, n_turns = MIN (N_TURNS, rc_page_view_get_n_pages (screen->view) - 1);

  g_object_set (screen->view, "continuous", FALSE, NULL);
  rc_page_view_set_fit (screen->view, RC_PAGE_FIT_PAGE);
  rc_page_view_show_page (screen->view, 0);
  loop_settle ();
  for (guint i = 0; i < n_turns; i++)
    {
      double n = 0;

      look_at_it (READING_US);
      gtk_widget_activate_action (GTK_WIDGET (screen->view), "view.next-page", NULL);
      do
        {
          loop_run_frame (GTK_WIDGET (screen->view));
          n++;
        }
      while ((screen->view->n_rough > 0 || screen->view->n_blank > 0) && n < MOST_FRAMES);
      n_in_two += n <= 2;
      g_array_append_val (frames, n);
    }
  g_print ("{\"figure\":\"turns\",\"pages\":%u,\"in_two_frames\":%.3f,\"p50_frames\":%.0f,\"p95_frames\":%.0f,\"max_frames\":%.0f}\n", n_turns,
           (double) n_in_two / n_turns, quantile (frames, 0.5), quantile (frames, 0.95), quantile (frames, 1));
  g_object_set (screen->view, "continuous", TRUE, NULL);
  report_stalls ("turning");
}

/* What one more frame costs where hits are marked on every page, of which the view shows one or two. */
static void
mark (Screen *screen)
{
  g_autoptr (RcDocumentText) text = rc_document_text_new ();
  g_autoptr (RcHits) hits = rc_hits_new (text);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (RcTextPlace));
  g_autofree char *letters = g_strnfill (HITS_A_PAGE, 'x');
  RcTextBox boxes[HITS_A_PAGE];
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (screen->view));
  const char *const what[] = { "no marks", "marks" };

  for (guint i = 0; i < HITS_A_PAGE; i++)
    boxes[i] = (RcTextBox){ 72, 36 + 36 * (float) i, 130, 48 + 36 * (float) i };
  for (guint page = 0; page < rc_page_view_get_n_pages (screen->view); page++)
    {
      g_autoptr (GBytes) packed = rc_page_boxes_pack (letters, boxes);

      rc_document_text_add (text, rc_page_text_new (letters, packed));
      for (guint i = 0; i < HITS_A_PAGE; i++)
        g_array_append_val (places, ((RcTextPlace){ page, i, i + 1 }));
    }
  rc_hits_add (hits, places);
  rc_page_view_show_page (screen->view, rc_page_view_get_n_pages (screen->view) / 2);
  loop_settle ();
  for (guint i = 0; i < 2; i++)
    {
      if (i == 1)
        rc_page_view_set_hits (screen->view, hits, 0);
      loop_settle ();
      g_array_set_size (loop_stalls, 0);
      /* GTK draws nothing again that has not moved. */
      for (guint n = 0; n < 60; n++)
        {
          gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + (n < 30 ? 2 : -2));
          loop_run_frame (GTK_WIDGET (screen->view));
        }
      report_stalls (what[i]);
    }
  rc_page_view_set_hits (screen->view, NULL, -1);
}

static void
tap (Screen *screen, guint n_documents)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_failed = 0;

  for (guint i = 0; i < N_TAPS && n_failed < MOST_FAILURES; i++)
    {
      gint64 start;
      double ms;

      rc_navigator_start_over (RC_NAVIGATOR (screen->stack));
      /* A person looks for the next one meanwhile. */
      look_at_it (2 * G_USEC_PER_SEC);
      start = g_get_monotonic_time ();
      if (!open_document (screen, 2 + i % (n_documents - 1)))
        {
          n_failed++;
          continue;
        }
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (times, ms);
    }
  g_print ("{\"figure\":\"tap to first page\",\"taps\":%u,\"failed\":%u,\"p50_ms\":%.0f,\"p95_ms\":%.0f,\"max_ms\":%.0f}\n", times->len, n_failed,
           quantile (times, 0.5), quantile (times, 0.95), quantile (times, 1));
}

static gboolean
wants (const char *only, const char *figure)
{
  return only == NULL || g_str_equal (only, figure);
}

int
main (int argc, char **argv)
{
  g_autoptr (RcCatalogue) catalogue = NULL;
  Screen screen = { NULL };

  if (argc != 4 && argc != 5)
    {
      fprintf (stderr, "usage: reader CATALOGUE DOCUMENTS PAGES [scrolling|turns|marks|taps]\n");
      return 2;
    }
  rc_widgets_init_locale ();
  adw_init ();
  rc_widgets_init ();
  loop_use_style ();
  loop_watch ();
  catalogue = rc_catalogue_new (argv[1], FALSE);
  rc_pdf_stand_ready (G_OBJECT (catalogue));
  screen.window = GTK_WINDOW (gtk_window_new ());
  screen.stack = rc_page_stack_new (catalogue, NULL);
  gtk_window_set_default_size (screen.window, 1280, 800);
  gtk_window_set_child (screen.window, GTK_WIDGET (screen.stack));
  gtk_window_present (screen.window);
  loop_settle ();

  if (!open_document (&screen, 1))
    return 1;
  if (wants (argv[4], "scrolling"))
    scroll (&screen, (guint) atoi (argv[3]));
  if (wants (argv[4], "turns"))
    turn (&screen);
  if (wants (argv[4], "marks"))
    mark (&screen);
  if (wants (argv[4], "taps"))
    tap (&screen, (guint) atoi (argv[2]));
  gtk_window_destroy (screen.window);
  return 0;
}
