/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a disc with very many files in one folder: how soon it is there, and how long the main loop is away while somebody
 * scrolls, jumps, sorts, looks for a name.
 *
 *   disc-page FOLDER N      makes the catalogue where it is not there; prints a line of JSON for each figure */
#include "config.h"

#include "loop.h"

#include "catalogue/discs.h"
#include "pages/page-stack.h"
#include "widgets/row-view.h"
#include "widgets/widgets.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

#define N_SCROLLS 300
#define N_JUMPS 30
#define SCROLL_PX 120

static void
fail (GError *error)
{
  fprintf (stderr, "disc-page: %s\n", error->message);
  exit (1);
}

static void
tell (const char *what, double ms)
{
  printf ("{\"figure\":\"%s\",\"milliseconds\":%.2f}\n", what, ms);
  fflush (stdout);
}

/* What was gathered since the last call. */
static void
tell_stalls (const char *what)
{
  gint64 worst = 0, worst_processor = 0;

  for (guint i = 0; i < loop_stalls->len; i++)
    {
      worst = MAX (worst, g_array_index (loop_stalls, Stall, i).clock_us);
      worst_processor = MAX (worst_processor, g_array_index (loop_stalls, Stall, i).processor_us);
    }
  printf ("{\"figure\":\"%s\",\"stalls\":%u,\"worst_milliseconds\":%.2f,\"worst_of_the_processor\":%.2f}\n", what, loop_stalls->len,
          (double) worst / 1000, (double) worst_processor / 1000);
  fflush (stdout);
  g_array_set_size (loop_stalls, 0);
}

static void
add_files (RcDatabase *db, guint n, GError **error)
{
  g_autoptr (RcMarc) marc = rc_marc_new ();
  g_autoptr (RcRecord) record = NULL;
  RcDiscRow disc = { 0 };
  gint64 batch = rc_batch_begin (db, RC_BATCH_CAPTURE, "disc-page", NULL, error);

  rc_marc_set_leader (marc, "00000nmm a2200000 a 4500");
  rc_marc_add_field (marc, "245", "00\037aVery many files", -1);
  record = rc_record_new_marc (RC_KIND_DISC, g_steal_pointer (&marc));
  disc.id = batch != 0 ? rc_records_put (db, batch, 0, record, NULL, RC_STATE_VISIBLE, error) : 0;
  if (disc.id == 0 || !rc_discs_put (db, batch, &disc, NULL, error))
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s %u.%s", i % 3 == 0 ? "Отырар" : i % 3 == 1 ? "Otrar" : "REPORT", i, i % 2 == 0 ? "txt" : "jpg");
      RcFileRow row = { .disc = disc.id, .path = path, .size_bytes = (i * 7919) % 100000, .media_type = (char *) (i % 2 == 0 ? "text/plain" : "image/jpeg") };

      if (rc_discs_add_file (db, batch, &row, error) == 0)
        return;
    }
  if (rc_discs_count_files (db, disc.id, error))
    rc_batch_finish (db, batch, "{}", error);
}

/* The disc's id. */
static gint64
prepare (const char *folder, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GPtrArray) discs = NULL;
  gint64 start = g_get_monotonic_time ();

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      db = rc_database_open (folder, RC_DATABASE_CREATE, &error);
      if (db != NULL && rc_database_begin (db, &error))
        add_files (db, n, &error);
      if (error != NULL || !rc_database_commit (db, &error))
        fail (error);
      tell ("files into the catalogue", (double) (g_get_monotonic_time () - start) / 1000);
      g_clear_pointer (&db, rc_database_close);
    }
  db = rc_database_open (folder, RC_DATABASE_READ, &error);
  discs = db != NULL ? rc_discs_list (db, &error) : NULL;
  if (discs == NULL)
    fail (error);
  return ((const RcDiscRow *) g_ptr_array_index (discs, 0))->id;
}

static GtkWidget *
find_shown (GtkWidget *root, const char *type)
{
  if (gtk_widget_get_mapped (root) && g_str_equal (G_OBJECT_TYPE_NAME (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_shown (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Until the list has as many rows. */
static void
wait_for_rows (GtkWidget *window, guint n)
{
  gint64 limit = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < limit)
    {
      GtkWidget *list = find_shown (window, "RcDiscView");

      if (list != NULL && rc_row_view_get_n_items (RC_ROW_VIEW (list)) == n)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
  fprintf (stderr, "disc-page: no list of %u rows\n", n);
  exit (1);
}

static void
open_page (GtkWidget *window, RcPageStack *stack, gint64 disc, guint n, const char *what)
{
  gint64 start = g_get_monotonic_time ();
  gint64 frame = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (window));

  g_array_set_size (loop_stalls, 0);
  rc_navigator_open_disc (RC_NAVIGATOR (stack), disc, NULL);
  wait_for_rows (window, n);
  tell ("its rows are in the list", (double) (g_get_monotonic_time () - start) / 1000);
  printf ("{\"figure\":\"frames until then\",\"frames\":%" G_GINT64_FORMAT "}\n",
          gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (window)) - frame);
  loop_run_frame (window);
  tell ("and drawn", (double) (g_get_monotonic_time () - start) / 1000);
  loop_settle ();
  tell_stalls (what);
}

static void
scroll (GtkWidget *window)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_shown (window, "RcDiscView")));
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_SCROLLS; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + SCROLL_PX);
      loop_run_frame (window);
    }
  loop_settle ();
  tell_stalls ("scrolling");
  for (guint i = 0; i < N_JUMPS; i++)
    {
      gtk_adjustment_set_value (adjustment, g_rand_double (random) * gtk_adjustment_get_upper (adjustment));
      loop_run_frame (window);
      loop_run_frame (window);
    }
  loop_settle ();
  tell_stalls ("jumping");
}

static void
look_for (GtkWidget *window, const char *text, guint n, const char *what)
{
  gint64 start = g_get_monotonic_time ();

  gtk_editable_set_text (GTK_EDITABLE (find_shown (window, "GtkSearchEntry")), text);
  wait_for_rows (window, n);
  tell (what, (double) (g_get_monotonic_time () - start) / 1000);
}

int
main (int argc, char **argv)
{
  g_autoptr (RcCatalogue) catalogue = NULL;
  GtkWidget *window;
  RcPageStack *stack;
  gint64 disc;
  guint n;

  if (argc != 3)
    {
      fprintf (stderr, "usage: disc-page FOLDER N\n");
      return 2;
    }
  n = (guint) atoi (argv[2]);
  disc = prepare (argv[1], n);
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

  open_page (window, stack, disc, n, "opening, with letters that were never drawn");
  rc_navigator_go_back (RC_NAVIGATOR (stack));
  loop_settle ();
  open_page (window, stack, disc, n, "opening once more");
  /* Without a graphics card each frame of the cross-fade draws two pages. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  rc_navigator_go_back (RC_NAVIGATOR (stack));
  loop_settle ();
  open_page (window, stack, disc, n, "opening, where nothing moves");
  scroll (window);
  /* Otrar and Отырар are two thirds of them. The entry waits 150 ms for the next key. */
  look_for (window, "Отрар", n - n / 3, "two thirds of the names found, with 150 ms after the last key");
  loop_settle ();
  tell_stalls ("looking for names");
  look_for (window, "", n, "all files again");
  loop_settle ();
  gtk_widget_activate_action (find_shown (window, "RcDiscOrder"), "order.sort", "i", 2);
  loop_settle ();
  tell_stalls ("sorting by size");
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
