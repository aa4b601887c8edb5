/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facets of an answer, out of the counts of values. */
#define G_LOG_DOMAIN "rc-search"

#include "search/facets.h"

#include <string.h>

#include "search/counted.h"
#include "search/counts.h"
#include "search/sorts.h"

/* A screen shows a dozen; the counts of those listed are exact all the same. */
#define MAX_VALUES 200

struct _RcCounter
{
  const RcSnapshot *snapshot; /* (unowned) */
  RcSubjectGroups *groups;    /* (unowned) (nullable) */
  RcPart *file;               /* (unowned) (nullable) */
  const RcHits *sets;         /* (unowned) */
  RcCounts counts[1 + RC_N_FACETS]; /* (owned) of the sets, without the delta; where there is a file */
  guint n_sets;
  guint32 *n;                 /* (owned) by value, of the set that was chosen */
};

RcCounter *
rc_counter_new (const RcSnapshot *snapshot, RcSubjectGroups *groups)
{
  RcCounter *self = g_new0 (RcCounter, 1);

  self->snapshot = snapshot;
  self->groups = groups;
  self->n = g_new0 (guint32, snapshot->n_values);
  return self;
}

void
rc_counter_free (RcCounter *self)
{
  if (self == NULL)
    return;
  rc_counts_clear (self->counts, self->n_sets);
  g_free (self->n);
  g_free (self);
}

/* One of the values before `i` of the record is the same for who counts. */
static gboolean
was_counted (const RcCounter *self, const guint32 *values, guint32 i, guint32 first)
{
  for (guint32 j = 0; j < i; j++)
    if (rc_subject_groups_get_first (self->groups, values[j]) == first)
      return TRUE;
  return FALSE;
}

static void
count_delta (RcCounter *self, const RcBits *hits)
{
  const RcDelta *delta = self->snapshot->delta;
  guint32 number, n_values;

  for (guint32 from = 0; rc_bits_next (hits, from, &number); from = number + 1)
    {
      const guint32 *values = rc_delta_get_values (delta, number, &n_values);

      for (guint32 i = 0; i < n_values; i++)
        {
          guint32 first = self->groups != NULL ? rc_subject_groups_get_first (self->groups, values[i]) : values[i];

          if (first < self->snapshot->n_values && (self->groups == NULL || !was_counted (self, values, i, first)))
            self->n[first]++;
        }
    }
}

static RcValues
get_values (RcFacetName name)
{
  switch (name)
    {
    case RC_FACET_GROUP:
    case RC_FACET_KIND:
    case RC_FACET_MATERIAL:
    case RC_FACET_AVAILABILITY:
    case RC_FACET_CLOSING: /* it has none, and these are few */
      return RC_VALUES_SORT;
    case RC_FACET_YEAR:
      return RC_VALUES_YEAR;
    case RC_FACET_LANGUAGE:
      return RC_VALUES_LANGUAGE;
    case RC_FACET_SUBJECT:
      return RC_VALUES_SUBJECT;
    case RC_FACET_AUDIENCE:
      return RC_VALUES_AUDIENCE;
    case RC_FACET_COUNTRY:
      return RC_VALUES_COUNTRY;
    case RC_FACET_FIELD:
      return RC_VALUES_FIELD;
    case RC_FACET_PLACE:
    default:
      return RC_VALUES_PLACE;
    }
}

void
rc_counter_count_sets (RcCounter *self, RcPart *file, const RcHits *sets, const RcFacetName *names, guint n_sets)
{
  g_assert (n_sets <= G_N_ELEMENTS (self->counts));
  self->file = file;
  self->sets = sets;
  self->n_sets = n_sets;
  for (guint i = 0; i < n_sets; i++)
    {
      self->counts[i].hits = sets[i].of_file;
      self->counts[i].wanted = i > 0 ? self->snapshot->values[get_values (names[i])] : NULL;
    }
  if (file != NULL)
    rc_counts_count (file, self->counts, n_sets, self->snapshot->n_values);
}

