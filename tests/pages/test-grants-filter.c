/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticks, months and days: what stays in the list of grants, and the counts beside them. */
#include "config.h"

#include "pages/grants-filter.h"
#include "pages/who.h"

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
  static char *fields[] = { (char *) "Water", (char *) "Soil", NULL };
  static RcRowData data[4];
  GPtrArray *rows = g_ptr_array_new ();

  data[0] = (RcRowData){ .id = 1, .audience = (char *) "researcher", .countries = (char *) "any", .grant_type = (char *) "fellowship",
                         .deadline = at (11, 26), .amount_max = 10000, .currency = (char *) "USD", .added = 1 };
  data[1] = (RcRowData){ .id = 2, .audience = (char *) "researcher educator", .countries = (char *) "KZ UZ", .grant_type = (char *) "award",
                         .deadline = at (11, 30), .amount_max = 9000, .currency = (char *) "EUR", .added = 3 };
  data[2] = (RcRowData){ .id = 3, .audience = (char *) "student", .countries = (char *) "UZ", .grant_type = (char *) "fellowship",
                         .deadline = at (12, 5), .amount_max = 30000, .currency = (char *) "USD", .added = 2 };
  data[3] = (RcRowData){ .id = 4, .audience = (char *) "student", .countries = (char *) "KZ", .grant_type = (char *) "fellowship",
                         .deadline = G_MAXINT64, .deadline_precision = RC_DEADLINE_ROLLING, .amount_max = -1,
                         .currency = (char *) "GBP", .subjects = fields, .added = 4 };
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
  /* Dollars, then euros, then what has no sum: 9000 euros are not less than 10 000 dollars, nor more. */
  assert_ids (filter, RC_GRANTS_BY_AMOUNT, "3124");
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
  rc_grants_filter_set (filter, RC_GRANTS_FIELD, "Water", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "4");
  /* Twice is once. */
  rc_grants_filter_set (filter, RC_GRANTS_FIELD, "Water", TRUE);
  g_assert_cmpuint (rc_grants_filter_count (filter), ==, 2);
  rc_grants_filter_set (filter, RC_GRANTS_FIELD, "Water", FALSE);
  rc_grants_filter_set (filter, RC_GRANTS_FIELD, "Water", FALSE);
  g_assert_cmpuint (rc_grants_filter_count (filter), ==, 1);
}

/* Who does not say is not left out; who says no is, unless asked for, and stands last. */
static void
test_not_stated (void)
{
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GPtrArray) facts = rc_facts_new ();
  g_autoptr (GPtrArray) wanted = NULL;
  RcFact *fact = rc_fact_new (RC_FACT_CITIZENSHIP);
  RcRowData *unsaid = g_ptr_array_index (rows, 0);
  RcRowData *barred = g_ptr_array_index (rows, 1);
  static const gint64 order[] = { 3, 4, 1 }, all[] = { 3, 4, 1, 2 };

  unsaid->audience = NULL;
  rc_fact_add_value (fact, "KZ");
  fact->excluded = TRUE;
  g_ptr_array_add (facts, fact);
  barred->facts = facts;
  rc_grants_filter_set (filter, RC_GRANTS_AUDIENCE, "student", TRUE);
  wanted = rc_grants_filter_apply (filter, rows, RC_GRANTS_BY_DEADLINE, at (11, 23));
  /* Citizens of Kazakhstan may not, students: nobody knows. */
  g_assert_cmpuint (wanted->len, ==, 4);
  rc_grants_filter_set (filter, RC_GRANTS_COUNTRY, "KZ", TRUE);
  g_assert_cmpint (rc_grants_filter_answer (filter, barred), ==, RC_ANSWER_NO);
  g_assert_cmpint (rc_grants_filter_answer (filter, unsaid), ==, RC_ANSWER_NOT_STATED);
  g_clear_pointer (&wanted, g_ptr_array_unref);
  rc_grants_filter_set (filter, RC_GRANTS_COUNTRY, "KZ", FALSE);
  barred->facts = NULL;
  wanted = rc_grants_filter_apply (filter, rows, RC_GRANTS_BY_DEADLINE, at (11, 23));
  g_assert_cmpuint (wanted->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < wanted->len; i++)
    g_assert_cmpint (((RcRowData *) g_ptr_array_index (wanted, i))->id, ==, order[i]);
  rc_grants_filter_set_all (filter, TRUE);
  g_clear_pointer (&wanted, g_ptr_array_unref);
  wanted = rc_grants_filter_apply (filter, rows, RC_GRANTS_BY_DEADLINE, at (11, 23));
  g_assert_cmpuint (wanted->len, ==, G_N_ELEMENTS (all));
  for (guint i = 0; i < wanted->len; i++)
    g_assert_cmpint (((RcRowData *) g_ptr_array_index (wanted, i))->id, ==, all[i]);
}

