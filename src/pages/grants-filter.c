/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which grants somebody wants to see, and how many there are of each sort. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-filter.h"

#include <string.h>

#include "widgets/deadline-text.h"

#define ANY_COUNTRY "any"

/* Currencies that there are choices of sums for. */
#define MOST_CURRENCIES 3

struct _RcGrantsFilter
{
  GPtrArray *values[RC_GRANTS_N_GROUPS]; /* (owned) char * */
  GHashTable *found;                     /* (owned) (nullable) set of gint64 * */
  gboolean all;                          /* also what is not for the visitor */
};

RcGrantsFilter *
rc_grants_filter_new (void)
{
  RcGrantsFilter *self = g_new0 (RcGrantsFilter, 1);

  for (guint i = 0; i < RC_GRANTS_N_GROUPS; i++)
    self->values[i] = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rc_grants_filter_free (RcGrantsFilter *self)
{
  for (guint i = 0; i < RC_GRANTS_N_GROUPS; i++)
    g_ptr_array_unref (self->values[i]);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_free (self);
}

void
rc_grants_filter_set (RcGrantsFilter *self, RcGrantsGroup group, const char *value, gboolean on)
{
  guint place = 0;

  if (g_ptr_array_find_with_equal_func (self->values[group], value, g_str_equal, &place) == on)
    return;
  if (on)
    g_ptr_array_add (self->values[group], g_strdup (value));
  else
    g_ptr_array_remove_index (self->values[group], place);
}

gboolean
rc_grants_filter_has (const RcGrantsFilter *self, RcGrantsGroup group, const char *value)
{
  return g_ptr_array_find_with_equal_func (self->values[group], value, g_str_equal, NULL);
}

void
rc_grants_filter_clear (RcGrantsFilter *self)
{
  for (guint i = 0; i < RC_GRANTS_N_GROUPS; i++)
    rc_grants_filter_clear_group (self, (RcGrantsGroup) i);
  self->all = FALSE;
}

void
rc_grants_filter_clear_group (RcGrantsFilter *self, RcGrantsGroup group)
{
  g_ptr_array_set_size (self->values[group], 0);
}

guint
rc_grants_filter_count (const RcGrantsFilter *self)
{
  guint n = 0;

  for (guint i = 0; i < RC_GRANTS_N_GROUPS; i++)
    n += self->values[i]->len;
  return n;
}

GPtrArray *
rc_grants_filter_get_values (const RcGrantsFilter *self, RcGrantsGroup group)
{
  return self->values[group];
}

void
rc_grants_filter_set_found (RcGrantsFilter *self, GHashTable *ids)
{
  g_clear_pointer (&self->found, g_hash_table_unref);
  self->found = ids != NULL ? g_hash_table_ref (ids) : NULL;
}

/* 0 for this month, later an RcGrantsLater. Days are numbered as in RcRowData. */
static int
month_of_row (const RcRowData *row, guint today)
{
  GDate first, last;
  int months;

  if (row->deadline_precision == RC_DEADLINE_ROLLING)
    return RC_GRANTS_ANY_TIME;
  if (!g_date_valid_julian (row->deadline_day))
    return RC_GRANTS_NOT_STATED;
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_julian (&first, today);
  g_date_set_julian (&last, row->deadline_day);
  months = ((int) g_date_get_year (&last) - (int) g_date_get_year (&first)) * 12 + (int) g_date_get_month (&last) -
           (int) g_date_get_month (&first);
  return CLAMP (months, 0, RC_GRANTS_LATER);
}

/* 0 for none: a month that is only usual has no day. */
static guint
day_of_row (const RcRowData *row)
{
  return row->deadline_precision != RC_DEADLINE_MONTH ? row->deadline_day : 0;
}

static gboolean
has_word (const char *words, const char *word)
{
  gsize length = strlen (word);

  for (const char *p = words; p != NULL && (p = strstr (p, word)) != NULL; p += length)
    if ((p == words || p[-1] == ' ') && (p[length] == '\0' || p[length] == ' '))
      return TRUE;
  return FALSE;
}

static gboolean
has_amount (const RcRowData *row, const char *value)
{
  const char *sum = strrchr (value, ' ');

  if (row->amount_max < 0 || row->currency == NULL || sum == NULL || !g_str_has_prefix (value, row->currency))
    return FALSE;
  return (row->amount_max <= g_ascii_strtoll (sum, NULL, 10)) == (strstr (value, " up to ") != NULL);
}

/* What a row says to somebody of one audience or country. */
static RcAnswer
answer_value (const RcRowData *row, RcGrantsGroup group, const char *value)
{
  RcProfile profile = { .age = -1 };
  const char *words = group == RC_GRANTS_AUDIENCE ? row->audience : row->countries;

  if (group == RC_GRANTS_AUDIENCE)
    profile.audience = value;
  else
    profile.country = value;
  if (row->facts != NULL)
    return rc_facts_answer (row->facts, &profile);
  if (words == NULL)
    return RC_ANSWER_NOT_STATED;
  return has_word (words, value) || has_word (words, ANY_COUNTRY) ? RC_ANSWER_YES : RC_ANSWER_NO;
}

static RcAnswer
answer_group (const RcGrantsFilter *self, const RcRowData *row, RcGrantsGroup group)
{
  GPtrArray *values = self->values[group];
  RcAnswer best = values->len > 0 ? RC_ANSWER_NO : RC_ANSWER_YES;

  for (guint i = 0; i < values->len; i++)
    best = MIN (best, answer_value (row, group, g_ptr_array_index (values, i)));
  return best;
}

RcAnswer
rc_grants_filter_answer (const RcGrantsFilter *self, const RcRowData *row)
{
  g_return_val_if_fail (self != NULL && row != NULL, RC_ANSWER_NOT_STATED);

  return MAX (answer_group (self, row, RC_GRANTS_AUDIENCE), answer_group (self, row, RC_GRANTS_COUNTRY));
}

void
rc_grants_filter_set_all (RcGrantsFilter *self, gboolean all)
{
  g_return_if_fail (self != NULL);

  self->all = all;
}

gboolean
rc_grants_filter_get_all (const RcGrantsFilter *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->all;
}

static gboolean
has_value (const RcRowData *row, RcGrantsGroup group, const char *value, guint today)
{
  switch (group)
    {
    case RC_GRANTS_AUDIENCE:
    case RC_GRANTS_COUNTRY:
      return answer_value (row, group, value) == RC_ANSWER_YES;
    case RC_GRANTS_FIELD:
      return row->subjects != NULL && g_strv_contains ((const char *const *) row->subjects, value);
    case RC_GRANTS_AMOUNT:
      return has_amount (row, value);
    case RC_GRANTS_TYPE:
      return g_strcmp0 (row->grant_type, value) == 0;
    case RC_GRANTS_MONTH:
      return month_of_row (row, today) == (int) g_ascii_strtoll (value, NULL, 10);
    case RC_GRANTS_MOVED:
      return row->moved_from_day != 0;
    case RC_GRANTS_DAY:
    default:
      return day_of_row (row) != 0 && day_of_row (row) == (guint) g_ascii_strtoull (value, NULL, 10);
    }
}

/* Whether who may apply keeps a row out of the list; of what is counted, all that is not certain. */
static gboolean
is_kept_out (const RcGrantsFilter *self, const RcRowData *row, RcGrantsGroup group, gboolean certain)
{
  RcAnswer answer = answer_group (self, row, group);

  return certain ? answer != RC_ANSWER_YES : answer == RC_ANSWER_NO && !self->all;
}

static gboolean
passes (const RcGrantsFilter *self, const RcRowData *row, int but_group, gboolean certain, guint today)
{
  if (self->found != NULL && !g_hash_table_contains (self->found, &row->id))
    return FALSE;
  for (int group = 0; group < RC_GRANTS_N_GROUPS; group++)
    {
      GPtrArray *values = self->values[group];
      gboolean any = values->len == 0 || group == but_group;

      if (!any && (group == RC_GRANTS_AUDIENCE || group == RC_GRANTS_COUNTRY))
        {
          if (is_kept_out (self, row, (RcGrantsGroup) group, certain))
            return FALSE;
          continue;
        }
      for (guint i = 0; !any && i < values->len; i++)
        any = has_value (row, (RcGrantsGroup) group, g_ptr_array_index (values, i), today);
      if (!any)
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
rc_grants_filter_apply (const RcGrantsFilter *self, GPtrArray *rows, RcGrantsOrder order, gint64 now)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GPtrArray *wanted = g_ptr_array_new ();
  guint today = rc_deadline_today (now);

  for (guint i = 0; i < rows->len; i++)
    if (passes (self, g_ptr_array_index (rows, i), -1, FALSE, today))
      g_ptr_array_add (sorted, g_ptr_array_index (rows, i));
  rc_grants_sort (sorted, order);
  for (RcAnswer answer = RC_ANSWER_YES; answer <= RC_ANSWER_NO; answer++)
    for (guint i = 0; i < sorted->len; i++)
      if (rc_grants_filter_answer (self, g_ptr_array_index (sorted, i)) == answer)
        g_ptr_array_add (wanted, g_ptr_array_index (sorted, i));
  return wanted;
}

/* The words that a row has of a group. */
static GStrv
dup_words (const RcRowData *row, RcGrantsGroup group)
{
  const char *text = group == RC_GRANTS_AUDIENCE ? row->audience : group == RC_GRANTS_COUNTRY ? row->countries : row->grant_type;

  if (group == RC_GRANTS_FIELD)
    return row->subjects != NULL ? g_strdupv (row->subjects) : g_new0 (char *, 1);
  return g_strsplit (text != NULL ? text : "", " ", -1);
}

static void
count_one (GHashTable *counts, const char *value)
{
  g_hash_table_insert (counts, g_strdup (value), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, value)) + 1));
}