void
rc_counter_choose (RcCounter *self, guint set)
{
  const RcHits *hits = &self->sets[set];

  if (self->file != NULL)
    memcpy (self->n, self->counts[set].n, self->snapshot->n_values * sizeof *self->n);
  else
    memset (self->n, 0, self->snapshot->n_values * sizeof *self->n);
  if (self->groups != NULL)
    rc_subject_groups_merge (self->groups, self->file, hits->of_file, self->n);
  if (hits->of_delta != NULL)
    count_delta (self, hits->of_delta);
}

static void
clear_value (gpointer data)
{
  g_free (((RcFacetValue *) data)->value);
}

GArray *
rc_facet_new (void)
{
  GArray *facet = g_array_new (FALSE, FALSE, sizeof (RcFacetValue));

  g_array_set_clear_func (facet, clear_value);
  return facet;
}

void
rc_facet_add (GArray *facet, const char *value, guint64 count)
{
  RcFacetValue entry = { g_strdup (value), count };

  g_array_append_val (facet, entry);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const RcFacetValue *one = a, *other = b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return strcmp (one->value, other->value);
}

static void
add_count (GArray *facet, const char *value, guint64 count)
{
  guint i = 0;

  if (*value == '\0')
    return;
  while (i < facet->len && strcmp (g_array_index (facet, RcFacetValue, i).value, value) != 0)
    i++;
  if (i == facet->len)
    rc_facet_add (facet, value, 0);
  g_array_index (facet, RcFacetValue, i).count += count;
}

static void
take_sorts (RcCounter *self, RcFacetName name, GArray *facet)
{
  const GArray *sorts = self->snapshot->values[RC_VALUES_SORT];

  for (guint i = 0; i < sorts->len; i++)
    {
      guint32 value = g_array_index (sorts, guint32, i);
      RcValues values;
      RcSortValue sort;

      if (self->n[value] == 0 || !rc_sort_value_read (&sort, rc_snapshot_get_value (self->snapshot, value, &values)))
        continue;
      if (name != RC_FACET_AVAILABILITY)
        add_count (facet, rc_sort_value_get_name (&sort, name), self->n[value]);
      for (guint bit = 0; name == RC_FACET_AVAILABILITY && bit < RC_N_AVAILABILITIES; bit++)
        if ((sort.availability & 1u << bit) != 0)
          add_count (facet, rc_availability_get_name (bit), self->n[value]);
    }
  g_array_sort (facet, compare_values);
}

/* Of numbers without a sign, the one with more digits is the higher. */
static int
compare_years (gconstpointer a, gconstpointer b)
{
  const RcFacetValue *one = a, *other = b;
  gsize length = strlen (one->value), other_length = strlen (other->value);

  if (length != other_length)
    return length > other_length ? -1 : 1;
  return strcmp (other->value, one->value);
}

static void
take_years (RcCounter *self, GArray *facet)
{
  const GArray *years = self->snapshot->values[RC_VALUES_YEAR];

  for (guint i = 0; i < years->len; i++)
    {
      guint32 value = g_array_index (years, guint32, i);
      RcValues values;

      if (self->n[value] != 0)
        rc_facet_add (facet, rc_snapshot_get_value (self->snapshot, value, &values), self->n[value]);
    }
  g_array_sort (facet, compare_years);
}

/* No value below `floor` is among the most frequent ones: found by counting the counts by their size in bits. */
static guint32
find_floor (const GArray *counted)
{
  guint n_of_size[33] = { 0 }, n = 0;

  for (guint i = 0; i < counted->len; i++)
    n_of_size[32 - __builtin_clz (g_array_index (counted, RcCounted, i).n)]++;
  for (guint size = 32; size > 0; size--)
    {
      n += n_of_size[size];
      if (n >= MAX_VALUES)
        return 1u << (size - 1);
    }
  return 0;
}

