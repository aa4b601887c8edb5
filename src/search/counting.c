/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting needs the hits and the mapped file, and no database: it goes on in the counter of the snapshot while whoever
 * started it ranks and reads rows. What both would write to, a part and what it has found, each has for itself. */
#define G_LOG_DOMAIN "rc-search"

#include "search/counting.h"

#include "search/closing-classes.h"

struct _RcCounting
{
  RcCountingOf of;
  RcSubjectGroups *groups; /* (unowned) (nullable) */
  RcPart *file;            /* (owned) (nullable) */
  RcHelper *helper;        /* (unowned) (nullable) NULL: it is finished */
  GArray *facets[RC_N_FACETS]; /* (owned) (nullable) */
};

static gboolean
is_filtered (const RcCounting *self, guint name)
{
  return (self->of.filters->filtered & 1u << name) != 0;
}

/* What passes the filters of all facets but this one. */
static void
find_without (const RcCounting *self, guint name, RcHits *hits)
{
  rc_hits_copy (hits, self->of.matching);
  for (guint other = 0; other < RC_N_FACETS; other++)
    if (other != name && is_filtered (self, other))
      rc_hits_and (hits, &self->of.passing[other]);
}

static void
take_facet (RcCounting *self, RcCounter *counter, RcFacetName name, const RcHits *hits)
{
  if (name == RC_FACET_CLOSING)
    self->facets[name] = rc_closing_classes_count (self->of.snapshot, self->of.now, hits);
  else
    self->facets[name] = rc_counter_take_facet (counter, name, self->of.query->filters[name]);
}

/* Each facet counts what passes the filters of all others. */
static void
count (gpointer data)
{
  RcCounting *self = data;
  g_autoptr (RcCounter) counter = rc_counter_new (self->of.snapshot, self->groups);
  RcHits sets[1 + RC_N_FACETS] = { *self->of.hits };
  RcFacetName names[1 + RC_N_FACETS];
  guint n_sets = 1;

  for (guint name = 0; name < RC_N_FACETS; name++)
    if (is_filtered (self, name))
      {
        find_without (self, name, &sets[n_sets]);
        names[n_sets++] = (RcFacetName) name;
      }
  rc_counter_count_sets (counter, self->file, sets, names, n_sets);
  rc_counter_choose (counter, 0);
  for (guint name = 0; name < RC_N_FACETS; name++)
    if (!is_filtered (self, name))
      take_facet (self, counter, (RcFacetName) name, self->of.hits);
  for (guint i = 1; i < n_sets; i++)
    {
      rc_counter_choose (counter, i);
      take_facet (self, counter, names[i], &sets[i]);
      rc_hits_clear (&sets[i]);
    }
}

RcCounting *
rc_counting_start (const RcCountingOf *of, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RcSubjectGroups *groups = rc_subject_groups_get (of->snapshot, &problem);
  RcCounting *self;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  self = g_new0 (RcCounting, 1);
  self->of = *of;
  self->groups = groups;
  if (of->file != NULL)
    {
      self->file = rc_part_new (of->snapshot, TRUE);
      g_array_append_vals (self->file->counted, of->file->counted->data, of->file->counted->len);
    }
  self->helper = of->snapshot->counter;
  rc_helper_start (self->helper, count, self);
  return self;
}

gboolean
rc_counting_finish (RcCounting *self, GArray **facets)
{
  if (!rc_helper_finish (g_steal_pointer (&self->helper)))
    count (self);
  for (guint name = 0; name < RC_N_FACETS; name++)
    facets[name] = g_steal_pointer (&self->facets[name]);
  return self->file == NULL || !rc_part_is_damaged (self->file);
}

void
rc_counting_free (RcCounting *self)
{
  if (self == NULL)
    return;
  if (self->helper != NULL)
    rc_helper_finish (self->helper);
  for (guint name = 0; name < RC_N_FACETS; name++)
    g_clear_pointer (&self->facets[name], g_array_unref);
  g_clear_pointer (&self->file, rc_part_free);
  g_free (self);
}
