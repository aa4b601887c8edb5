/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way through the pages over an empty catalogue, and the names of everything that can have the keyboard; on a display. */
#include "config.h"

#include "../remove-tree.h"
#include "pages/my-list-page.h"
#include "pages/page-stack.h"
#include "pages/results-page.h"
#include "pages/home-page.h"

#include <adwaita.h>

typedef struct
{
  char *folder;
  RcCatalogue *catalogue;
  GtkWidget *window;
  RcPageStack *stack;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rc-pages-XXXXXX", &error);

  g_assert_no_error (error);
  fixture->folder = g_build_filename (folder, "catalogue", NULL);
  RcDatabase *db = rc_database_open (fixture->folder, RC_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  rc_database_close (db);
  fixture->catalogue = rc_catalogue_new (fixture->folder, FALSE);
  fixture->window = gtk_window_new ();
  fixture->stack = rc_page_stack_new (fixture->catalogue, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->stack));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->catalogue);
  remove_tree (parent);
  g_free (fixture->folder);
}

static gboolean
is_named (GtkWidget *widget)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  return GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL
         && *gtk_button_get_label (GTK_BUTTON (widget)) != '\0';
}

/* Containers of others, and the parts inside an entry or a drop-down, are not met themselves. */
static gboolean
is_met (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && gtk_widget_get_mapped (widget)
         && (GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_LIST_VIEW (widget)
             || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_DROP_DOWN (widget));
}

static guint
check_names (GtkWidget *widget)
{
  guint n = 0;

  if (is_met (widget))
    {
      n++;
      if (!is_named (widget))
        g_error ("%s %s has no name", G_OBJECT_TYPE_NAME (widget), gtk_widget_get_name (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += check_names (child);
  return n;
}

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 2;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (5000);
}

static void
test_way (Fixture *fixture, gconstpointer user_data)
{
  RcNavigator *navigator = RC_NAVIGATOR (fixture->stack);
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("water");

  g_assert_true (RC_IS_HOME_PAGE (rc_page_stack_get_page (fixture->stack)));
  rc_navigator_go_back (navigator);
  g_assert_true (RC_IS_HOME_PAGE (rc_page_stack_get_page (fixture->stack)));

  rc_navigator_open_results (navigator, query);
  g_assert_true (RC_IS_RESULTS_PAGE (rc_page_stack_get_page (fixture->stack)));
  rc_navigator_go_back (navigator);
  g_assert_true (RC_IS_HOME_PAGE (rc_page_stack_get_page (fixture->stack)));

  /* More pages than are kept alive: the way back is still whole. */
  for (int i = 0; i < 12; i++)
    rc_navigator_open_results (navigator, query);
  for (int i = 0; i < 12; i++)
    {
      g_assert_true (RC_IS_RESULTS_PAGE (rc_page_stack_get_page (fixture->stack)));
      rc_navigator_go_back (navigator);
    }
  g_assert_true (RC_IS_HOME_PAGE (rc_page_stack_get_page (fixture->stack)));

  rc_navigator_open_results (navigator, query);
  rc_page_stack_rebuild (fixture->stack, NULL);
  g_assert_true (RC_IS_RESULTS_PAGE (rc_page_stack_get_page (fixture->stack)));
  rc_navigator_start_over (navigator);
  g_assert_true (RC_IS_HOME_PAGE (rc_page_stack_get_page (fixture->stack)));
}

/* The next visitor finds nothing of the one before. */
static void
test_my_list (Fixture *fixture, gconstpointer user_data)
{
  RcNavigator *navigator = RC_NAVIGATOR (fixture->stack);
  GListModel *list = G_LIST_MODEL (rc_navigator_get_my_list (navigator));

  g_assert_true (rc_my_list_add (RC_MY_LIST (list), 1));
  rc_navigator_open_my_list (navigator);
  rc_navigator_open_my_list (navigator);
  g_assert_true (RC_IS_MY_LIST_PAGE (rc_page_stack_get_page (fixture->stack)));
  rc_navigator_go_back (navigator);
  g_assert_true (RC_IS_HOME_PAGE (rc_page_stack_get_page (fixture->stack)));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  rc_page_stack_rebuild (fixture->stack, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  rc_navigator_start_over (navigator);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
}

static void
test_names (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("water");

  settle ();
  g_assert_cmpuint (check_names (GTK_WIDGET (fixture->stack)), >, 10);
  rc_search_query_add_filter (query, RC_FACET_LANGUAGE, "eng");
  rc_navigator_open_results (RC_NAVIGATOR (fixture->stack), query);
  settle ();
  g_assert_cmpuint (check_names (GTK_WIDGET (fixture->stack)), >, 3);
}

static void
test_widths (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
  int least;

  rc_navigator_open_results (RC_NAVIGATOR (fixture->stack), query);
  settle ();
  gtk_widget_measure (GTK_WIDGET (fixture->stack), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/pages/way", Fixture, NULL, set_up, test_way, tear_down);
  g_test_add ("/pages/my-list", Fixture, NULL, set_up, test_my_list, tear_down);
  g_test_add ("/pages/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/pages/widths", Fixture, NULL, set_up, test_widths, tear_down);
  return g_test_run ();
}
