/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact counts for the price of what a set differs by from one that is counted already. */
#define G_LOG_DOMAIN "rc-search"

#include "search/facets.h"

#include <string.h>

#include "search/rows.h"
#include "search/sorts.h"

/* A screen shows a dozen; the counts of those listed are exact all the same. */
#define MAX_VALUES 200
/* Fewer hits are counted one by one. */
#define FEW_HITS 2000

struct _RcCounter
{
  const RcSnapshot *snapshot; /* (unowned) */
  RcSubjectGroups *groups;    /* (unowned) (nullable) */
  guint32 *n;                 /* (owned) by value */
  const RcBits *before;       /* (unowned) (nullable) the set of the file that `n_before` counts */
  guint32 *n_before;          /* (owned) (nullable) by value, without the delta */
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
  g_free (self->n_before);
  g_free (self->n);
  g_free (self);
}

/* The list that is counted and differs least from `hits`; NULL: none differs less than by `n_most`. */
static const RcListRef *
find_nearest (RcPart *part, const RcBits *hits, guint64 n_hits, guint64 n_most)
{
  const RcIndexFile *file = part->snapshot->file;
  const RcListRef *nearest = NULL;

  for (guint i = 0; i < part->counted->len; i++)
    {
      const RcListRef *list = &g_array_index (part->counted, RcListRef, i);
      guint64 n = list->n_ids > n_hits ? list->n_ids - n_hits : n_hits - list->n_ids;

      if (n >= n_most)
        continue;
      if (list->n_ids != file->header->n_records)
        {
          g_autoptr (RcBits) bits = rc_part_new_set (part);

          if (!rc_index_file_add_list_within (file, list, hits, bits))
            continue;
          n = list->n_ids + n_hits - 2 * MIN (rc_bits_count_common (bits, hits), list->n_ids);
        }
      if (n >= n_most)
        continue;
      n_most = n;
      nearest = list;
    }
  return nearest;
}

/* `bits` is counted in self->n: makes it the count of `hits`. */
static void
count_differences (RcCounter *self, const RcRows *rows, const RcBits *bits, const RcBits *hits)
{
  g_autoptr (RcBits) only = rc_bits_copy (bits);

  rc_bits_and_not (only, hits);
  rc_rows_count (rows, only, self->n, (guint32) -1);
  rc_bits_assign (only, hits);
  rc_bits_and_not (only, bits);
  rc_rows_count (rows, only, self->n, 1);
}

/* The counts of the list become those of the hits; FALSE: the list cannot be read. */
static gboolean
count_from_list (RcCounter *self, const RcRows *rows, RcPart *part, const RcListRef *list, const RcBits *hits)
{
  const RcIndexFile *file = self->snapshot->file;
  const RcCountEntry *counts = rc_index_file_find_counts (file, list);
  g_autoptr (RcBits) bits = rc_part_new_set (part);

  if (counts == NULL || !rc_index_file_add_list (file, list, bits))
    return FALSE;
  rc_bits_and (bits, self->snapshot->all);
  rc_index_file_read_counts (file, counts, self->n, rows->n_values);
  count_differences (self, rows, bits, hits);
  return TRUE;
}