static void
count_row (GHashTable *counts, const RcRowData *row, RcGrantsGroup group, guint today)
{
  g_auto (GStrv) words = NULL;
  char number[16];

  switch (group)
    {
    case RC_GRANTS_MONTH:
      g_snprintf (number, sizeof number, "%d", month_of_row (row, today));
      count_one (counts, number);
      return;
    case RC_GRANTS_DAY:
      g_snprintf (number, sizeof number, "%u", day_of_row (row));
      count_one (counts, number);
      return;
    case RC_GRANTS_MOVED:
      if (row->moved_from_day != 0)
        count_one (counts, "moved");
      return;
    case RC_GRANTS_AUDIENCE:
    case RC_GRANTS_COUNTRY:
    case RC_GRANTS_FIELD:
    case RC_GRANTS_TYPE:
    case RC_GRANTS_AMOUNT:
    default:
      words = dup_words (row, group);
    }
  if (group == RC_GRANTS_COUNTRY && g_strv_contains ((const char *const *) words, ANY_COUNTRY))
    count_one (counts, ANY_COUNTRY);
  else
    for (guint i = 0; words[i] != NULL; i++)
      count_one (counts, words[i]);
}

GHashTable *
rc_grants_filter_count_values (const RcGrantsFilter *self, GPtrArray *rows, RcGrantsGroup group, gint64 now)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint today = rc_deadline_today (now);
  gboolean certain = group < RC_GRANTS_MONTH;

  for (guint i = 0; i < rows->len; i++)
    if (passes (self, g_ptr_array_index (rows, i), (int) group, certain, today))
      count_row (counts, g_ptr_array_index (rows, i), group, today);
  return counts;
}

