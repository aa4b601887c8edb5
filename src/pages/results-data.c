/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the results page asks the catalogue in one go. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/results-data.h"

#include <string.h>

#include "catalogue/subjects.h"

/* Words that are looked at one by one. */
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
offer_clear (gpointer value)
{
  g_ptr_array_unref (((RcOffer *) value)->words);
  g_free (((RcOffer *) value)->text);
}

void
rc_results_data_free (RcResultsData *self)
{
  g_clear_pointer (&self->answer, rc_search_answer_free);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->offers, g_array_unref);
  g_clear_pointer (&self->kin, rc_subject_kin_free);
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

/* Takes the query; FALSE on an error. */
static gboolean
count (RcDatabase *db, RcSearchQuery *taken_query, guint64 *total, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSearchQuery) query = taken_query;
  g_autoptr (RcSearchAnswer) answer = NULL;

  query->limit = 0;
  query->facets = FALSE;
  answer = rc_query_run (db, query, cancellable, error);
  if (answer != NULL)
    *total = answer->total;
  return answer != NULL;
}

/* The same question with other words; they are not taken for others again. */
static RcSearchQuery *
ask_for (const RcSearchQuery *query, const char *text)
{
  RcSearchQuery *other = rc_search_query_copy (query);

  g_free (other->text);
  other->text = g_strdup (text);
  other->rescue = FALSE;
  return other;
}

static RcSearchQuery *
ask_without_filters (const RcSearchQuery *query, const char *text)
{
  RcSearchQuery *other = ask_for (query, text);

  for (guint i = 0; i < RC_N_FACETS; i++)
    g_clear_pointer (&other->filters[i], g_ptr_array_unref);
  other->open_only = FALSE;
  return other;
}

/* Only what finds something is offered. `words` (nullable): char *. */
static void
add_offer (RcResultsData *self, RcOfferKind kind, const GPtrArray *words, const char *text, guint64 total)
{
  RcOffer offer = { kind, g_ptr_array_new_with_free_func (g_free), g_strdup (text), RC_N_FACETS, total };

  for (guint i = 0; words != NULL && i < words->len; i++)
    g_ptr_array_add (offer.words, g_strdup (g_ptr_array_index (words, i)));
  if (total > 0)
    g_array_append_val (self->offers, offer);
  else
    offer_clear (&offer);
}

/* The text without these parts of it. */
static char *
leave_out (const char *text, const GPtrArray *words)
{
  char *rest = g_strdup (text);

  for (guint i = 0; i < words->len; i++)
    {
      g_autoptr (GArray) parts = rc_search_dup_parts (rest);

      for (guint j = 0; j < parts->len; j++)
        if (strcmp (g_array_index (parts, RcSearchPart, j).text, g_ptr_array_index (words, i)) == 0)
          {
            g_free (rest);
            rest = g_strdup (g_array_index (parts, RcSearchPart, j).without);
            break;
          }
    }
  return rest;
}

static gboolean
offer_without (RcResultsData *self, RcDatabase *db, const RcSearchQuery *query, const char *text, const GPtrArray *words,
               GCancellable *cancellable, GError **error)
{
  g_autofree char *rest = leave_out (text, words);
  guint64 total = 0;

  if (*rest == '\0')
    return TRUE;
  if (!count (db, ask_for (query, rest), &total, cancellable, error))
    return FALSE;
  add_offer (self, RC_OFFER_WITHOUT_WORDS, words, rest, total);
  return TRUE;
}

