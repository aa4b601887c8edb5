/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticks, months and days: what stays in the list of grants, and the counts beside them. */
#include "config.h"

#include "pages/grants-filter.h"

#include "record/deadline.h"

static gint64
at (int month, int day)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, month, day, 12, 0, 0);

  return g_date_time_to_unix (time);
}

static GPtrArray *
make_rows (void)
{
  static RcRowData data[4];
  GPtrArray *rows = g_ptr_array_new ();

  data[0] = (RcRowData){ .id = 1, .audience = (char *) "researcher", .countries = (char *) "any", .grant_type = (char *) "fellowship",
                         .deadline = at (11, 26), .amount = (char *) "US$ 6 000 to 10 000", .added = 1 };
  data[1] = (RcRowData){ .id = 2, .audience = (char *) "researcher educator", .countries = (char *) "KZ UZ", .grant_type = (char *) "award",
                         .deadline = at (11, 30), .amount = (char *) "€ 15,000", .added = 3 };
  data[2] = (RcRowData){ .id = 3, .audience = (char *) "student", .countries = (char *) "UZ", .grant_type = (char *) "fellowship",
                         .deadline = at (12, 5), .added = 2 };
  data[3] = (RcRowData){ .id = 4, .audience = (char *) "student", .countries = (char *) "KZ", .grant_type = (char *) "fellowship",
                         .deadline = G_MAXINT64, .deadline_precision = RC_DEADLINE_ROLLING, .added = 4 };
  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    data[i].deadline_day = rc_deadline_get_day (&(RcDeadline){ .precision = RC_DEADLINE_INSTANT }, data[i].deadline);
  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    g_ptr_array_add (rows, &data[i]);
  return rows;
}

static void
assert_ids (const RcGrantsFilter *filter, RcGrantsOrder order, const char *ids)
{
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GPtrArray) wanted = rc_grants_filter_apply (filter, rows, order, at (11, 23));
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < wanted->len; i++)
    g_string_append_printf (got, "%d", (int) ((RcRowData *) g_ptr_array_index (wanted, i))->id);
  g_assert_cmpstr (got->str, ==, ids);
}

static void
test_order (void)
{
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();

  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "1234");
  assert_ids (filter, RC_GRANTS_BY_AMOUNT, "2134");
  assert_ids (filter, RC_GRANTS_NEW_FIRST, "4231");
}

static void
test_ticks (void)
{
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();

  rc_grants_filter_set (filter, RC_GRANTS_COUNTRY, "KZ", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "124");
  rc_grants_filter_set (filter, RC_GRANTS_TYPE, "fellowship", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "14");
  rc_grants_filter_set (filter, RC_GRANTS_TYPE, "award", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "124");
  rc_grants_filter_clear_group (filter, RC_GRANTS_COUNTRY);
  rc_grants_filter_set (filter, RC_GRANTS_TYPE, "award", FALSE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "134");
}

static void
test_months_and_days (void)
{
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();

  rc_grants_filter_set (filter, RC_GRANTS_MONTH, "0", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "12");
  rc_grants_filter_clear (filter);
  rc_grants_filter_set (filter, RC_GRANTS_MONTH, "7", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "4");
  rc_grants_filter_clear (filter);
  rc_grants_filter_set (filter, RC_GRANTS_DAY, "7", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "2");
}

/* A group counts with the other groups applied but not its own. */
static void
test_counts (void)
{
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GPtrArray) values = rc_grants_filter_list_values (rows, RC_GRANTS_COUNTRY);

  rc_grants_filter_set (filter, RC_GRANTS_COUNTRY, "KZ", TRUE);
  g_assert_cmpuint (rc_grants_filter_count_value (filter, rows, RC_GRANTS_COUNTRY, "UZ", at (11, 23)), ==, 3);
  g_assert_cmpuint (rc_grants_filter_count_value (filter, rows, RC_GRANTS_TYPE, "fellowship", at (11, 23)), ==, 2);
  g_assert_cmpuint (values->len, ==, 2);
}

static void
test_amounts (void)
{
  g_assert_cmpuint (rc_grants_amount_of_text ("US$ 6 000 to 10 000"), ==, 10000);
  g_assert_cmpuint (rc_grants_amount_of_text ("€ 2\u202f150 a month"), ==, 2150);
  g_assert_cmpuint (rc_grants_amount_of_text ("none"), ==, 0);
  g_assert_cmpuint (rc_grants_amount_of_text (NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grants-filter/order", test_order);
  g_test_add_func ("/grants-filter/ticks", test_ticks);
  g_test_add_func ("/grants-filter/months-and-days", test_months_and_days);
  g_test_add_func ("/grants-filter/counts", test_counts);
  g_test_add_func ("/grants-filter/amounts", test_amounts);
  return g_test_run ();
}
