/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the home page asks the catalogue, in one go. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/home-data.h"

void
rc_home_data_free (RcHomeData *self)
{
  g_clear_pointer (&self->newest, g_ptr_array_unref);
  g_clear_pointer (&self->closing, g_ptr_array_unref);
  g_free (self);
}

RcSearchQuery *
rc_home_query_newest (void)
{
  RcSearchQuery *query = rc_search_query_new ("");

  query->sort = RC_SORT_NEWEST;
  rc_search_query_add_filter (query, RC_FACET_KIND, rc_kind_to_string (RC_KIND_PUBLICATION));
  return query;
}

RcSearchQuery *
rc_home_query_closing (void)
{
  RcSearchQuery *query = rc_search_query_new ("");

  query->sort = RC_SORT_DEADLINE;
  query->open_only = TRUE;
  rc_search_query_add_filter (query, RC_FACET_KIND, rc_kind_to_string (RC_KIND_GRANT));
  return query;
}

static guint64
get_count (const RcSearchAnswer *answer, RcKind kind)
{
  const GArray *values = answer->facets[RC_FACET_KIND];

  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (g_array_index (values, RcFacetValue, i).value, rc_kind_to_string (kind)))
      return g_array_index (values, RcFacetValue, i).count;
  return 0;
}

static gboolean
load_counts (RcHomeData *self, RcDatabase *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
  g_autoptr (RcSearchAnswer) answer = NULL;

  query->limit = 0;
  answer = rc_query_run (db, query, cancellable, error);
  if (answer == NULL)
    return FALSE;
  self->discs = get_count (answer, RC_KIND_DISC);
  self->files = get_count (answer, RC_KIND_FILE);
  return TRUE;
}

/* Takes the query. Gives how many there are in all, too. */
static GPtrArray *
load_first (RcDatabase *db, RcSearchQuery *query, guint limit, guint64 *total, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSearchQuery) owned = query;
  g_autoptr (RcSearchAnswer) answer = NULL;

  query->limit = limit;
  query->facets = FALSE;
  answer = rc_query_run (db, query, cancellable, error);
  if (answer == NULL)
    return NULL;
  *total = answer->total;
  return rc_query_load_rows (db, (const gint64 *) (gpointer) answer->ids->data, answer->ids->len, NULL, error);
}

gpointer
rc_home_data_load (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcHomeData) self = g_new0 (RcHomeData, 1);

  if (!load_counts (self, db, cancellable, error))
    return NULL;
  self->newest = load_first (db, rc_home_query_newest (), RC_HOME_N_NEW, &self->publications, cancellable, error);
  if (self->newest == NULL)
    return NULL;
  self->closing = load_first (db, rc_home_query_closing (), RC_HOME_N_CLOSING, &self->open_grants, cancellable, error);
  if (self->closing == NULL)
    return NULL;
  return g_steal_pointer (&self);
}
