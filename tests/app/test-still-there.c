/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk that is left alone, over an empty catalogue; on a display. */
#include "config.h"

#include "../remove-tree.h"
#include "app/still-there.h"
#include "pages/grants-page.h"
#include "pages/home-page.h"
#include "pages/my-list.h"
#include "widgets/widgets.h"

#include <adwaita.h>

#define PATIENCE_US (30 * G_USEC_PER_SEC)
#define NEVER 3600000

typedef struct
{
  char *folder;
  RcCatalogue *catalogue;
  GtkWidget *window;
  RcPageStack *stack;
  GtkWidget *still_there;
  guint n_fresh; /* starts */
} Fixture;

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
open_window (Fixture *fixture, guint quiet_ms, guint count_ms)
{
  const RcStillTimes times = { quiet_ms, quiet_ms, count_ms };
  GtkWidget *overlay = gtk_overlay_new ();

  fixture->window = gtk_window_new ();
  fixture->stack = rc_page_stack_new (fixture->catalogue, NULL);
  fixture->still_there = rc_still_there_new (fixture->stack, &times);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (fixture->stack));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), fixture->still_there);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  g_signal_connect_swapped (fixture->stack, "started-over", G_CALLBACK (count_cb), &fixture->n_fresh);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  RcDatabase *db;

  fixture->folder = g_dir_make_tmp ("rc-app-XXXXXX", &error);
  g_assert_no_error (error);
  db = rc_database_open (fixture->folder, RC_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  rc_database_close (db);
  fixture->catalogue = rc_catalogue_new (fixture->folder, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->catalogue);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
asks (Fixture *fixture)
{
  return gtk_widget_get_visible (fixture->still_there);
}

static gboolean
is_quiet (Fixture *fixture)
{
  return !asks (fixture);
}

static gboolean
is_home (Fixture *fixture)
{
  return RC_IS_HOME_PAGE (rc_page_stack_get_page (fixture->stack));
}

static void
wait_until (Fixture *fixture, gboolean (*func) (Fixture *fixture))
{
  gint64 limit = g_get_monotonic_time () + PATIENCE_US;

  while (!func (fixture) && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (func (fixture));
}

static gboolean
has_finished (Fixture *fixture)
{
  return is_home (fixture) && !asks (fixture);
}

/* Nobody answers: home, with nothing on the list, and nothing to paste. */
static void
test_left (Fixture *fixture, gconstpointer user_data)
{
  GdkClipboard *clipboard;
  RcMyList *list;

  open_window (fixture, 50, 50);
  clipboard = gtk_widget_get_clipboard (fixture->window);
  list = rc_navigator_get_my_list (RC_NAVIGATOR (fixture->stack));
  gdk_clipboard_set_text (clipboard, "Otrar");
  rc_my_list_add (list, 1);
  rc_navigator_open_grants (RC_NAVIGATOR (fixture->stack));
  g_assert_false (is_home (fixture));
  wait_until (fixture, asks);
  g_assert_false (is_home (fixture));
  g_assert_cmpuint (fixture->n_fresh, ==, 0);
  wait_until (fixture, has_finished);
  g_assert_cmpuint (fixture->n_fresh, >=, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (gdk_clipboard_get_content (clipboard));
}

/* Whoever answers stays where he was, with the keyboard. */
static void
test_answered (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *focus, *button;

  open_window (fixture, 500, NEVER);
  rc_navigator_open_grants (RC_NAVIGATOR (fixture->stack));
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  wait_until (fixture, asks);
  g_assert_false (gtk_widget_get_can_focus (GTK_WIDGET (fixture->stack)));
  button = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (GTK_IS_BUTTON (button) && gtk_widget_is_ancestor (button, fixture->still_there));
  g_signal_emit_by_name (button, "clicked");
  wait_until (fixture, is_quiet);
  g_assert_true (gtk_widget_get_can_focus (GTK_WIDGET (fixture->stack)));
  g_assert_true (RC_IS_GRANTS_PAGE (rc_page_stack_get_page (fixture->stack)));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == focus);
  /* And is asked again another time. */
  wait_until (fixture, asks);
}

static gboolean
has_started_over (Fixture *fixture)
{
  return fixture->n_fresh > 0;
}

/* At the start there is nothing to ask; letters in the search go. */
static void
test_at_start (Fixture *fixture, gconstpointer user_data)
{
  guint n_asked = 0;

  open_window (fixture, 50, NEVER);
  g_signal_connect_swapped (fixture->still_there, "show", G_CALLBACK (count_cb), &n_asked);
  wait_until (fixture, has_started_over);
  g_assert_cmpuint (n_asked, ==, 0);
  g_assert_true (is_home (fixture));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  rc_widgets_init ();
#define ADD(name, func) g_test_add ("/app/still-there/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("left", test_left);
  ADD ("answered", test_answered);
  ADD ("at-start", test_at_start);
  return g_test_run ();
}
