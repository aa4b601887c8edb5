/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets with marks above them are the sets they would be without: every operation beside the same one on plain flags. */
#include "search/list.h"

#include <string.h>

#define MOST 300000u
#define N_ROUNDS 60

typedef struct
{
  RcBits *bits;     /* (owned) */
  guint8 *expected; /* (owned) by number */
} Pair;

static void
pair_clear (Pair *pair)
{
  g_clear_pointer (&pair->bits, rc_bits_free);
  g_clear_pointer (&pair->expected, g_free);
}

/* Some are spread thinly, some stand close, some are in one place only. */
static Pair
make (GRand *random, RcBitsPool *pool)
{
  static const guint numbers[] = { 0, 1, 20, 700, 9000, 200000 };
  Pair pair = { rc_bits_new_in (pool, MOST), g_new0 (guint8, MOST + 1) };
  guint n = numbers[g_rand_int_range (random, 0, G_N_ELEMENTS (numbers))];
  guint32 begin = g_rand_boolean (random) ? 0 : (guint32) g_rand_int_range (random, 0, (gint32) MOST), end;

  end = begin == 0 ? MOST : MIN (begin + 2000, MOST);
  for (guint i = 0; i < n; i++)
    {
      guint32 number = (guint32) g_rand_int_range (random, (gint32) begin, (gint32) end + 1);

      rc_bits_add (pair.bits, number);
      pair.expected[number] = TRUE;
      if (i % 7 != 0)
        continue;
      number = (guint32) g_rand_int_range (random, (gint32) begin, (gint32) end + 1);
      rc_bits_remove (pair.bits, number);
      pair.expected[number] = FALSE;
    }
  return pair;
}

static void
check (const Pair *pair)
{
  guint64 n = 0;
  guint32 number = 0, from = 0;

  for (guint32 i = 0; i <= MOST; i++)
    {
      n += pair->expected[i];
      if (!pair->expected[i])
        continue;
      g_assert_true (rc_bits_next (pair->bits, from, &number));
      g_assert_cmpuint (number, ==, i);
      from = i + 1;
    }
  g_assert_false (rc_bits_next (pair->bits, from, &number));
  g_assert_cmpuint (rc_bits_count (pair->bits), ==, n);
  g_assert_cmpint (rc_bits_is_empty (pair->bits), ==, n == 0);
}

static void
combine (Pair *one, const Pair *other, guint how)
{
  for (guint32 i = 0; i <= MOST; i++)
    one->expected[i] = how == 0   ? one->expected[i] && other->expected[i]
                       : how == 1 ? one->expected[i] || other->expected[i]
                       : how == 2 ? one->expected[i] && !other->expected[i]
                                  : other->expected[i];
  switch (how)
    {
    case 0:
      rc_bits_and (one->bits, other->bits);
      break;
    case 1:
      rc_bits_or (one->bits, other->bits);
      break;
    case 2:
      rc_bits_and_not (one->bits, other->bits);
      break;
    default:
      rc_bits_assign (one->bits, other->bits);
    }
}

static void
test_operations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  RcBitsPool *pool = rc_bits_pool_new (1u << 17);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      Pair one = make (random, pool), other = make (random, pool);
      guint64 n_common = 0;

      for (guint32 i = 0; i <= MOST; i++)
        n_common += one.expected[i] && other.expected[i];
      g_assert_cmpuint (rc_bits_count_common (one.bits, other.bits), ==, n_common);
      g_assert_cmpint (rc_bits_meet (one.bits, other.bits), ==, n_common > 0);
      combine (&one, &other, round % 4);
      check (&one);
      check (&other);
      pair_clear (&one);
      pair_clear (&other);
    }
  rc_bits_pool_free (pool);
}

/* What was freed comes back empty, whatever was in it. */
static void
test_pool (void)
{
  RcBitsPool *pool = rc_bits_pool_new (1u << 20);
  RcBits *bits = rc_bits_new_in (pool, MOST), *again, *copy;
  const guint64 *words = bits->words;

  rc_bits_add (bits, 5);
  rc_bits_add (bits, MOST);
  rc_bits_remove (bits, 5);
  rc_bits_free (bits);
  again = rc_bits_new_in (pool, MOST);
  g_assert_true (again->words == words);
  g_assert_true (rc_bits_is_empty (again));
  rc_bits_add (again, 7);
  copy = rc_bits_copy (again);
  g_assert_true (rc_bits_has (copy, 7));
  rc_bits_free (again);
  rc_bits_free (copy);
  rc_bits_pool_free (pool);
}

/* A list within a set, cut by the set, is the list cut by the set. */
static void
test_list_within (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      Pair one = make (random, NULL), within = make (random, NULL);
      g_autoptr (GByteArray) section = g_byte_array_new ();
      RcListRef list = rc_list_write_bits (section, 0, one.bits);
      Pair read = { rc_bits_new (MOST), g_memdup2 (one.expected, MOST + 1) };
      guint64 n;

      g_assert_true (rc_list_count_within (section->data, section->len, &list, within.bits, &n));
      g_assert_cmpuint (n, ==, rc_bits_count_common (one.bits, within.bits));

      g_assert_true (rc_list_add_to_bits (section->data, section->len, &list, NULL, read.bits));
      check (&read);
      rc_bits_clear (read.bits);
      g_assert_true (rc_list_add_to_bits (section->data, section->len, &list, within.bits, read.bits));
      rc_bits_and_not (read.bits, one.bits);
      g_assert_true (rc_bits_is_empty (read.bits));
      g_assert_true (rc_list_add_to_bits (section->data, section->len, &list, within.bits, read.bits));
      combine (&read, &within, 0);
      check (&read);
      pair_clear (&one);
      pair_clear (&within);
      pair_clear (&read);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bits/operations", test_operations);
  g_test_add_func ("/bits/pool", test_pool);
  g_test_add_func ("/bits/list-within", test_list_within);
  return g_test_run ();
}
