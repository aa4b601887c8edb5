/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticks with counts, and the container that folds; on a display. */
#include "config.h"

#include "widgets/facet-list.h"
#include "widgets/fold-bin.h"
#include "widgets/widgets.h"

#include <adwaita.h>

static GtkWidget *
find_check (GtkWidget *widget, const char *value)
{
  if (GTK_IS_CHECK_BUTTON (widget) && g_strcmp0 (g_object_get_data (G_OBJECT (widget), "rc-value"), value) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_check (child, value);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
toggled_cb (GString *log, const char *value, gboolean on)
{
  g_string_append_printf (log, "%s%s ", on ? "+" : "-", value);
}

static char *
dup_label (const char *value)
{
  return g_str_equal (value, "hidden") ? NULL : g_strdup (value);
}

static GArray *
make_values (const char *const *names)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (RcFacetValue));

  for (guint i = 0; names[i] != NULL; i++)
    {
      RcFacetValue value = { (char *) names[i], 10 - i };
      g_array_append_val (values, value);
    }
  return values;
}

static void
test_facet_list (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GArray) values = make_values ((const char *[]){ "a", "hidden", "b", "c", "d", "e", "f", "g", NULL });
  g_autoptr (GArray) fewer = make_values ((const char *[]){ "b", "a", NULL });
  g_autoptr (GPtrArray) ticked = g_ptr_array_new ();
  GtkWidget *list = g_object_ref_sink (rc_facet_list_new ("Letters", dup_label));
  GtkWidget *a;

  g_signal_connect_swapped (list, "toggled", G_CALLBACK (toggled_cb), log);
  rc_facet_list_set (RC_FACET_LIST (list), values, NULL);
  g_assert_nonnull (find_check (list, "e"));
  g_assert_null (find_check (list, "f"));
  g_assert_null (find_check (list, "hidden"));
  /* Setting says nothing, ticking does. */
  g_assert_cmpstr (log->str, ==, "");
  a = find_check (list, "a");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (a), TRUE);
  g_assert_cmpstr (log->str, ==, "+a ");

  /* The same widget stays for the same value; a tick stays even where nothing is left to count. */
  g_ptr_array_add (ticked, (gpointer) "a");
  g_ptr_array_add (ticked, (gpointer) "z");
  rc_facet_list_set (RC_FACET_LIST (list), fewer, ticked);
  g_assert_true (find_check (list, "a") == a);
  g_assert_true (gtk_widget_get_prev_sibling (a) == find_check (list, "b"));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (list, "z"))));
  g_assert_null (find_check (list, "e"));
  g_assert_cmpstr (log->str, ==, "+a ");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (a), GTK_ACCESSIBLE_PROPERTY_LABEL, "a, 9");

  rc_facet_list_set (RC_FACET_LIST (list), NULL, NULL);
  g_assert_false (gtk_widget_get_visible (list));
  g_object_unref (list);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("The container did not fold");
  return G_SOURCE_REMOVE;
}

static void
wait_for (RcFoldBin *bin, gboolean folded)
{
  guint source = g_timeout_add_seconds (20, give_up_cb, NULL);

  while (rc_fold_bin_get_folded (bin) != folded)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
test_fold_bin (void)
{
  GtkWidget *window = gtk_window_new ();
  RcFoldBin *bin = g_object_new (RC_TYPE_FOLD_BIN, NULL);
  GtkWidget *wide = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  int least;

  gtk_widget_set_size_request (wide, 1000, 10);
  rc_fold_bin_set_child (bin, wide);
  gtk_widget_measure (GTK_WIDGET (bin), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 340);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bin));
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 200);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (bin, TRUE);
  g_assert_true (rc_fold_bin_get_narrow (bin));
  g_assert_true (rc_fold_bin_get_snug (bin));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (bin), "folded"));
  rc_fold_bin_set_fold_width (bin, 300);
  wait_for (bin, FALSE);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (bin), "folded"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  rc_widgets_init ();
  g_test_add_func ("/widgets/facet-list", test_facet_list);
  g_test_add_func ("/widgets/fold-bin", test_fold_bin);
  return g_test_run ();
}
