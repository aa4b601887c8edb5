/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a visitor puts aside, and the codes that it is taken along by. */
#include "config.h"

#include "pages/citation-view.h"
#include "pages/my-list.h"

#include <string.h>

static void
count_cb (GListModel *list, guint position, guint n_removed, guint n_added, guint *calls)
{
  (*calls)++;
}

static void
test_list (void)
{
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new ("/nowhere", FALSE);
  g_autoptr (RcMyList) list = rc_my_list_new (catalogue);
  g_autoptr (GArray) ids = NULL;
  guint calls = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (count_cb), &calls);
  g_assert_true (rc_my_list_add (list, 7));
  g_assert_true (rc_my_list_add (list, 5));
  g_assert_true (rc_my_list_add (list, 7));
  g_assert_cmpuint (calls, ==, 2);
  ids = rc_my_list_dup_ids (list);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 7);

  rc_my_list_remove (list, 7);
  g_assert_false (rc_my_list_has (list, 7));
  g_assert_true (rc_my_list_has (list, 5));
  rc_my_list_remove (list, 7);
  g_assert_cmpuint (calls, ==, 3);

  for (int i = 0; i < 2 * RC_MY_LIST_MOST; i++)
    g_assert_cmpint (rc_my_list_add (list, 100 + i), ==, i + 1 < RC_MY_LIST_MOST);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, RC_MY_LIST_MOST);
  rc_my_list_clear (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_true (rc_my_list_add (list, 100));
}

/* What is read of the catalogue: the same as long as nothing changes, and nothing of it for another visitor. */
static void
test_rows (void)
{
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new ("/nowhere", FALSE);
  g_autoptr (RcMyList) list = rc_my_list_new (catalogue);
  g_autoptr (GObject) first = NULL, again = NULL, renewed = NULL, another = NULL;
  guint calls = 0;

  rc_my_list_add (list, 7);
  g_signal_connect (list, "items-changed", G_CALLBACK (count_cb), &calls);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  again = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (again == first);

  rc_my_list_renew (list);
  g_assert_cmpuint (calls, ==, 1);
  renewed = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (renewed != first);

  rc_my_list_clear (list);
  g_assert_cmpuint (calls, ==, 2);
  rc_my_list_add (list, 7);
  another = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (another != renewed);
}

static RcCiting *
make_citing (const char *text, gsize n_times, const char *link, const char *calendar)
{
  RcCiting *citing = g_new0 (RcCiting, 1);
  g_autoptr (GString) whole = g_string_new (NULL);

  while (n_times-- > 0)
    g_string_append (whole, text);
  citing->title = g_strdup (text);
  for (guint i = 0; i < RC_N_CITING_STYLES; i++)
    citing->texts[i] = g_strdup (whole->str);
  citing->link = g_strdup (link);
  citing->calendar = g_strdup (calendar);
  return citing;
}

/* Every code can be read by a phone, every citation is in one, and the deadlines come last. */
static void
test_codes (void)
{
  g_autoptr (GPtrArray) citings = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_citing_free);
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  g_ptr_array_add (citings, make_citing ("Вода ", 20, "https://example.org/1", NULL));
  g_ptr_array_add (citings, make_citing ("Су ", 900, "https://example.org/2", NULL));
  g_ptr_array_add (citings, make_citing ("Award", 1, NULL, "BEGIN:VCALENDAR\nX\nEND:VCALENDAR"));
  for (int i = 0; i < 30; i++)
    g_ptr_array_add (citings, make_citing ("Title of a book. ", 10, NULL, NULL));
  codes = rc_citation_view_make_codes (citings, RC_CITING_GOST);
  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);

      g_assert_cmpuint (strlen (code), <=, 850);
      g_assert_true (g_utf8_validate (code, -1, NULL));
      g_string_append (all, code);
    }
  g_assert_nonnull (strstr (all->str, "https://example.org/1"));
  g_assert_nonnull (strstr (all->str, "…\nhttps://example.org/2"));
  g_assert_nonnull (strstr (all->str, "Award"));
  g_assert_cmpuint (codes->len, <, citings->len);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (codes, codes->len - 1), "BEGIN:VCALENDAR"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/my-list/list", test_list);
  g_test_add_func ("/my-list/rows", test_rows);
  g_test_add_func ("/my-list/codes", test_codes);
  return g_test_run ();
}
