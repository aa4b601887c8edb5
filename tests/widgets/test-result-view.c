/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handful of widgets for ten thousand results: which they show, where they stand, what the keyboard does; on a display. */
#include "config.h"

#include "widgets/result-row.h"
#include "widgets/result-view.h"
#include "widgets/widgets.h"

#include <adwaita.h>

#define N_RESULTS 10000
#define HEIGHT 600
#define PATIENCE_SECONDS 60

typedef struct
{
  GtkWidget *window;
  RcResultView *view;
  GtkAdjustment *adjustment; /* borrowed */
  RcRowLoader *loader;       /* (owned) */
  guint activated;
} Fixture;

static RcResultList *
make_list (Fixture *fixture, guint n_known, guint total)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id <= n_known; id++)
    g_array_append_val (ids, id);
  return rc_result_list_new_begun (fixture->loader, ids, total);
}

static void
show (Fixture *fixture, guint n_known, guint total, gboolean stay)
{
  g_autoptr (RcResultList) list = make_list (fixture, n_known, total);

  rc_result_view_set_list (fixture->view, list, NULL, stay);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("the rows are not those of the place");
  return G_SOURCE_REMOVE;
}

/* The rows that are shown, top down. */
static GPtrArray *
get_rows (Fixture *fixture)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_visible (row))
      g_ptr_array_add (rows, row);
  return rows;
}

/* Whether all of the height is covered by rows, one after another. */
static gboolean
is_covered (Fixture *fixture, guint total)
{
  g_autoptr (GPtrArray) rows = get_rows (fixture);
  double top = gtk_adjustment_get_value (fixture->adjustment);
  double height = MIN (gtk_adjustment_get_page_size (fixture->adjustment), gtk_adjustment_get_upper (fixture->adjustment));
  guint first, last;
  int row_height;

  if (rows->len == 0 || gtk_adjustment_get_page_size (fixture->adjustment) < HEIGHT / 2)
    return FALSE;
  row_height = gtk_widget_get_height (g_ptr_array_index (rows, 0));
  if (row_height == 0)
    return FALSE;
  first = rc_result_row_get_position (g_ptr_array_index (rows, 0));
  for (guint i = 0; i < rows->len; i++)
    if (rc_result_row_get_position (g_ptr_array_index (rows, i)) != first + i)
      return FALSE;
  last = first + rows->len - 1;
  g_assert_cmpuint (rows->len, <=, (guint) (height / row_height) + 2);
  return (double) first * row_height <= top && (last + 1 == total || (double) (last + 1) * row_height >= top + height);
}

static void
wait_until_covered (Fixture *fixture, guint total)
{
  guint source = g_timeout_add_seconds (PATIENCE_SECONDS, give_up_cb, NULL);

  while (!is_covered (fixture, total))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
activate_cb (Fixture *fixture, guint position)
{
  fixture->activated = position;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new ("/nonexistent", FALSE);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->loader = rc_row_loader_new (catalogue, NULL);
  fixture->view = g_object_new (RC_TYPE_RESULT_VIEW, NULL);
  fixture->activated = G_MAXUINT;
  g_signal_connect_swapped (fixture->view, "activate", G_CALLBACK (activate_cb), fixture);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, HEIGHT);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->loader);
}

/* However long the list is and wherever it is scrolled to, there are as many widgets as fit. */
static void
test_scroll (Fixture *fixture, gconstpointer data)
{
  const double places[] = { 1, 0.5, 0.5001, 0.25, 0 };
  g_autoptr (GPtrArray) rows = NULL;

  show (fixture, N_RESULTS, N_RESULTS, FALSE);
  wait_until_covered (fixture, N_RESULTS);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double most = gtk_adjustment_get_upper (fixture->adjustment) - gtk_adjustment_get_page_size (fixture->adjustment);

      gtk_adjustment_set_value (fixture->adjustment, most * places[i]);
      wait_until_covered (fixture, N_RESULTS);
    }
  show (fixture, 2, 2, FALSE);
  wait_until_covered (fixture, 2);
  show (fixture, 0, 0, FALSE);
  rows = get_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 0);
}

/* Another answer begins at its top, the same one again stays where it was. */
static void
test_stay (Fixture *fixture, gconstpointer data)
{
  double place;

  show (fixture, N_RESULTS, N_RESULTS, FALSE);
  wait_until_covered (fixture, N_RESULTS);
  gtk_adjustment_set_value (fixture->adjustment, 5000);
  wait_until_covered (fixture, N_RESULTS);
  place = gtk_adjustment_get_value (fixture->adjustment);
  show (fixture, N_RESULTS, N_RESULTS, TRUE);
  wait_until_covered (fixture, N_RESULTS);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, place);
  show (fixture, N_RESULTS, N_RESULTS, FALSE);
  wait_until_covered (fixture, N_RESULTS);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, 0);
}

/* What was not known yet comes into the rows that stand there. */
static void
test_begun (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcResultList) list = make_list (fixture, 3, N_RESULTS);
  g_autoptr (GPtrArray) rows = NULL;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  rc_result_view_set_list (fixture->view, list, NULL, FALSE);
  wait_until_covered (fixture, N_RESULTS);
  for (gint64 id = 101; id <= 100 + N_RESULTS; id++)
    g_array_append_val (ids, id);
  rc_result_list_take_all (list, ids);
  wait_until_covered (fixture, N_RESULTS);
  rows = get_rows (fixture);
  g_assert_cmpuint (rows->len, >, 3);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (rc_row_get_id (rc_result_row_get_row (g_ptr_array_index (rows, i))), ==, 101 + i);
}

/* A click, or a screen reader, opens the row that it meets. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  show (fixture, N_RESULTS, N_RESULTS, FALSE);
  wait_until_covered (fixture, N_RESULTS);
  gtk_adjustment_set_value (fixture->adjustment, 5000);
  wait_until_covered (fixture, N_RESULTS);
  rows = get_rows (fixture);
  g_signal_emit_by_name (g_ptr_array_index (rows, 2), "opened");
  g_assert_cmpuint (fixture->activated, ==, rc_result_row_get_position (g_ptr_array_index (rows, 2)));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rc_widgets_init ();
  g_test_add ("/result-view/scroll", Fixture, NULL, set_up, test_scroll, tear_down);
  g_test_add ("/result-view/stay", Fixture, NULL, set_up, test_stay, tear_down);
  g_test_add ("/result-view/begun", Fixture, NULL, set_up, test_begun, tear_down);
  g_test_add ("/result-view/open", Fixture, NULL, set_up, test_open, tear_down);
  return g_test_run ();
}
