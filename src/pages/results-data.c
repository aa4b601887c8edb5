/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the results page asks the catalogue in one go. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/results-data.h"

#define MAX_WORDS 6

static void
word_count_clear (gpointer value)
{
  g_free (((RcWordCount *) value)->word);
}

void
rc_results_data_free (RcResultsData *self)
{
  g_clear_pointer (&self->answer, rc_search_answer_free);
  g_clear_pointer (&self->words, g_array_unref);
  g_free (self);
}

gboolean
rc_search_query_is_filtered (const RcSearchQuery *query)
{
  for (guint i = 0; i < RC_N_FACETS; i++)
    if (query->filters[i] != NULL && query->filters[i]->len > 0)
      return TRUE;
  return query->open_only;
}

RcSearchQuery *
rc_search_query_copy_unfiltered (const RcSearchQuery *query)
{
  RcSearchQuery *copy = rc_search_query_new (query->text);

  copy->sort = query->sort;
  return copy;
}

/* FALSE on an error. */
static gboolean
count (RcDatabase *db, const char *text, guint64 *total, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);
  g_autoptr (RcSearchAnswer) answer = NULL;

  query->limit = 0;
  query->facets = FALSE;
  answer = rc_query_run (db, query, cancellable, error);
  if (answer != NULL)
    *total = answer->total;
  return answer != NULL;
}

static gboolean
count_words (RcResultsData *self, RcDatabase *db, const char *text, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);

  for (guint i = 0; words[i] != NULL && self->words->len < MAX_WORDS; i++)
    {
      RcWordCount each = { NULL, 0 };

      if (*words[i] == '\0')
        continue;
      if (!count (db, words[i], &each.total, cancellable, error))
        return FALSE;
      each.word = g_strdup (words[i]);
      g_array_append_val (self->words, each);
    }
  return TRUE;
}

gpointer
rc_results_data_load (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const RcSearchQuery *query = data;
  g_autoptr (RcResultsData) self = g_new0 (RcResultsData, 1);

  self->words = g_array_new (FALSE, FALSE, sizeof (RcWordCount));
  g_array_set_clear_func (self->words, word_count_clear);
  self->answer = rc_query_run (db, query, cancellable, error);
  if (self->answer == NULL)
    return NULL;
  self->unfiltered = self->answer->total;
  if (rc_search_query_is_filtered (query) && !count (db, query->text, &self->unfiltered, cancellable, error))
    return NULL;
  if (self->answer->total == 0 && !count_words (self, db, query->text, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}