static void
test_words (void)
{
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();
  g_autoptr (GHashTable) found = g_hash_table_new (g_int64_hash, g_int64_equal);
  const gint64 id = 2;

  g_hash_table_add (found, (gpointer) &id);
  rc_grants_filter_set_found (filter, found);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "2");
  rc_grants_filter_clear (filter);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "2");
  rc_grants_filter_set_found (filter, NULL);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "1234");
}

static void
test_months_and_days (void)
{
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();
  g_autofree char *day = g_strdup_printf ("%u", rc_deadline_today (at (11, 30)));

  rc_grants_filter_set (filter, RC_GRANTS_MONTH, "0", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "12");
  rc_grants_filter_clear (filter);
  rc_grants_filter_set (filter, RC_GRANTS_MONTH, "8", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "4");
  rc_grants_filter_clear (filter);
  rc_grants_filter_set (filter, RC_GRANTS_DAY, day, TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "2");
}

static void
assert_count (const RcGrantsFilter *filter, RcGrantsGroup group, const char *value, guint count)
{
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GHashTable) counts = rc_grants_filter_count_values (filter, rows, group, at (11, 23));

  g_assert_cmpuint (rc_grants_counts_get (counts, value), ==, count);
}

/* A group counts with the other groups applied but not its own. */
static void
test_counts (void)
{
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GPtrArray) values = rc_grants_filter_list_values (rows, RC_GRANTS_COUNTRY);
  g_autofree char *day = g_strdup_printf ("%u", rc_deadline_today (at (11, 30)));

  rc_grants_filter_set (filter, RC_GRANTS_COUNTRY, "KZ", TRUE);
  assert_count (filter, RC_GRANTS_COUNTRY, "UZ", 3);
  assert_count (filter, RC_GRANTS_TYPE, "fellowship", 2);
  assert_count (filter, RC_GRANTS_MONTH, "0", 2);
  assert_count (filter, RC_GRANTS_MONTH, "8", 1);
  assert_count (filter, RC_GRANTS_DAY, day, 1);
  assert_count (filter, RC_GRANTS_FIELD, "Soil", 1);
  g_assert_cmpuint (values->len, ==, 2);
}

/* Three answers after the months; and what moved can be looked for. */
static void
test_later_and_moved (void)
{
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GPtrArray) wanted = NULL;
  g_autoptr (GHashTable) counts = NULL;
  RcRowData *later = g_ptr_array_index (rows, 0), *unsaid = g_ptr_array_index (rows, 1), *moved = g_ptr_array_index (rows, 2);

  later->deadline_day += 400;
  unsaid->deadline = G_MAXINT64;
  unsaid->deadline_day = 0;
  unsaid->deadline_precision = RC_DEADLINE_NOT_STATED;
  moved->moved_from_day = later->deadline_day;
  counts = rc_grants_filter_count_values (filter, rows, RC_GRANTS_MONTH, at (11, 23));
  g_assert_cmpuint (rc_grants_counts_get (counts, "7"), ==, 1);
  g_assert_cmpuint (rc_grants_counts_get (counts, "8"), ==, 1);
  g_assert_cmpuint (rc_grants_counts_get (counts, "9"), ==, 1);
  rc_grants_filter_set (filter, RC_GRANTS_MOVED, "moved", TRUE);
  wanted = rc_grants_filter_apply (filter, rows, RC_GRANTS_BY_DEADLINE, at (11, 23));
  g_assert_cmpuint (wanted->len, ==, 1);
  g_assert_true (g_ptr_array_index (wanted, 0) == moved);
}