/* Why these words find nothing, filters or not. */
static gboolean
explain_words (RcResultsData *self, RcDatabase *db, const RcSearchQuery *query, const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) parts = rc_search_dup_parts (text);
  guint n = MIN (parts->len, MAX_WORDS);

  self->n_words = parts->len;
  for (guint i = 0; i < n; i++)
    {
      const RcSearchPart *part = &g_array_index (parts, RcSearchPart, i);
      g_autoptr (GPtrArray) word = g_ptr_array_new ();
      guint64 total = 0, filtered = 0;

      g_ptr_array_add (word, part->text);
      if (!count (db, ask_without_filters (query, part->text), &total, cancellable, error)
          || !count (db, ask_for (query, part->text), &filtered, cancellable, error))
        return FALSE;
      if (total == 0)
        g_ptr_array_add (self->missing, g_strdup (part->text));
      else if (parts->len > 1)
        add_offer (self, RC_OFFER_WORD, word, part->text, filtered);
    }
  if (self->missing->len > 0)
    return offer_without (self, db, query, text, self->missing, cancellable, error);
  for (guint i = 0; i < n && n > 2; i++)
    {
      g_autoptr (GPtrArray) word = g_ptr_array_new ();

      g_ptr_array_add (word, g_array_index (parts, RcSearchPart, i).text);
      if (!offer_without (self, db, query, text, word, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Which of the filters lets nothing through. */
static gboolean
explain_filters (RcResultsData *self, RcDatabase *db, const RcSearchQuery *query, const char *text, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < RC_N_FACETS; i++)
    {
      RcSearchQuery *other;
      guint64 total = 0;

      if (query->filters[i] == NULL || query->filters[i]->len == 0)
        continue;
      other = ask_for (query, text);
      g_clear_pointer (&other->filters[i], g_ptr_array_unref);
      if (!count (db, other, &total, cancellable, error))
        return FALSE;
      add_offer (self, RC_OFFER_WITHOUT_FILTER, NULL, NULL, total);
      if (total > 0)
        g_array_index (self->offers, RcOffer, self->offers->len - 1).facet = (RcFacetName) i;
    }
  return TRUE;
}

/* What else it may have been, where only what was typed was wanted. */
static gboolean
offer_meant (RcResultsData *self, RcDatabase *db, const RcSearchQuery *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSearchQuery) other = rc_search_query_copy (query);
  g_autoptr (RcSearchAnswer) answer = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  other->limit = 1;
  other->facets = FALSE;
  other->rescue = TRUE;
  other->exactly = FALSE;
  answer = rc_query_run (db, other, cancellable, error);
  if (answer == NULL)
    return FALSE;
  g_ptr_array_add (words, *answer->understood != '\0' ? answer->understood : query->text);
  add_offer (self, RC_OFFER_MEANT, words, query->text, answer->total);
  return TRUE;
}

static gboolean
explain (RcResultsData *self, RcDatabase *db, const RcSearchQuery *query, const char *text, GCancellable *cancellable, GError **error)
{
  if (query->exactly && !offer_meant (self, db, query, cancellable, error))
    return FALSE;
  return self->unfiltered > 0 ? explain_filters (self, db, query, text, cancellable, error)
                              : explain_words (self, db, query, text, cancellable, error);
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
  add_headings (headings, wanted->query, self->answer, RC_FACET_FIELD);
  self->labels = rc_subjects_translate_all (db, headings, wanted->language, error);
  return self->labels != NULL;
}

/* Of the only subject that is chosen, else of the one that was typed. */
static gboolean
load_kin (RcResultsData *self, RcDatabase *db, const Wanted *wanted, GError **error)
{
  const GPtrArray *chosen = wanted->query->filters[RC_FACET_SUBJECT];
  const char *heading = chosen == NULL ? self->answer->subject : chosen->len == 1 ? g_ptr_array_index (chosen, 0) : NULL;

  if (heading != NULL)
    self->kin = rc_subject_kin_load (db, heading, wanted->language, error);
  return heading == NULL || self->kin != NULL;
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  const RcSearchQuery *query = wanted->query;
  g_autoptr (RcResultsData) self = g_new0 (RcResultsData, 1);
  const char *text;

  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->offers = g_array_new (FALSE, FALSE, sizeof (RcOffer));
  g_array_set_clear_func (self->offers, offer_clear);
  self->answer = rc_query_run (db, query, cancellable, error);
  if (self->answer == NULL)
    return NULL;
  text = self->answer->corrected != NULL ? self->answer->corrected : query->text;
  self->unfiltered = self->answer->total;
  if (rc_search_query_is_filtered (query)
      && !count (db, ask_without_filters (query, text), &self->unfiltered, cancellable, error))
    return NULL;
  if (self->answer->total == 0 && !explain (self, db, query, text, cancellable, error))
    return NULL;
  if (!load_labels (self, db, wanted, error) || !load_kin (self, db, wanted, error))
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