static void
take_values (RcCounter *self, RcValues wanted, GArray *facet)
{
  const GArray *all = self->snapshot->values[wanted];
  g_autoptr (GArray) counted = g_array_sized_new (FALSE, FALSE, sizeof (RcCounted), all->len);
  guint32 floor;
  guint n = 0;
  RcValues values;

  for (guint i = 0; i < all->len; i++)
    {
      guint32 value = g_array_index (all, guint32, i);
      RcCounted one = { self->n[value], value };

      if (one.n != 0)
        g_array_append_val (counted, one);
    }
  floor = counted->len > MAX_VALUES ? find_floor (counted) : 0;
  for (guint i = 0; i < counted->len; i++)
    if (g_array_index (counted, RcCounted, i).n >= floor)
      g_array_index (counted, RcCounted, n++) = g_array_index (counted, RcCounted, i);
  g_array_set_size (counted, n);
  if (counted->len > MAX_VALUES)
    g_array_sort (counted, rc_counted_compare);
  for (guint i = 0; i < MIN (counted->len, MAX_VALUES); i++)
    {
      const RcCounted *one = &g_array_index (counted, RcCounted, i);

      rc_facet_add (facet, rc_snapshot_get_value (self->snapshot, one->value, &values), one->n);
    }
  g_array_sort (facet, compare_values);
}

static gboolean
is_chosen (const GPtrArray *filter, const char *value)
{
  return filter != NULL && g_ptr_array_find_with_equal_func ((GPtrArray *) filter, value, g_str_equal, NULL);
}

/* What is for any country counts for each of them. */
static void
take_countries (RcCounter *self, const GPtrArray *filter, GArray *facet)
{
  const GArray *all = self->snapshot->values[RC_VALUES_COUNTRY];
  guint32 any = 0;
  RcValues values;

  for (guint i = 0; any == 0 && i < all->len; i++)
    if (strcmp (rc_snapshot_get_value (self->snapshot, g_array_index (all, guint32, i), &values), RC_ANY_COUNTRY) == 0)
      any = self->n[g_array_index (all, guint32, i)];
  for (guint i = 0; i < all->len; i++)
    {
      guint32 value = g_array_index (all, guint32, i);
      const char *text = rc_snapshot_get_value (self->snapshot, value, &values);

      if (self->n[value] > 0 && !is_chosen (filter, text))
        rc_facet_add (facet, text, self->n[value] + (strcmp (text, RC_ANY_COUNTRY) != 0 ? any : 0));
    }
  for (guint i = 0; filter != NULL && i < filter->len; i++)
    {
      const char *text = g_ptr_array_index (filter, i);
      guint64 n = any;

      for (guint j = 0; j < all->len && strcmp (text, RC_ANY_COUNTRY) != 0; j++)
        if (strcmp (rc_snapshot_get_value (self->snapshot, g_array_index (all, guint32, j), &values), text) == 0)
          n += self->n[g_array_index (all, guint32, j)];
      if (n > 0)
        rc_facet_add (facet, text, n);
    }
  g_array_sort (facet, compare_values);
}

GArray *
rc_counter_take_facet (RcCounter *self, RcFacetName name, const GPtrArray *filter)
{
  GArray *facet = rc_facet_new ();

  switch (name)
    {
    case RC_FACET_GROUP:
    case RC_FACET_KIND:
    case RC_FACET_MATERIAL:
    case RC_FACET_AVAILABILITY:
      take_sorts (self, name, facet);
      break;
    case RC_FACET_YEAR:
      take_years (self, facet);
      break;
    case RC_FACET_COUNTRY:
      take_countries (self, filter, facet);
      break;
    case RC_FACET_LANGUAGE:
    case RC_FACET_SUBJECT:
    case RC_FACET_PLACE:
    case RC_FACET_AUDIENCE:
    case RC_FACET_FIELD:
      take_values (self, get_values (name), facet);
      break;
    case RC_FACET_CLOSING:
    default:
      g_assert_not_reached ();
    }
  return facet;
}
