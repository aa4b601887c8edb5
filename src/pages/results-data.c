/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the results page asks the catalogue in one go. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/results-data.h"

#include "catalogue/subjects.h"

#define MAX_WORDS 6
/* As many values of a facet as the screen shows at most. */
#define MAX_LABELS 60

typedef struct
{
  RcSearchQuery *query; /* (owned) */
  char *language;       /* (owned) */
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  rc_search_query_free (wanted->query);
  g_free (wanted->language);
  g_free (wanted);
}

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
  g_clear_pointer (&self->labels, g_hash_table_unref);
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

static void
add_headings (GPtrArray *headings, const RcSearchQuery *query, const RcSearchAnswer *answer, RcFacetName facet)
{
  GArray *values = answer->facets[facet];

  for (guint i = 0; query->filters[facet] != NULL && i < query->filters[facet]->len; i++)
    g_ptr_array_add (headings, g_ptr_array_index (query->filters[facet], i));
  for (guint i = 0; values != NULL && i < MIN (values->len, MAX_LABELS); i++)
    g_ptr_array_add (headings, g_array_index (values, RcFacetValue, i).value);
}

static gboolean
load_labels (RcResultsData *self, RcDatabase *db, const Wanted *wanted, GError **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();

  add_headings (headings, wanted->query, self->answer, RC_FACET_SUBJECT);
  add_headings (headings, wanted->query, self->answer, RC_FACET_PLACE);
  self->labels = rc_subjects_translate_all (db, headings, wanted->language, error);
  return self->labels != NULL;
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  const RcSearchQuery *query = wanted->query;
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
  if (!load_labels (self, db, wanted, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rc_results_data_load_async (RcCatalogue *catalogue, RcSearchQuery *query, const char *language, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->query = query;
  wanted->language = g_strdup (language);
  rc_catalogue_read_async (catalogue, G_PRIORITY_HIGH, load_in_thread, wanted, (GDestroyNotify) wanted_free,
                           (GDestroyNotify) rc_results_data_free, cancellable, callback, user_data);
}

RcResultsData *
rc_results_data_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}
