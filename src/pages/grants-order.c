/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order grants stand, and what can be said of their sums. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-order.h"

/* A sum without its currency cannot be compared with anything. */
static const char *
get_currency (const RcRowData *row)
{
  return row->amount_max >= 0 ? row->currency : NULL;
}

static int
compare_deadlines (gconstpointer a, gconstpointer b)
{
  const RcRowData *one = *(const RcRowData *const *) a;
  const RcRowData *other = *(const RcRowData *const *) b;

  if (one->deadline != other->deadline)
    return one->deadline < other->deadline ? -1 : 1;
  return one->id > other->id ? -1 : one->id < other->id;
}

static guint
place_of_currency (GPtrArray *currencies, const RcRowData *row)
{
  const char *currency = get_currency (row);
  guint place = currencies->len;

  if (currency != NULL)
    g_ptr_array_find_with_equal_func (currencies, currency, g_str_equal, &place);
  return place;
}

static int
compare_amounts (gconstpointer a, gconstpointer b, gpointer currencies)
{
  const RcRowData *one = *(const RcRowData *const *) a;
  const RcRowData *other = *(const RcRowData *const *) b;
  guint here = place_of_currency (currencies, one);
  guint there = place_of_currency (currencies, other);

  if (here != there)
    return here < there ? -1 : 1;
  if (get_currency (one) != NULL && one->amount_max != other->amount_max)
    return one->amount_max > other->amount_max ? -1 : 1;
  return compare_deadlines (a, b);
}

static int
compare_news (gconstpointer a, gconstpointer b)
{
  gint64 one = (*(const RcRowData *const *) a)->added;
  gint64 other = (*(const RcRowData *const *) b)->added;

  return one != other ? (one > other ? -1 : 1) : compare_deadlines (a, b);
}

void
rc_grants_sort (GPtrArray *rows, RcGrantsOrder order)
{
  g_autoptr (GPtrArray) currencies = NULL;

  g_return_if_fail (rows != NULL);

  switch (order)
    {
    case RC_GRANTS_BY_AMOUNT:
      currencies = rc_grants_list_currencies (rows);
      g_ptr_array_sort_with_data (rows, compare_amounts, currencies);
      break;
    case RC_GRANTS_NEW_FIRST:
      g_ptr_array_sort (rows, compare_news);
      break;
    case RC_GRANTS_BY_DEADLINE:
    default:
      g_ptr_array_sort (rows, compare_deadlines);
    }
}

static int
compare_frequencies (gconstpointer a, gconstpointer b, gpointer counts)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  int by = GPOINTER_TO_INT (g_hash_table_lookup (counts, other)) - GPOINTER_TO_INT (g_hash_table_lookup (counts, one));

  return by != 0 ? by : g_strcmp0 (one, other);
}

GPtrArray *
rc_grants_list_currencies (GPtrArray *rows)
{
  GPtrArray *currencies = g_ptr_array_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *currency = get_currency (g_ptr_array_index (rows, i));
      int n = currency != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (counts, currency)) : 0;

      if (currency == NULL)
        continue;
      if (n == 0)
        g_ptr_array_add (currencies, (char *) currency);
      g_hash_table_insert (counts, (char *) currency, GINT_TO_POINTER (n + 1));
    }
  g_ptr_array_sort_with_data (currencies, compare_frequencies, counts);
  return currencies;
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* 1, 2 or 5 and noughts, not above the sum. */
static gint64
round_down (gint64 sum)
{
  gint64 unit = 1;

  while (sum / unit >= 10)
    unit *= 10;
  return sum / unit >= 5 ? 5 * unit : sum / unit >= 2 ? 2 * unit : unit;
}

gint64
rc_grants_find_middle (GPtrArray *rows, const char *currency)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 middle;

  for (guint i = 0; i < rows->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (get_currency (row), currency) == 0)
        g_array_append_val (sums, row->amount_max);
    }
  if (sums->len < 2)
    return -1;
  g_array_sort (sums, compare_sums);
  middle = round_down (MAX (g_array_index (sums, gint64, (sums->len - 1) / 2), 1));
  if (middle < g_array_index (sums, gint64, 0) || middle >= g_array_index (sums, gint64, sums->len - 1))
    return -1;
  return middle;
}

const char *
rc_currency_get_sign (const char *currency)
{
  static const char *const signs[][2] = {
    { "USD", "US$" }, { "EUR", "€" }, { "GBP", "£" }, { "JPY", "¥" }, { "KZT", "₸" }, { "RUB", "₽" },
  };

  g_return_val_if_fail (currency != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_equal (currency, signs[i][0]))
      return signs[i][1];
  return currency;
}
