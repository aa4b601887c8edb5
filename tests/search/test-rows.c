/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows counted in two threads are the rows counted in one, whether the second comes in time or not. */
#include "search/rows.h"

#define N_RECORDS 200000u
#define N_VALUES 70000u
#define N_ROUNDS 200

static void
test_two_threads (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autofree RcRow *all = g_new0 (RcRow, N_RECORDS);
  const guint32 overflow[] = { 2, 66000, 69999 };
  g_autoptr (RcHelper) helper = rc_helper_new ();
  g_autoptr (RcBits) records = rc_bits_new (N_RECORDS - 1);
  g_autofree guint32 *expected = g_new0 (guint32, N_VALUES);
  g_autofree guint32 *n = g_new0 (guint32, N_VALUES);
  RcRows rows = { all, overflow, G_N_ELEMENTS (overflow), N_VALUES, NULL };

  for (guint32 id = 0; id < N_RECORDS; id++)
    {
      all[id].n_values = (guint16) g_rand_int_range (random, 0, RC_ROW_VALUES_WITH_OVERFLOW);
      for (guint i = 0; i < all[id].n_values; i++)
        all[id].slots[i] = (guint16) g_rand_int_range (random, 0, G_MAXUINT16);
      if (id % 100 == 0)
        all[id].n_values |= RC_ROW_OVERFLOWS;
      if (g_rand_boolean (random))
        rc_bits_add (records, id);
    }
  rc_rows_count (&rows, records, expected, 1);
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