/* A grant for any country is one for each. */
guint
rc_grants_counts_get (GHashTable *counts, const char *value)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, value)) + GPOINTER_TO_UINT (g_hash_table_lookup (counts, ANY_COUNTRY));
}

static int
compare_frequencies (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  int by = GPOINTER_TO_INT (g_hash_table_lookup (data, other)) - GPOINTER_TO_INT (g_hash_table_lookup (data, one));

  return by != 0 ? by : strcmp (one, other);
}

/* Two choices a currency, where they tell its grants apart. */
static GPtrArray *
list_amounts (GPtrArray *rows)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) currencies = rc_grants_list_currencies (rows);

  for (guint i = 0; i < MIN (currencies->len, MOST_CURRENCIES); i++)
    {
      const char *currency = g_ptr_array_index (currencies, i);
      gint64 middle = rc_grants_find_middle (rows, currency);

      if (middle < 0)
        continue;
      g_ptr_array_add (values, g_strdup_printf ("%s up to %" G_GINT64_FORMAT, currency, middle));
      g_ptr_array_add (values, g_strdup_printf ("%s more than %" G_GINT64_FORMAT, currency, middle));
    }
  return values;
}

GPtrArray *
rc_grants_filter_list_values (GPtrArray *rows, RcGrantsGroup group)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *values;
  GHashTableIter iter;
  gpointer value;

  if (group == RC_GRANTS_AMOUNT)
    return list_amounts (rows);
  values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      g_auto (GStrv) words = dup_words (g_ptr_array_index (rows, i), group);

      for (guint j = 0; words[j] != NULL; j++)
        if (*words[j] != '\0' && !g_str_equal (words[j], ANY_COUNTRY))
          count_one (counts, words[j]);
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    g_ptr_array_add (values, g_strdup (value));
  g_ptr_array_sort_with_data (values, compare_frequencies, counts);
  return values;
}
