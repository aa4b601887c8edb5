/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact counts in one pass: a row that fails one facet's filter only still counts in that facet. */
#define G_LOG_DOMAIN "rc-search"

#include "search/tally.h"

#include <string.h>

#include "search/sql.h"

/* A screen shows a dozen; the counts of those listed are exact all the same. */
#define MAX_VALUES 200
#define N_YEARS 10000
#define N_KINDS 8
#define N_GROUPS (N_KINDS + RC_N_MATERIALS)

typedef struct
{
  int from;
  int to; /* 0: no limit */
} Years;

struct _RcTally
{
  sqlite3 *db;
  gboolean all, open_only, facets;
  gint64 now;
  Years typed;
  guint filtered;                      /* bit n: facet n has a filter */
  gboolean groups[N_GROUPS], kinds[N_KINDS], materials[RC_N_MATERIALS]; /* what the filters let through */
  GArray *years;                       /* (owned) Years */
  guint32 n_ids;                       /* ids of values are below it */
  guint8 *chosen;                      /* (owned) by id: the filter names this value */
  guint64 total;
  guint32 n_group[N_GROUPS], n_kind[N_KINDS], n_material[RC_N_MATERIALS];
  guint32 *n_year;                     /* (owned) by year */
  guint32 *n_value;                    /* (owned) by id */
};

static const RcFacetName facet_of_values[RC_N_VALUES] = {
  [RC_VALUES_LANGUAGE] = RC_FACET_LANGUAGE,
  [RC_VALUES_SUBJECT] = RC_FACET_SUBJECT,
  [RC_VALUES_PLACE] = RC_FACET_PLACE,
};

/* Kind and material as one: the materials of publications, then the other kinds. */
static guint
group_of (int kind, int material)
{
  return kind == RC_KIND_PUBLICATION && material > 0 && material < RC_N_MATERIALS ? (guint) (N_KINDS + material)
                                                                                  : (guint) kind % N_KINDS;
}

static const char *
group_name (guint group)
{
  return group >= N_KINDS ? rc_material_to_string ((RcMaterial) (group - N_KINDS)) : rc_kind_to_string ((RcKind) group);
}

static gboolean
choose_value (RcTally *self, RcValues values, const char *value, GError **error)
{
  RC_AUTO_STATEMENT *find
    = rc_search_prepare (self->db, "SELECT id FROM search_value WHERE facet = ?1 AND value = ?2", error);
  gboolean failed;

  if (find == NULL)
    return FALSE;
  sqlite3_bind_int (find, 1, (int) values);
  sqlite3_bind_text (find, 2, value, -1, SQLITE_STATIC);
  if (rc_search_step (find, &failed, error))
    {
      gint64 id = sqlite3_column_int64 (find, 0);
      if (id > 0 && id < self->n_ids)
        self->chosen[id] = TRUE;
    }
  return !failed;
}

