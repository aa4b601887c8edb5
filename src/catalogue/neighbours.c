/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands near a record: a few questions to the index, one for each thing that may be shared. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/neighbours.h"

#include <math.h>

#include "catalogue/query.h"
#include "catalogue/subjects.h"

#define MAX_SUBJECTS 5
#define MAX_PLACES 2
#define MAX_PEOPLE 2
#define MAX_SHARERS 60     /* of one thing */
#define PERSON_WEIGHT 1.5  /* of an author, against a subject that as many share */

typedef struct
{
  gint64 id;
  double score;
  guint order; /* in which they were found: the newest of the first thing first */
} Neighbour;

typedef struct
{
  RcDatabase *db;
  GCancellable *cancellable;
  gint64 self;
  GArray *all; /* (owned) Neighbour */
} Search;

static void
add (Search *self, gint64 id, double score)
{
  Neighbour neighbour = { id, score, self->all->len };

  if (id == self->self)
    return;
  for (guint i = 0; i < self->all->len; i++)
    if (g_array_index (self->all, Neighbour, i).id == id)
      {
        g_array_index (self->all, Neighbour, i).score += score;
        return;
      }
  g_array_append_val (self->all, neighbour);
}

/* Takes the question. */
static gboolean
ask (Search *self, RcSearchQuery *question, double weight, GError **error)
{
  g_autoptr (RcSearchQuery) query = question;
  g_autoptr (RcSearchAnswer) answer = NULL;

  rc_search_query_add_filter (query, RC_FACET_KIND, "publication");
  rc_search_query_add_filter (query, RC_FACET_KIND, "disc");
  query->sort = RC_SORT_NEWEST;
  query->limit = MAX_SHARERS;
  query->facets = FALSE;
  answer = rc_query_run (self->db, query, self->cancellable, error);
  if (answer == NULL)
    return FALSE;
  for (guint i = 0; i < answer->ids->len; i++)
    add (self, g_array_index (answer->ids, gint64, i), weight / log2 (2.0 + (double) answer->total));
  return TRUE;
}

static gboolean
ask_for_values (Search *self, RcFacetName facet, char **values, guint most, GError **error)
{
  for (guint i = 0; i < most && values[i] != NULL; i++)
    {
      g_autofree char *value = facet == RC_FACET_SUBJECT ? rc_subjects_dup_value (self->db, 0, values[i], error) : g_strdup (values[i]);
      RcSearchQuery *query;

      if (value == NULL)
        return FALSE;
      query = rc_search_query_new ("");
      rc_search_query_add_filter (query, facet, value);
      if (!ask (self, query, 1, error))
        return FALSE;
    }
  return TRUE;
}

/* Its words, each among the authors, but for initials: a phrase would be looked for in every entry that has them. NULL: there are none. */
static char *
dup_author_text (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " ,.;:\"'()-", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) > 1)
      g_string_append_printf (text, "%sauthor:%s", text->len > 0 ? " " : "", words[i]);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
ask_for_people (Search *self, char **people, GError **error)
{
  for (guint i = 0; i < MAX_PEOPLE && people[i] != NULL; i++)
    {
      g_autofree char *text = dup_author_text (people[i]);
      RcSearchQuery *query;

      if (text == NULL)
        continue;
      query = rc_search_query_new (text);
      query->exactly = TRUE;
      if (!ask (self, query, PERSON_WEIGHT, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Neighbour *one = a, *other = b;

  if (fabs (one->score - other->score) > 1e-9)
    return one->score > other->score ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

GArray *
rc_neighbours_find (RcDatabase *db, const RcRecordDetails *details, guint n, GCancellable *cancellable, GError **error)
{
  const RcDescription *description = details->description;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Neighbour));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Search self = { db, cancellable, details->id, found };

  if (description == NULL)
    return ids;
  if (!ask_for_values (&self, RC_FACET_SUBJECT, description->subjects, MAX_SUBJECTS, error)
      || !ask_for_values (&self, RC_FACET_PLACE, description->places, MAX_PLACES, error)
      || !ask_for_people (&self, description->people, error))
    {
      g_array_unref (ids);
      return NULL;
    }
  g_array_sort (found, compare);
  for (guint i = 0; i < MIN (n, found->len); i++)
    g_array_append_val (ids, g_array_index (found, Neighbour, i).id);
  return ids;
}
