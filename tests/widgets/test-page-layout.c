/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages in rows: places, sizes that come late, two abreast, turned, and the way back from a place to its page. */
#include "config.h"

#include "widgets/page-layout.h"

#include <math.h>

static void
assert_place (RcPageLayout *layout, guint page, double x, double y, double width, double height)
{
  RcPagePlace place = rc_page_layout_get_place (layout, page, 1);

  g_assert_cmpfloat_with_epsilon (place.x, x, 0.001);
  g_assert_cmpfloat_with_epsilon (place.y, y, 0.001);
  g_assert_cmpfloat_with_epsilon (place.width, width, 0.001);
  g_assert_cmpfloat_with_epsilon (place.height, height, 0.001);
}

static gboolean
set_size (RcPageLayout *layout, guint page, double width, double height)
{
  return rc_page_layout_set_sizes (layout, page, &(RcPageSize){ width, height }, 1);
}

static void
test_places (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (3, 100, 200);

  g_assert_cmpfloat (rc_page_layout_get_row_top (layout, 0, 2), ==, RC_PAGE_GAP);
  g_assert_cmpfloat (rc_page_layout_get_row_top (layout, 2, 2), ==, 800 + 3 * RC_PAGE_GAP);
  g_assert_cmpfloat (rc_page_layout_get_height (layout, 2), ==, 1200 + 4 * RC_PAGE_GAP);
  g_assert_cmpfloat (rc_page_layout_get_width (layout, 2), ==, 200 + 2 * RC_PAGE_GAP);
  assert_place (layout, 1, -50, 200 + 2 * RC_PAGE_GAP, 100, 200);
}

static void
test_late_sizes (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (3, 100, 200);

  g_assert_true (set_size (layout, 0, 100, 200));
  g_assert_true (set_size (layout, 1, 300, 50));
  g_assert_false (set_size (layout, 1, 300, 50));
  g_assert_cmpfloat (rc_page_layout_get_width (layout, 1), ==, 300 + 2 * RC_PAGE_GAP);
  g_assert_cmpfloat (rc_page_layout_get_row_top (layout, 2, 1), ==, 250 + 3 * RC_PAGE_GAP);
  g_assert_true (set_size (layout, 1, 80, 50));
  g_assert_cmpfloat (rc_page_layout_get_width (layout, 1), ==, 100 + 2 * RC_PAGE_GAP);
  g_assert_cmpfloat (rc_page_layout_get_size (layout, 1).width, ==, 80);
}

/* A document of small pages is not shown as if one of them were large. */
static void
test_guess (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (3, 595, 842);

  g_assert_true (set_size (layout, 1, 420, 595));
  g_assert_cmpfloat (rc_page_layout_get_size (layout, 2).height, ==, 595);
  g_assert_cmpfloat (rc_page_layout_get_row_top (layout, 2, 1), ==, 2 * 595 + 3 * RC_PAGE_GAP);
  g_assert_true (set_size (layout, 0, 842, 595));
  g_assert_cmpfloat (rc_page_layout_get_size (layout, 1).width, ==, 420);
}

/* What a hostile file says of its pages is not believed. */
static void
test_senseless_sizes (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (0, -5, 1e12);

  g_assert_cmpuint (rc_page_layout_get_n_pages (layout), ==, 1);
  g_assert_false (set_size (layout, 0, 0, 100));
  g_assert_false (set_size (layout, 0, 100, 1.0 / 0.0));
  g_assert_false (set_size (layout, 0, 100, 0.0 / 0.0));
  g_assert_false (set_size (layout, 7, 100, 100));
  g_assert_cmpfloat (rc_page_layout_get_height (layout, 1), <, 14400);
}

