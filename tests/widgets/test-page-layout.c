/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages in a column: places, sizes that come late, and the way back from a place to its page. */
#include "config.h"

#include "widgets/page-layout.h"

static void
test_places (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (3, 100, 200);

  g_assert_cmpfloat (rc_page_layout_get_top (layout, 0, 2), ==, RC_PAGE_GAP);
  g_assert_cmpfloat (rc_page_layout_get_top (layout, 2, 2), ==, 800 + 3 * RC_PAGE_GAP);
  g_assert_cmpfloat (rc_page_layout_get_height (layout, 2), ==, 1200 + 4 * RC_PAGE_GAP);
}

static void
test_late_sizes (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (3, 100, 200);
  double width, height;

  g_assert_true (rc_page_layout_set_size (layout, 0, 100, 200));
  g_assert_true (rc_page_layout_set_size (layout, 1, 300, 50));
  g_assert_false (rc_page_layout_set_size (layout, 1, 300, 50));
  g_assert_cmpfloat (rc_page_layout_get_widest (layout), ==, 300);
  g_assert_cmpfloat (rc_page_layout_get_top (layout, 2, 1), ==, 250 + 3 * RC_PAGE_GAP);
  g_assert_true (rc_page_layout_set_size (layout, 1, 80, 50));
  g_assert_cmpfloat (rc_page_layout_get_widest (layout), ==, 100);
  rc_page_layout_get_size (layout, 1, &width, &height);
  g_assert_cmpfloat (width, ==, 80);
}

/* A document of small pages is not shown as if one of them were large. */
static void
test_guess (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (3, 595, 842);
  double width, height;

  g_assert_true (rc_page_layout_set_size (layout, 1, 420, 595));
  g_assert_cmpfloat (rc_page_layout_get_widest (layout), ==, 420);
  rc_page_layout_get_size (layout, 2, &width, &height);
  g_assert_cmpfloat (height, ==, 595);
  g_assert_cmpfloat (rc_page_layout_get_top (layout, 2, 1), ==, 2 * 595 + 3 * RC_PAGE_GAP);
  g_assert_true (rc_page_layout_set_size (layout, 0, 842, 595));
  rc_page_layout_get_size (layout, 1, &width, &height);
  g_assert_cmpfloat (width, ==, 420);
  g_assert_cmpfloat (rc_page_layout_get_widest (layout), ==, 842);
}

/* What a hostile file says of its pages is not believed. */
static void
test_senseless_sizes (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (0, -5, 1e12);

  g_assert_cmpuint (rc_page_layout_get_n_pages (layout), ==, 1);
  g_assert_false (rc_page_layout_set_size (layout, 0, 0, 100));
  g_assert_false (rc_page_layout_set_size (layout, 0, 100, 1.0 / 0.0));
  g_assert_false (rc_page_layout_set_size (layout, 0, 100, 0.0 / 0.0));
  g_assert_cmpfloat (rc_page_layout_get_height (layout, 1), <, 14400);
}

static void
test_find (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (10000, 595, 842);

  rc_page_layout_set_size (layout, 17, 842, 595);
  for (guint page = 0; page < 10000; page += 101)
    {
      double top = rc_page_layout_get_top (layout, page, 1.5);

      g_assert_cmpuint (rc_page_layout_find (layout, top, 1.5), ==, page);
      g_assert_cmpuint (rc_page_layout_find (layout, top - RC_PAGE_GAP + 1, 1.5), ==, page);
      g_assert_cmpuint (rc_page_layout_find (layout, top + 500, 1.5), ==, page);
    }
  g_assert_cmpuint (rc_page_layout_find (layout, -100, 1.5), ==, 0);
  g_assert_cmpuint (rc_page_layout_find (layout, 1e12, 1.5), ==, 9999);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-layout/places", test_places);
  g_test_add_func ("/page-layout/late-sizes", test_late_sizes);
  g_test_add_func ("/page-layout/guess", test_guess);
  g_test_add_func ("/page-layout/senseless-sizes", test_senseless_sizes);
  g_test_add_func ("/page-layout/find", test_find);
  return g_test_run ();
}