/* A choice of sums is one of its currency. */
static void
test_amounts (void)
{
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GPtrArray) values = rc_grants_filter_list_values (rows, RC_GRANTS_AMOUNT);

  g_assert_cmpuint (values->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (values, 0), ==, "USD up to 10000");
  g_assert_cmpstr (g_ptr_array_index (values, 1), ==, "USD more than 10000");
  rc_grants_filter_set (filter, RC_GRANTS_AMOUNT, "USD up to 10000", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "1");
  rc_grants_filter_set (filter, RC_GRANTS_AMOUNT, "USD more than 10000", TRUE);
  assert_ids (filter, RC_GRANTS_BY_DEADLINE, "13");
  g_assert_cmpint (rc_grants_find_middle (rows, "EUR"), ==, -1);
  g_assert_cmpstr (rc_currency_get_sign ("EUR"), ==, "€");
  g_assert_cmpstr (rc_currency_get_sign ("UZS"), ==, "UZS");
}

/* What was ticked beside the list is true on the pages of its grants. */
static void
test_who (void)
{
  g_autoptr (RcResultList) list = g_object_new (RC_TYPE_RESULT_LIST, NULL);
  g_autoptr (RcGrantsFilter) filter = rc_grants_filter_new ();
  g_autoptr (RcFact) citizens = rc_fact_new (RC_FACT_CITIZENSHIP);
  g_autoptr (RcFact) who = rc_fact_new (RC_FACT_WHO);
  g_autoptr (RcFact) stage = rc_fact_new (RC_FACT_STAGE);
  GPtrArray *audiences = rc_grants_filter_get_values (filter, RC_GRANTS_AUDIENCE);
  GPtrArray *countries = rc_grants_filter_get_values (filter, RC_GRANTS_COUNTRY);

  rc_fact_add_value (citizens, "KZ");
  rc_fact_add_value (who, "researcher");
  rc_fact_add_value (stage, "master");
  g_assert_false (rc_who_fits (NULL, citizens));
  rc_who_set (list, audiences, countries);
  g_assert_false (rc_who_fits (list, citizens));
  rc_grants_filter_set (filter, RC_GRANTS_COUNTRY, "KZ", TRUE);
  rc_grants_filter_set (filter, RC_GRANTS_COUNTRY, "UZ", TRUE);
  rc_who_set (list, audiences, countries);
  g_assert_true (rc_who_fits (list, citizens));
  g_assert_false (rc_who_fits (list, who));
  g_assert_false (rc_who_fits (list, stage));
  citizens->excluded = TRUE;
  g_assert_false (rc_who_fits (list, citizens));
  rc_grants_filter_set (filter, RC_GRANTS_COUNTRY, "KZ", FALSE);
  rc_grants_filter_set (filter, RC_GRANTS_AUDIENCE, "researcher", TRUE);
  /* It is a copy: a tick of later counts when it is told. */
  g_assert_false (rc_who_fits (list, who));
  rc_who_set (list, audiences, countries);
  g_assert_true (rc_who_fits (list, citizens));
  g_assert_true (rc_who_fits (list, who));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grants-filter/order", test_order);
  g_test_add_func ("/grants-filter/ticks", test_ticks);
  g_test_add_func ("/grants-filter/not-stated", test_not_stated);
  g_test_add_func ("/grants-filter/words", test_words);
  g_test_add_func ("/grants-filter/months-and-days", test_months_and_days);
  g_test_add_func ("/grants-filter/counts", test_counts);
  g_test_add_func ("/grants-filter/later-and-moved", test_later_and_moved);
  g_test_add_func ("/grants-filter/amounts", test_amounts);
  g_test_add_func ("/grants-filter/who", test_who);
  return g_test_run ();
}