static void
test_abreast (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (4, 100, 200);
  guint first, last;

  set_size (layout, 0, 100, 200);
  set_size (layout, 1, 60, 100);
  g_assert_true (rc_page_layout_arrange (layout, &(RcPageArrangement){ .abreast = 2 }));
  g_assert_false (rc_page_layout_arrange (layout, &(RcPageArrangement){ .abreast = 2 }));
  g_assert_cmpuint (rc_page_layout_get_n_rows (layout), ==, 2);
  g_assert_cmpuint (rc_page_layout_get_row (layout, 3), ==, 1);
  assert_place (layout, 0, -100 - RC_PAGE_SPINE / 2.0, RC_PAGE_GAP, 100, 200);
  assert_place (layout, 1, RC_PAGE_SPINE / 2.0, RC_PAGE_GAP + 50, 60, 100);
  g_assert_cmpuint (rc_page_layout_find (layout, -10, RC_PAGE_GAP + 5, 1), ==, 0);
  g_assert_cmpuint (rc_page_layout_find (layout, 10, RC_PAGE_GAP + 5, 1), ==, 1);

  /* A book in Arabic begins on the right. */
  rc_page_layout_arrange (layout, &(RcPageArrangement){ .abreast = 2, .from_right = TRUE });
  assert_place (layout, 0, RC_PAGE_SPINE / 2.0, RC_PAGE_GAP, 100, 200);
  g_assert_cmpuint (rc_page_layout_find (layout, 10, RC_PAGE_GAP + 5, 1), ==, 0);

  rc_page_layout_arrange (layout, &(RcPageArrangement){ .abreast = 2, .cover = TRUE });
  g_assert_cmpuint (rc_page_layout_get_n_rows (layout), ==, 3);
  assert_place (layout, 0, -50, RC_PAGE_GAP, 100, 200);
  rc_page_layout_get_row_pages (layout, 1, &first, &last);
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (last, ==, 2);
  rc_page_layout_get_row_pages (layout, 2, &first, &last);
  g_assert_cmpuint (first, ==, 3);
  g_assert_cmpuint (last, ==, 3);
}

static void
test_turned (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (2, 100, 200);

  rc_page_layout_arrange (layout, &(RcPageArrangement){ .abreast = 1, .turns = 1 });
  assert_place (layout, 1, -100, 100 + 2 * RC_PAGE_GAP, 200, 100);
  for (guint turns = 0; turns < 4; turns++)
    {
      RcPageSize size = turns % 2 ? (RcPageSize){ 200, 100 } : (RcPageSize){ 100, 200 };
      double x = 10, y = 20;

      rc_page_turn_point (turns, &size, &x, &y);
      g_assert_cmpfloat (x, ==, ((double[]){ 10, 180, 90, 20 })[turns]);
      g_assert_cmpfloat (y, ==, ((double[]){ 20, 10, 180, 90 })[turns]);
      rc_page_unturn_point (turns, &size, &x, &y);
      g_assert_cmpfloat (x, ==, 10);
      g_assert_cmpfloat (y, ==, 20);
    }
}

static void
test_fit (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (3, 100, 200);

  set_size (layout, 0, 100, 200);
  set_size (layout, 2, 400, 100);
  g_assert_cmpfloat (rc_page_layout_fit (layout, G_MAXUINT, 800 + 2 * RC_PAGE_GAP, 0), ==, 2);
  g_assert_cmpfloat (rc_page_layout_fit (layout, 0, 800 + 2 * RC_PAGE_GAP, 0), ==, 8);
  g_assert_cmpfloat (rc_page_layout_fit (layout, 0, 800 + 2 * RC_PAGE_GAP, 600 + 2 * RC_PAGE_GAP), ==, 3);
  g_assert_cmpfloat (rc_page_layout_fit (layout, 0, 1, 1), >, 0);
}

static void
test_find (void)
{
  g_autoptr (RcPageLayout) layout = rc_page_layout_new (100000, 595, 842);

  set_size (layout, 17, 842, 595);
  for (guint row = 0; row < 100000; row += 1001)
    {
      double top = rc_page_layout_get_row_top (layout, row, 1.5);

      g_assert_cmpuint (rc_page_layout_find_row (layout, top, 1.5), ==, row);
      g_assert_cmpuint (rc_page_layout_find_row (layout, top - RC_PAGE_GAP + 1, 1.5), ==, row);
      g_assert_cmpuint (rc_page_layout_find_row (layout, top + 500, 1.5), ==, row);
    }
  g_assert_cmpuint (rc_page_layout_find_row (layout, -100, 1.5), ==, 0);
  g_assert_cmpuint (rc_page_layout_find_row (layout, 1e12, 1.5), ==, 99999);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-layout/places", test_places);
  g_test_add_func ("/page-layout/late-sizes", test_late_sizes);
  g_test_add_func ("/page-layout/guess", test_guess);
  g_test_add_func ("/page-layout/senseless-sizes", test_senseless_sizes);
  g_test_add_func ("/page-layout/abreast", test_abreast);
  g_test_add_func ("/page-layout/turned", test_turned);
  g_test_add_func ("/page-layout/fit", test_fit);
  g_test_add_func ("/page-layout/find", test_find);
  return g_test_run ();
}