static gboolean
choose (RcTally *self, RcFacetName name, const char *value, GError **error)
{
  RcKind kind = rc_kind_from_string (value);
  RcMaterial material = rc_material_from_string (value);
  Years years;

  switch (name)
    {
    case RC_FACET_GROUP:
      if (material != RC_MATERIAL_NONE)
        self->groups[N_KINDS + material] = TRUE;
      else if (kind != RC_KIND_NONE)
        self->groups[kind] = TRUE;
      return TRUE;
    case RC_FACET_KIND:
      self->kinds[kind] = kind != RC_KIND_NONE;
      return TRUE;
    case RC_FACET_MATERIAL:
      self->materials[material] = material != RC_MATERIAL_NONE;
      return TRUE;
    case RC_FACET_YEAR:
      if (rc_years_parse (value, &years.from, &years.to))
        g_array_append_val (self->years, years);
      return TRUE;
    case RC_FACET_LANGUAGE:
      return choose_value (self, RC_VALUES_LANGUAGE, value, error);
    case RC_FACET_SUBJECT:
      return choose_value (self, RC_VALUES_SUBJECT, value, error);
    case RC_FACET_PLACE:
      return choose_value (self, RC_VALUES_PLACE, value, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
read_n_ids (RcTally *self, GError **error)
{
  RC_AUTO_STATEMENT *statement = rc_search_prepare (self->db, "SELECT max (id) FROM search_value", error);
  gboolean failed;

  if (statement == NULL || !rc_search_step (statement, &failed, error))
    return FALSE;
  self->n_ids = (guint32) MIN (sqlite3_column_int64 (statement, 0), (gint64) RC_VALUE_ID_MASK) + 1;
  return TRUE;
}

RcTally *
rc_tally_new (sqlite3 *db, const RcSearchQuery *query, const RcTyped *typed, gint64 now, GError **error)
{
  g_autoptr (RcTally) self = g_new0 (RcTally, 1);

  self->db = db;
  self->all = query->all;
  self->open_only = query->open_only;
  self->facets = query->facets;
  self->now = now;
  self->typed = (Years) { typed->year_from, typed->year_to };
  self->years = g_array_new (FALSE, FALSE, sizeof (Years));
  if (!read_n_ids (self, error))
    return NULL;
  self->chosen = g_new0 (guint8, self->n_ids);
  self->n_year = g_new0 (guint32, N_YEARS);
  self->n_value = g_new0 (guint32, self->n_ids);
  for (guint name = 0; name < RC_N_FACETS; name++)
    for (guint i = 0; query->filters[name] != NULL && i < query->filters[name]->len; i++)
      {
        self->filtered |= 1u << name;
        if (!choose (self, (RcFacetName) name, g_ptr_array_index (query->filters[name], i), error))
          return NULL;
      }
  return g_steal_pointer (&self);
}

void
rc_tally_free (RcTally *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->years, g_array_unref);
  g_free (self->chosen);
  g_free (self->n_year);
  g_free (self->n_value);
  g_free (self);
}

static gboolean
is_within (const Years *years, int year)
{
  if (years->from == 0 && years->to == 0)
    return TRUE;
  return year > 0 && year >= years->from && (years->to == 0 || year <= years->to);
}

/* Facets whose filter the row does not pass, as bits. */
static guint
find_failed (const RcTally *self, const RcEntryRow *row)
{
  guint passed = ~self->filtered;

  if (self->groups[group_of (row->kind, row->material)])
    passed |= 1u << RC_FACET_GROUP;
  if (self->kinds[row->kind])
    passed |= 1u << RC_FACET_KIND;
  if (self->materials[row->material])
    passed |= 1u << RC_FACET_MATERIAL;
  for (guint i = 0; i < self->years->len; i++)
    if (is_within (&g_array_index (self->years, Years, i), row->year))
      passed |= 1u << RC_FACET_YEAR;
  for (guint i = 0; i < row->n_values; i++)
    {
      guint32 value;

      memcpy (&value, row->values + i * sizeof value, sizeof value);
      value = GUINT32_FROM_LE (value);
      if ((value & RC_VALUE_ID_MASK) < self->n_ids && self->chosen[value & RC_VALUE_ID_MASK])
        passed |= 1u << facet_of_values[(value >> RC_VALUE_ID_BITS) % RC_N_VALUES];
    }
  return ~passed;
}

/* Counts the row in the facets whose bits are set. */
static void
count_row (RcTally *self, const RcEntryRow *row, guint facets)
{
  if (facets & (1u << RC_FACET_GROUP))
    self->n_group[group_of (row->kind, row->material)]++;
  if (facets & (1u << RC_FACET_KIND))
    self->n_kind[row->kind]++;
  if (facets & (1u << RC_FACET_MATERIAL))
    self->n_material[row->material]++;
  if (facets & (1u << RC_FACET_YEAR))
    self->n_year[row->year]++;
  if ((facets & (1u << RC_FACET_LANGUAGE | 1u << RC_FACET_SUBJECT | 1u << RC_FACET_PLACE)) == 0)
    return;
  for (guint i = 0; i < row->n_values; i++)
    {
      guint32 value, id;

      memcpy (&value, row->values + i * sizeof value, sizeof value);
      value = GUINT32_FROM_LE (value);
      id = value & RC_VALUE_ID_MASK;
      if (id < self->n_ids && (facets & (1u << facet_of_values[(value >> RC_VALUE_ID_BITS) % RC_N_VALUES])) != 0)
        self->n_value[id]++;
    }
}

gboolean
rc_tally_add (RcTally *self, const RcEntryRow *found)
{
  RcEntryRow row = *found;
  guint failed = 0;

  if ((row.hidden && !self->all) || (self->open_only && row.deadline != 0 && row.deadline <= self->now)
      || !is_within (&self->typed, row.year))
    return FALSE;
  row.kind = row.kind < 0 || row.kind >= N_KINDS ? 0 : row.kind;
  row.material = row.material < 0 || row.material >= RC_N_MATERIALS ? 0 : row.material;
  row.year = row.year < 0 || row.year >= N_YEARS ? 0 : row.year;
  if (self->filtered != 0)
    failed = find_failed (self, &row);
  if (self->facets && failed == 0)
    count_row (self, &row, ~0u);
  else if (self->facets && (failed & (failed - 1)) == 0)
    count_row (self, &row, failed);
  self->total += failed == 0;
  return failed == 0;
}

guint64
rc_tally_get_total (const RcTally *self)
{
  return self->total;
}

static void
clear_value (gpointer data)
{
  g_free (((RcFacetValue *) data)->value);
}

static GArray *
new_facet (void)
{
  GArray *facet = g_array_new (FALSE, FALSE, sizeof (RcFacetValue));

  g_array_set_clear_func (facet, clear_value);
  return facet;
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

/* The most frequent ids of one facet; among equals the ones met first. */
static gboolean
take_values (RcTally *self, GArray *facet, GArray *ids, GError **error)
{
  RC_AUTO_STATEMENT *find = rc_search_prepare (self->db, "SELECT value FROM search_value WHERE id = ?1", error);
  gboolean failed = FALSE;

  if (find == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (ids->len, MAX_VALUES); i++)
    {
      guint32 id = g_array_index (ids, guint32, i);

      sqlite3_bind_int64 (find, 1, id);
      if (rc_search_step (find, &failed, error))
        add_value (facet, (const char *) sqlite3_column_text (find, 0), self->n_value[id]);
      else if (failed)
        return FALSE;
      sqlite3_reset (find);
    }
  g_array_sort (facet, compare_values);
  return TRUE;
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer data)
{
  const RcTally *self = data;
  guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  if (self->n_value[one] != self->n_value[other])
    return self->n_value[one] > self->n_value[other] ? -1 : 1;
  return one < other ? -1 : one > other;
}

static gboolean
take_all_values (RcTally *self, GArray **facets, GError **error)
{
  RC_AUTO_STATEMENT *list = rc_search_prepare (self->db, "SELECT id, facet FROM search_value ORDER BY id", error);
  GArray *ids[RC_N_VALUES];
  gboolean failed = FALSE, done = TRUE;

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < RC_N_VALUES; i++)
    ids[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  while (rc_search_step (list, &failed, error))
    {
      guint32 id = (guint32) sqlite3_column_int64 (list, 0);
      guint values = (guint) sqlite3_column_int (list, 1);

      if (id < self->n_ids && values < RC_N_VALUES && self->n_value[id] > 0)
        g_array_append_val (ids[values], id);
    }
  for (guint i = 0; i < RC_N_VALUES; i++)
    {
      g_array_sort_with_data (ids[i], compare_counts, self);
      done = done && !failed && take_values (self, facets[facet_of_values[i]], ids[i], error);
      g_array_unref (ids[i]);
    }
  return done;
}

gboolean
rc_tally_take_facets (RcTally *self, GArray **facets, GError **error)
{
  for (guint i = 0; i < RC_N_FACETS; i++)
    facets[i] = new_facet ();
  for (guint i = 1; i < N_GROUPS; i++)
    if (self->n_group[i] > 0 && i != N_KINDS)
      add_value (facets[RC_FACET_GROUP], group_name (i), self->n_group[i]);
  for (guint i = 1; i < N_KINDS; i++)
    if (self->n_kind[i] > 0)
      add_value (facets[RC_FACET_KIND], rc_kind_to_string ((RcKind) i), self->n_kind[i]);
  for (guint i = 1; i < RC_N_MATERIALS; i++)
    if (self->n_material[i] > 0)
      add_value (facets[RC_FACET_MATERIAL], rc_material_to_string ((RcMaterial) i), self->n_material[i]);
  for (guint i = N_YEARS - 1; i > 0; i--)
    if (self->n_year[i] > 0)
      {
        char year[8];
        g_snprintf (year, sizeof year, "%u", i);
        add_value (facets[RC_FACET_YEAR], year, self->n_year[i]);
      }
  g_array_sort (facets[RC_FACET_GROUP], compare_values);
  g_array_sort (facets[RC_FACET_KIND], compare_values);
  g_array_sort (facets[RC_FACET_MATERIAL], compare_values);
  return take_all_values (self, facets, error);
}
