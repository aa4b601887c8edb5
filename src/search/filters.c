/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the filters of a question name, as values of the index. */
#define G_LOG_DOMAIN "rc-search"

#include "search/facets.h"

#include <string.h>

#include "search/closing-classes.h"
#include "search/sorts.h"
#include "search/sql.h"
#include "search/subject-groups.h"

static gboolean
is_within (const RcYears *years, int year)
{
  if (years->from == 0 && years->to == 0)
    return TRUE;
  return year > 0 && year >= years->from && (years->to == 0 || year <= years->to);
}

static void
choose_years (const RcSnapshot *snapshot, const RcYears *years, GArray *chosen)
{
  const GArray *all = snapshot->values[RC_VALUES_YEAR];

  for (guint i = 0; i < all->len; i++)
    {
      guint32 value = g_array_index (all, guint32, i);
      RcValues values;

      if (is_within (years, (int) g_ascii_strtoll (rc_snapshot_get_value (snapshot, value, &values), NULL, 10)))
        g_array_append_val (chosen, value);
    }
}

static gboolean
is_available (const RcSortValue *sort, const char *text)
{
  for (guint i = 0; i < RC_N_AVAILABILITIES; i++)
    if ((sort->availability & 1u << i) != 0 && g_str_equal (rc_availability_get_name (i), text))
      return TRUE;
  return FALSE;
}

static void
choose_sorts (const RcSnapshot *snapshot, RcFacetName name, const char *text, GArray *chosen)
{
  const GArray *sorts = snapshot->values[RC_VALUES_SORT];

  for (guint i = 0; i < sorts->len; i++)
    {
      guint32 value = g_array_index (sorts, guint32, i);
      RcValues values;
      RcSortValue sort;

      if (*text != '\0' && rc_sort_value_read (&sort, rc_snapshot_get_value (snapshot, value, &values))
          && (name == RC_FACET_AVAILABILITY ? is_available (&sort, text)
                                            : g_str_equal (rc_sort_value_get_name (&sort, name), text)))
        g_array_append_val (chosen, value);
    }
}

static gboolean
choose_value (const RcSnapshot *snapshot, RcValues values, const char *text, GArray *chosen, GError **error)
{
  RC_AUTO_STATEMENT *find
    = rc_search_prepare (snapshot->db, "SELECT id FROM search_value WHERE facet = ?1 AND value = ?2", error);
  gboolean failed;

  if (find == NULL)
    return FALSE;
  sqlite3_bind_int (find, 1, (int) values);
  sqlite3_bind_text (find, 2, text, -1, SQLITE_STATIC);
  if (rc_search_step (find, &failed, error))
    {
      guint32 value = (guint32) sqlite3_column_int64 (find, 0);

      g_array_append_val (chosen, value);
    }
  return !failed;
}

static gboolean
choose (const RcSnapshot *snapshot, RcFacetName name, const char *text, GArray *chosen, GError **error)
{
  RcYears years;

  switch (name)
    {
    case RC_FACET_GROUP:
    case RC_FACET_KIND:
    case RC_FACET_MATERIAL:
    case RC_FACET_AVAILABILITY:
      choose_sorts (snapshot, name, text, chosen);
      return TRUE;
    case RC_FACET_YEAR:
      if (rc_years_parse (text, &years.from, &years.to))
        choose_years (snapshot, &years, chosen);
      return TRUE;
    case RC_FACET_LANGUAGE:
      return choose_value (snapshot, RC_VALUES_LANGUAGE, text, chosen, error);
    case RC_FACET_SUBJECT:
      return rc_subject_groups_choose (snapshot, RC_VALUES_SUBJECT, text, chosen, error);
    case RC_FACET_PLACE:
      return rc_subject_groups_choose (snapshot, RC_VALUES_PLACE, text, chosen, error);
    case RC_FACET_AUDIENCE:
      return choose_value (snapshot, RC_VALUES_AUDIENCE, text, chosen, error);
    case RC_FACET_COUNTRY:
      return choose_value (snapshot, RC_VALUES_COUNTRY, RC_ANY_COUNTRY, chosen, error)
             && (g_str_equal (text, RC_ANY_COUNTRY) || choose_value (snapshot, RC_VALUES_COUNTRY, text, chosen, error));
    case RC_FACET_FIELD:
      return rc_subject_groups_choose (snapshot, RC_VALUES_FIELD, text, chosen, error);
    case RC_FACET_CLOSING:
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

RcFilters *
rc_filters_new (const RcSnapshot *snapshot, const RcSearchQuery *query, const RcTyped *typed, GError **error)
{
  g_autoptr (RcFilters) self = g_new0 (RcFilters, 1);

  for (guint name = 0; name < RC_N_FACETS; name++)
    for (guint i = 0; query->filters[name] != NULL && i < query->filters[name]->len; i++)
      {
        if (self->chosen[name] == NULL)
          self->chosen[name] = g_array_new (FALSE, FALSE, sizeof (guint32));
        self->filtered |= 1u << name;
        if (name == RC_FACET_CLOSING)
          self->closing |= rc_closing_class_from_string (g_ptr_array_index (query->filters[name], i));
        if (!choose (snapshot, (RcFacetName) name, g_ptr_array_index (query->filters[name], i), self->chosen[name], error))
          return NULL;
      }
  if (typed->years.from != 0 || typed->years.to != 0)
    {
      self->years = g_array_new (FALSE, FALSE, sizeof (guint32));
      choose_years (snapshot, &typed->years, self->years);
    }
  for (guint i = 0; i < typed->without->len; i++)
    {
      if (self->without == NULL)
        self->without = g_array_new (FALSE, FALSE, sizeof (guint32));
      choose_years (snapshot, &g_array_index (typed->without, RcYears, i), self->without);
    }
  return g_steal_pointer (&self);
}

void
rc_filters_free (RcFilters *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < RC_N_FACETS; i++)
    g_clear_pointer (&self->chosen[i], g_array_unref);
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_pointer (&self->without, g_array_unref);
  g_free (self);
}

static guint64
get_least_age (const RcSnapshot *snapshot, const GArray *years)
{
  gint64 newest = 0;
  RcValues values;

  for (guint i = 0; i < years->len; i++)
    newest = MAX (newest, g_ascii_strtoll (rc_snapshot_get_value (snapshot, g_array_index (years, guint32, i), &values), NULL, 10));
  return rc_entry_get_least_age ((int) MIN (newest, G_MAXINT));
}

guint64
rc_filters_get_least_age (const RcFilters *self, const RcSnapshot *snapshot)
{
  const GArray *years[] = { self->years, self->chosen[RC_FACET_YEAR] };
  guint64 least = 0;

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    if (years[i] != NULL)
      least = MAX (least, get_least_age (snapshot, years[i]));
  return least;
}

RcBits *
rc_filters_new_set (RcPart *part, const GArray *values)
{
  RcBits *bits = rc_part_new_set (part);

  rc_part_add_values (part, values, bits);
  return bits;
}
