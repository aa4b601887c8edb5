/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which grants somebody wants to see, and how many there are of each sort. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-filter.h"

#include <string.h>

#include "widgets/deadline-text.h"

#define ANY_COUNTRY "any"

struct _RcGrantsFilter
{
  GHashTable *values[RC_GRANTS_N_GROUPS]; /* (owned) sets of char * */
};

RcGrantsFilter *
rc_grants_filter_new (void)
{
  RcGrantsFilter *self = g_new0 (RcGrantsFilter, 1);

  for (guint i = 0; i < RC_GRANTS_N_GROUPS; i++)
    self->values[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
rc_grants_filter_free (RcGrantsFilter *self)
{
  for (guint i = 0; i < RC_GRANTS_N_GROUPS; i++)
    g_hash_table_unref (self->values[i]);
  g_free (self);
}

void
rc_grants_filter_set (RcGrantsFilter *self, RcGrantsGroup group, const char *value, gboolean on)
{
  if (on)
    g_hash_table_add (self->values[group], g_strdup (value));
  else
    g_hash_table_remove (self->values[group], value);
}

gboolean
rc_grants_filter_has (const RcGrantsFilter *self, RcGrantsGroup group, const char *value)
{
  return g_hash_table_contains (self->values[group], value);
}

void
rc_grants_filter_clear (RcGrantsFilter *self)
{
  for (guint i = 0; i < RC_GRANTS_N_GROUPS; i++)
    g_hash_table_remove_all (self->values[i]);
}

void
rc_grants_filter_clear_group (RcGrantsFilter *self, RcGrantsGroup group)
{
  g_hash_table_remove_all (self->values[group]);
}

guint
rc_grants_filter_count (const RcGrantsFilter *self)
{
  guint n = 0;

  for (guint i = 0; i < RC_GRANTS_N_GROUPS; i++)
    n += g_hash_table_size (self->values[i]);
  return n;
}

static int
month_of_row (const RcRowData *row, gint64 now)
{
  g_autoptr (GDateTime) today = rc_deadline_day_to_time (rc_deadline_today (now));
  g_autoptr (GDateTime) last = rc_deadline_day_to_time (row->deadline_day);
  int months;

  if (last == NULL)
    return RC_GRANTS_N_MONTHS - 1;
  months = (g_date_time_get_year (last) - g_date_time_get_year (today)) * 12 + g_date_time_get_month (last) - g_date_time_get_month (today);
  return CLAMP (months, 0, RC_GRANTS_N_MONTHS - 1);
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
has_value (const RcRowData *row, RcGrantsGroup group, const char *value, gint64 now)
{
  switch (group)
    {
    case RC_GRANTS_AUDIENCE:
      return has_word (row->audience, value);
    case RC_GRANTS_COUNTRY:
      return has_word (row->countries, value) || has_word (row->countries, ANY_COUNTRY);
    case RC_GRANTS_TYPE:
      return g_strcmp0 (row->grant_type, value) == 0;
    case RC_GRANTS_MONTH:
      return month_of_row (row, now) == (int) g_ascii_strtoll (value, NULL, 10);
    case RC_GRANTS_DAY:
    default:
      /* A month that is only usual has no day. */
      return row->deadline != G_MAXINT64 && row->deadline_precision != RC_DEADLINE_MONTH &&
             rc_deadline_days_left (row->deadline, row->deadline_day, now) == (int) g_ascii_strtoll (value, NULL, 10);
    }
}

static gboolean
passes (const RcGrantsFilter *self, const RcRowData *row, int but_group, gint64 now)
{
  for (int group = 0; group < RC_GRANTS_N_GROUPS; group++)
    {
      gboolean any = g_hash_table_size (self->values[group]) == 0 || group == but_group;
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, self->values[group]);
      while (!any && g_hash_table_iter_next (&iter, &value, NULL))
        any = has_value (row, (RcGrantsGroup) group, value, now);
      if (!any)
        return FALSE;
    }
  return TRUE;
}

guint64
rc_grants_amount_of_text (const char *text)
{
  guint64 largest = 0;
  guint64 number = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar next = g_utf8_get_char (g_utf8_next_char (p));

      if (g_ascii_isdigit (*p))
        number = number < G_MAXUINT64 / 100 ? number * 10 + (guint64) (*p - '0') : number;
      /* What parts thousands has a digit on its other side. */
      else if (!((c == ',' || c == '.' || c == '\'' || g_unichar_isspace (c)) && next < 0x80 && g_ascii_isdigit ((char) next)))
        number = 0;
      largest = MAX (largest, number);
    }
  return largest;
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

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  guint64 one = rc_grants_amount_of_text ((*(const RcRowData *const *) a)->amount);
  guint64 other = rc_grants_amount_of_text ((*(const RcRowData *const *) b)->amount);

  return one != other ? (one > other ? -1 : 1) : compare_deadlines (a, b);
}

static int
compare_news (gconstpointer a, gconstpointer b)
{
  gint64 one = (*(const RcRowData *const *) a)->added;
  gint64 other = (*(const RcRowData *const *) b)->added;

  return one != other ? (one > other ? -1 : 1) : compare_deadlines (a, b);
}

GPtrArray *
rc_grants_filter_apply (const RcGrantsFilter *self, GPtrArray *rows, RcGrantsOrder order, gint64 now)
{
  GPtrArray *wanted = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    if (passes (self, g_ptr_array_index (rows, i), -1, now))
      g_ptr_array_add (wanted, g_ptr_array_index (rows, i));
  g_ptr_array_sort (wanted, order == RC_GRANTS_BY_AMOUNT   ? compare_amounts
                            : order == RC_GRANTS_NEW_FIRST ? compare_news
                                                           : compare_deadlines);
  return wanted;
}

guint
rc_grants_filter_count_value (const RcGrantsFilter *self, GPtrArray *rows, RcGrantsGroup group, const char *value, gint64 now)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    if (has_value (g_ptr_array_index (rows, i), group, value, now) && passes (self, g_ptr_array_index (rows, i), (int) group, now))
      n++;
  return n;
}

static int
compare_frequencies (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  int by = GPOINTER_TO_INT (g_hash_table_lookup (data, other)) - GPOINTER_TO_INT (g_hash_table_lookup (data, one));

  return by != 0 ? by : strcmp (one, other);
}

GPtrArray *
rc_grants_filter_list_values (GPtrArray *rows, RcGrantsGroup group)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < rows->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (rows, i);
      const char *text = group == RC_GRANTS_AUDIENCE ? row->audience : group == RC_GRANTS_COUNTRY ? row->countries : row->grant_type;
      g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

      for (guint j = 0; words[j] != NULL; j++)
        if (*words[j] != '\0' && !g_str_equal (words[j], ANY_COUNTRY))
          g_hash_table_insert (counts, g_strdup (words[j]), GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, words[j])) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    g_ptr_array_add (values, g_strdup (value));
  g_ptr_array_sort_with_data (values, compare_frequencies, counts);
  return values;
}
