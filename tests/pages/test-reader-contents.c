/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contents of a document as a tree. */
#include "config.h"

#include "pages/reader-contents.h"

typedef struct
{
  int depth, page;
} Heading;

static GtkListView *
make_list (const Heading *headings, guint n)
{
  g_autoptr (GPtrArray) outline = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *list = g_object_ref_sink (gtk_list_view_new (NULL, NULL));

  for (guint i = 0; i < n; i++)
    {
      RcOutlineItem *item = g_new0 (RcOutlineItem, 1);

      item->depth = headings[i].depth;
      item->page = headings[i].page;
      item->title = (char *) "Heading";
      g_ptr_array_add (outline, item);
    }
  rc_reader_contents_init (GTK_LIST_VIEW (list));
  rc_reader_contents_fill (GTK_LIST_VIEW (list), outline);
  return GTK_LIST_VIEW (list);
}

static guint
get_n_shown (GtkListView *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
}

static guint
get_selected (GtkListView *list)
{
  return gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (list)));
}

static void
set_open (GtkListView *list, guint position, gboolean open)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  gtk_tree_list_row_set_expanded (row, open);
}

/* A short one lies open; where a heading is folded, the place is that of what folds it. */
static void
test_place (void)
{
  static const Heading headings[] = { { 0, 0 }, { 1, 1 }, { 2, 3 }, { 1, 5 }, { 0, -1 }, { 4, 8 }, { 0, 9 } };
  g_autoptr (GtkListView) list = make_list (headings, G_N_ELEMENTS (headings));

  g_assert_cmpuint (get_n_shown (list), ==, 7);
  g_assert_cmpuint (get_selected (list), ==, GTK_INVALID_LIST_POSITION);
  rc_reader_contents_set_page (list, 4);
  g_assert_cmpuint (get_selected (list), ==, 2);
  g_assert_cmpint (rc_reader_contents_get_page (list, 2), ==, 3);
  rc_reader_contents_set_page (list, 8);
  g_assert_cmpuint (get_selected (list), ==, 5);
  rc_reader_contents_set_page (list, 100);
  g_assert_cmpuint (get_selected (list), ==, 6);
  set_open (list, 0, FALSE);
  g_assert_cmpuint (get_n_shown (list), ==, 4);
  rc_reader_contents_set_page (list, 5);
  g_assert_cmpuint (get_selected (list), ==, 0);
  g_assert_cmpint (rc_reader_contents_get_page (list, 1), ==, -1);
}

/* A long one is folded, but for the title of the whole. */
static void
test_long (void)
{
  Heading headings[100], below[101] = { { 0, 0 } };
  g_autoptr (GtkListView) list = NULL, titled = NULL;

  for (int i = 0; i < 100; i++)
    {
      headings[i] = (Heading){ i % 2, i };
      below[i + 1] = (Heading){ 1 + i % 2, i };
    }
  titled = make_list (below, 101);
  g_assert_cmpuint (get_n_shown (titled), ==, 51);
  list = make_list (headings, 100);
  g_assert_cmpuint (get_n_shown (list), ==, 50);
  set_open (list, 3, TRUE);
  g_assert_cmpuint (get_n_shown (list), ==, 51);
  rc_reader_contents_set_page (list, 7);
  g_assert_cmpuint (get_selected (list), ==, 4);
  rc_reader_contents_set_page (list, 9);
  g_assert_cmpuint (get_selected (list), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/pages/reader-contents/place", test_place);
  g_test_add_func ("/pages/reader-contents/long", test_long);
  return g_test_run ();
}
