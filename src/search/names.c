/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of facets and sort orders, and the values that carry a question and its answer. */
#define G_LOG_DOMAIN "rc-search"

#include "search/search.h"

#include <string.h>

static const char *const facet_names[RC_N_FACETS] = {
  [RC_FACET_GROUP] = "group",       [RC_FACET_KIND] = "kind", [RC_FACET_MATERIAL] = "material",
  [RC_FACET_LANGUAGE] = "language", [RC_FACET_YEAR] = "year", [RC_FACET_SUBJECT] = "subject",
  [RC_FACET_PLACE] = "place",       [RC_FACET_AVAILABILITY] = "availability", [RC_FACET_AUDIENCE] = "audience",
  [RC_FACET_COUNTRY] = "country",   [RC_FACET_FIELD] = "field", [RC_FACET_CLOSING] = "closing",
};

static const char *const sort_names[] = {
  [RC_SORT_RELEVANCE] = "relevance",
  [RC_SORT_NEWEST] = "newest",
  [RC_SORT_TITLE] = "title",
  [RC_SORT_DEADLINE] = "deadline",
};

const char *
rc_facet_name_to_string (RcFacetName name)
{
  g_return_val_if_fail ((guint) name < RC_N_FACETS, "");

  return facet_names[name];
}

gboolean
rc_facet_name_from_string (const char *word, RcFacetName *name)
{
  for (guint i = 0; i < RC_N_FACETS; i++)
    if (g_strcmp0 (word, facet_names[i]) == 0)
      {
        *name = (RcFacetName) i;
        return TRUE;
      }
  return FALSE;
}

const char *const *
rc_facet_name_get_words (RcFacetName name)
{
  static const char *const availability[] = { "here", "shelf", "out", "disc", NULL };
  static const char *const audience[] = { "researcher", "educator", "student", "organisation", NULL };
  static const char *const closing[] = { "week", "month", "later", "rolling", "unstated", "closed", NULL };

  switch (name)
    {
    case RC_FACET_AVAILABILITY:
      return availability;
    case RC_FACET_AUDIENCE:
      return audience;
    case RC_FACET_CLOSING:
      return closing;
    default:
      return NULL;
    }
}

gboolean
rc_sort_from_string (const char *word, RcSort *sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (sort_names); i++)
    if (g_strcmp0 (word, sort_names[i]) == 0)
      {
        *sort = (RcSort) i;
        return TRUE;
      }
  return FALSE;
}

RcSearchQuery *
rc_search_query_new (const char *text)
{
  RcSearchQuery *self = g_new0 (RcSearchQuery, 1);

  self->text = g_strdup (text != NULL ? text : "");
  self->limit = 50;
  self->facets = TRUE;
  return self;
}

static gpointer
copy_value (gconstpointer value, gpointer unused)
{
  return g_strdup (value);
}

RcSearchQuery *
rc_search_query_copy (const RcSearchQuery *self)
{
  RcSearchQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->text = g_strdup (self->text);
  for (guint i = 0; i < RC_N_FACETS; i++)
    if (self->filters[i] != NULL)
      {
        copy->filters[i] = g_ptr_array_copy (self->filters[i], copy_value, NULL);
        g_ptr_array_set_free_func (copy->filters[i], g_free);
      }
  return copy;
}

void
rc_search_query_free (RcSearchQuery *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < RC_N_FACETS; i++)
    g_clear_pointer (&self->filters[i], g_ptr_array_unref);
  g_free (self->text);
  g_free (self);
}

static gboolean
find_filter (const RcSearchQuery *self, RcFacetName name, const char *value, guint *position)
{
  return self->filters[name] != NULL
         && g_ptr_array_find_with_equal_func (self->filters[name], value, g_str_equal, position);
}

void
rc_search_query_add_filter (RcSearchQuery *self, RcFacetName name, const char *value)
{
  g_return_if_fail (self != NULL && (guint) name < RC_N_FACETS && value != NULL);

  if (find_filter (self, name, value, NULL))
    return;
  if (self->filters[name] == NULL)
    self->filters[name] = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->filters[name], g_strdup (value));
}

void
rc_search_query_remove_filter (RcSearchQuery *self, RcFacetName name, const char *value)
{
  guint position;

  g_return_if_fail (self != NULL && (guint) name < RC_N_FACETS && value != NULL);

  if (!find_filter (self, name, value, &position))
    return;
  g_ptr_array_remove_index (self->filters[name], position);
  if (self->filters[name]->len == 0)
    g_clear_pointer (&self->filters[name], g_ptr_array_unref);
}

void
rc_search_answer_free (RcSearchAnswer *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < RC_N_FACETS; i++)
    g_clear_pointer (&self->facets[i], g_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->understood);
  g_free (self->subject);
  g_free (self->corrected);
  g_free (self->suggested);
  g_free (self);
}
