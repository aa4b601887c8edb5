/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows are counted as their values are by hand; in two threads as in one, whether the second comes in time or not. */
#include "search/rows.h"

#define N_RECORDS 200000u
#define N_VALUES 70000u
#define N_ROUNDS 200

static void
test_two_threads (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autofree RcRow *all = g_new0 (RcRow, N_RECORDS);
  const guint32 overflow[] = { 2, 66000, 69999 }, common[RC_N_COMMON] = { 0, 7, 66000, 69999, 5 };
  g_autoptr (RcHelper) helper = rc_helper_new ();
  g_autoptr (RcBits) records = rc_bits_new (N_RECORDS - 1);
  g_autofree guint32 *by_hand = g_new0 (guint32, N_VALUES);
  g_autofree guint32 *expected = g_new0 (guint32, N_VALUES);
  g_autofree guint32 *n = g_new0 (guint32, N_VALUES);
  RcRows rows = { all, common, overflow, G_N_ELEMENTS (overflow), N_VALUES, NULL };

  for (guint32 id = 0; id < N_RECORDS; id++)
    {
      gboolean overflows = id % 100 == 0, counted = g_rand_boolean (random);

      for (guint i = 0; i < RC_ROW_SHORTS; i++)
        {
          all[id].shorts[i] = (guint8) g_rand_int_range (random, 0, 5);
          by_hand[common[all[id].shorts[i]]] += counted;
        }
      for (guint i = overflows ? RC_ROW_SLOTS_OF_OVERFLOW : 0; i < RC_ROW_SLOTS; i++)
        {
          all[id].slots[i] = (guint16) g_rand_int_range (random, 0, RC_ROW_OVERFLOWS);
          by_hand[all[id].slots[i]] += counted;
        }
      for (guint i = 1; overflows && i < G_N_ELEMENTS (overflow); i++)
        by_hand[overflow[i]] += counted;
      if (overflows)
        all[id].slots[0] = RC_ROW_OVERFLOWS;
      if (counted)
        rc_bits_add (records, id);
    }
  rc_rows_count (&rows, records, expected, 1);
  by_hand[0] = 0;
  g_assert_cmpmem (by_hand, N_VALUES * sizeof *by_hand, expected, N_VALUES * sizeof *expected);
  rows.helper = helper;
  rc_rows_count (&rows, records, n, 1);
  g_assert_cmpmem (n, N_VALUES * sizeof *n, expected, N_VALUES * sizeof *expected);
  rc_rows_count (&rows, records, n, (guint32) -1);
  for (guint32 value = 0; value < N_VALUES; value++)
    g_assert_cmpuint (n[value], ==, 0);
}

static void
count_call (gpointer data)
{
  g_atomic_int_inc ((gint *) data);
}

/* Done once, or taken back and not done at all. */
static void
test_helper (void)
{
  g_autoptr (RcHelper) helper = rc_helper_new ();

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint n_calls = 0;
      gboolean done;

      rc_helper_start (helper, count_call, &n_calls);
      if (i % 2 == 0)
        g_thread_yield ();
      done = rc_helper_finish (helper);
      g_assert_cmpint (g_atomic_int_get (&n_calls), ==, done ? 1 : 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rows/two-threads", test_two_threads);
  g_test_add_func ("/rows/helper", test_helper);
  return g_test_run ();
}