static void
count_file (RcCounter *self, RcPart *part, const RcBits *hits)
{
  RcRows rows = rc_rows_of_file (self->snapshot->file);
  guint64 n_hits = rc_bits_count (hits), n_most = n_hits;
  const RcListRef *nearest = NULL;

  if (self->before != NULL)
    n_most = MIN (n_most, rc_bits_count_differences (self->before, hits));
  if (n_most > FEW_HITS)
    nearest = find_nearest (part, hits, n_hits, n_most);
  if (nearest != NULL && count_from_list (self, &rows, part, nearest, hits))
    return;
  if (self->before != NULL && n_most < n_hits)
    {
      memcpy (self->n, self->n_before, self->snapshot->n_values * sizeof *self->n);
      count_differences (self, &rows, self->before, hits);
    }
  else
    rc_rows_count (&rows, hits, self->n, 1);
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

void
rc_counter_count (RcCounter *self, RcPart *file, const RcBits *of_file, const RcBits *of_delta)
{
  memset (self->n, 0, self->snapshot->n_values * sizeof *self->n);
  if (of_file != NULL)
    {
      count_file (self, file, of_file);
      /* The next set is often much like this one. */
      if (self->before == NULL)
        {
          self->before = of_file;
          self->n_before = g_memdup2 (self->n, self->snapshot->n_values * sizeof *self->n);
        }
    }
  if (self->groups != NULL)
    rc_subject_groups_merge (self->groups, file, of_file, self->n);
  if (of_delta != NULL)
    count_delta (self, of_delta);
}

static void
clear_value (gpointer data)
{
  g_free (((RcFacetValue *) data)->value);
}

static void
add_value (GArray *facet, const char *value, guint64 count)
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
take_sorts (RcCounter *self, RcFacetName name, GArray *facet)
{
  const GArray *sorts = self->snapshot->values[RC_VALUES_SORT];

  for (guint i = 0; i < sorts->len; i++)
    {
      guint32 value = g_array_index (sorts, guint32, i);
      RcValues values;
      RcKind kind;
      RcMaterial material;
      const char *text;
      guint j = 0;

      if (self->n[value] == 0 || !rc_sort_value_read (rc_snapshot_get_value (self->snapshot, value, &values), &kind, &material))
        continue;
      text = rc_sort_value_get_name (name, kind, material);
      while (j < facet->len && strcmp (g_array_index (facet, RcFacetValue, j).value, text) != 0)
        j++;
      if (*text != '\0' && j == facet->len)
        add_value (facet, text, 0);
      if (*text != '\0')
        g_array_index (facet, RcFacetValue, j).count += self->n[value];
    }
  g_array_sort (facet, compare_values);
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  const RcFacetValue *one = a, *other = b;
  gint64 year = g_ascii_strtoll (one->value, NULL, 10), other_year = g_ascii_strtoll (other->value, NULL, 10);

  return year > other_year ? -1 : year < other_year;
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
        add_value (facet, rc_snapshot_get_value (self->snapshot, value, &values), self->n[value]);
    }
  g_array_sort (facet, compare_years);
}

typedef struct
{
  guint32 n;
  guint32 value;
} Counted;

/* The most frequent first; among equals the one met first. */
static int
compare_counted (gconstpointer a, gconstpointer b)
{
  const Counted *one = a, *other = b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return one->value < other->value ? -1 : one->value > other->value;
}

/* No value below `floor` is among the most frequent ones: found by counting the counts by their size in bits. */
static guint32
find_floor (const GArray *counted)
{
  guint n_of_size[33] = { 0 }, n = 0;

  for (guint i = 0; i < counted->len; i++)
    n_of_size[32 - __builtin_clz (g_array_index (counted, Counted, i).n)]++;
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
  g_autoptr (GArray) counted = g_array_sized_new (FALSE, FALSE, sizeof (Counted), all->len);
  guint32 floor;
  guint n = 0;
  RcValues values;

  for (guint i = 0; i < all->len; i++)
    {
      guint32 value = g_array_index (all, guint32, i);
      Counted one = { self->n[value], value };

      if (one.n != 0)
        g_array_append_val (counted, one);
    }
  floor = find_floor (counted);
  for (guint i = 0; i < counted->len; i++)
    if (g_array_index (counted, Counted, i).n >= floor)
      g_array_index (counted, Counted, n++) = g_array_index (counted, Counted, i);
  g_array_set_size (counted, n);
  g_array_sort (counted, compare_counted);
  for (guint i = 0; i < MIN (counted->len, MAX_VALUES); i++)
    {
      const Counted *one = &g_array_index (counted, Counted, i);

      add_value (facet, rc_snapshot_get_value (self->snapshot, one->value, &values), one->n);
    }
  g_array_sort (facet, compare_values);
}

GArray *
rc_counter_take_facet (RcCounter *self, RcFacetName name)
{
  GArray *facet = g_array_new (FALSE, FALSE, sizeof (RcFacetValue));

  g_array_set_clear_func (facet, clear_value);
  switch (name)
    {
    case RC_FACET_GROUP:
    case RC_FACET_KIND:
    case RC_FACET_MATERIAL:
      take_sorts (self, name, facet);
      break;
    case RC_FACET_YEAR:
      take_years (self, facet);
      break;
    case RC_FACET_LANGUAGE:
      take_values (self, RC_VALUES_LANGUAGE, facet);
      break;
    case RC_FACET_SUBJECT:
      take_values (self, RC_VALUES_SUBJECT, facet);
      break;
    case RC_FACET_PLACE:
    default:
      take_values (self, RC_VALUES_PLACE, facet);
    }
  return facet;
}
