/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question answered: the hits of both parts as sets, then the page, the total and the counts of them. */
#define G_LOG_DOMAIN "rc-search"

#include "search/search.h"

#include "search/closing-classes.h"
#include "search/counting.h"
#include "search/evaluate.h"
#include "search/order.h"
#include "search/plain.h"
#include "search/ranking.h"
#include "search/rescue.h"
#include "search/sql.h"
#include "search/subject-sets.h"
#include "search/understood.h"

/* A file may have been replaced between our look at the database and at the folder, or be damaged where nobody looked. */
#define MAX_TRIES 3
/* Hits of which there may be none as typed; more are no slip. */
#define MAX_LITTLE 4000
/* Hits beside which another word is offered. */
#define MAX_FEW 20

typedef struct
{
  const RcSearchQuery *query;  /* (unowned) */
  RcTyped *typed;              /* (owned) */
  RcSnapshot *snapshot;        /* (unowned) */
  RcPart *file;                /* (owned) (nullable) */
  RcPart *delta;               /* (owned) */
  RcFilters *filters;          /* (owned) */
  RcSubjectSets *subjects;     /* (owned) (nullable) */
  GCancellable *cancellable;   /* (unowned) (nullable) */
  RcSearchPageFunc page_func;  /* (nullable) */
  gpointer page_data;          /* (unowned) */
  RcPage page;
  gboolean limited; /* words limit the hits */
  RcHits closed; /* of_file is the snapshot's */
  RcHits matching; /* before filters */
  RcHits passing[RC_N_FACETS]; /* what passes the filter of a facet; empty where it has none */
  RcHits hits;
} Run;

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->typed, rc_typed_free);
  g_clear_pointer (&self->file, rc_part_free);
  g_clear_pointer (&self->delta, rc_part_free);
  g_clear_pointer (&self->filters, rc_filters_free);
  g_clear_pointer (&self->subjects, rc_subject_sets_free);
  self->closed.of_file = NULL;
  rc_hits_clear (&self->closed);
  rc_hits_clear (&self->matching);
  rc_hits_clear (&self->hits);
  for (guint i = 0; i < RC_N_FACETS; i++)
    rc_hits_clear (&self->passing[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Leaves what may answer at all. */
static void
restrict_hits (Run *self, RcPart *part, const RcBits *closed, RcBits *hits)
{
  rc_part_restrict (part, self->query->all, hits);
  if (self->query->open_only)
    rc_bits_and_not (hits, closed);
  if (self->filters->years != NULL)
    {
      g_autoptr (RcBits) years = rc_filters_new_set (part, self->filters->years);

      rc_bits_and (hits, years);
    }
  if (self->filters->without != NULL)
    {
      g_autoptr (RcBits) years = rc_filters_new_set (part, self->filters->without);

      rc_bits_and_not (hits, years);
    }
}

/* The hits of one part, without filters. */
static RcBits *
find_hits (Run *self, RcPart *part, const RcBits *closed, GError **error)
{
  const RcMatch match = self->query->exactly ? RC_MATCH_PREFIX : RC_MATCH_ALL;
  g_autoptr (RcBits) hits = rc_evaluate (part, self->typed, RC_IN_ALL, match);
  g_autoptr (RcBits) excluded = NULL;

  self->limited = hits != NULL;
  if (hits == NULL)
    hits = rc_bits_copy (rc_part_get_live (part));
  restrict_hits (self, part, closed, hits);
  if (rc_evaluate_has_phrases (self->typed))
    {
      g_autoptr (RcBits) words = NULL;

      if (!rc_evaluate_look_up_phrases (part, self->typed, hits, self->cancellable, error))
        return NULL;
      words = rc_evaluate (part, self->typed, RC_IN_ALL, match);
      if (words != NULL)
        rc_bits_and (hits, words);
    }
  excluded = rc_evaluate_excluded (part, self->typed);
  if (excluded != NULL)
    rc_bits_and_not (hits, excluded);
  return g_steal_pointer (&hits);
}

static void
apply_filters (Run *self)
{
  rc_hits_copy (&self->hits, &self->matching);
  if (self->file != NULL)
    self->file->within = self->matching.of_file;
  for (guint name = 0; name < RC_N_FACETS; name++)
    {
      RcHits *passing = &self->passing[name];

      if ((self->filters->filtered & 1u << name) == 0)
        continue;
      passing->of_file = self->file != NULL ? rc_filters_new_set (self->file, self->filters->chosen[name]) : NULL;
      passing->of_delta = rc_filters_new_set (self->delta, self->filters->chosen[name]);
      if (name == RC_FACET_CLOSING)
        rc_closing_classes_add (self->snapshot, self->page.now, self->filters->closing, passing);
      rc_hits_and (&self->hits, passing);
    }
  if (self->file != NULL)
    self->file->within = NULL;
}

static void
fill_page (Run *self)
{
  RcPage *page = &self->page;
  g_auto (RcHits) open = { NULL, NULL };
  g_auto (RcHits) last = { NULL, NULL };

  if (self->query->sort == RC_SORT_RELEVANCE && self->limited)
    {
      rc_ranking_fill (page, self->file, self->delta, self->typed, &self->hits, &self->closed);
      return;
    }
  if (self->query->sort == RC_SORT_DEADLINE)
    {
      rc_page_append_by_deadline (page, &self->hits);
      return;
    }
  rc_hits_copy (&open, &self->hits);
  rc_hits_and_not (&open, &self->closed);
  rc_hits_copy (&last, &self->hits);
  rc_hits_and (&last, &self->closed);
  for (guint i = 0; i < 2; i++)
    if (self->query->sort == RC_SORT_TITLE)
      rc_page_append_by_title (page, i == 0 ? &open : &last);
    else
      rc_page_append_by_age (page, i == 0 ? &open : &last);
}

static gboolean
find_subjects (Run *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  self->subjects = rc_subject_sets_new (self->snapshot, self->typed, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
find_all (Run *self, GError **error)
{
  self->filters = rc_filters_new (self->snapshot, self->query, self->typed, error);
  if (self->filters == NULL || !find_subjects (self, error))
    return FALSE;
  self->page.least_age = rc_filters_get_least_age (self->filters, self->snapshot);
  self->closed.of_file = (RcBits *) rc_snapshot_get_closed (self->snapshot, self->page.now);
  rc_page_get_closed (&self->page, &self->closed);
  self->delta = rc_part_new (self->snapshot, FALSE);
  self->delta->subjects = self->subjects;
  self->matching.of_delta = find_hits (self, self->delta, self->closed.of_delta, error);
  if (self->matching.of_delta == NULL)
    return FALSE;
  if (self->snapshot->file != NULL)
    {
      self->file = rc_part_new (self->snapshot, TRUE);
      self->file->subjects = self->subjects;
      g_array_append_val (self->file->counted, self->snapshot->file->header->all);
      self->matching.of_file = find_hits (self, self->file, self->closed.of_file, error);
      if (self->matching.of_file == NULL)
        return FALSE;
    }
  apply_filters (self);
  return TRUE;
}

/* Some of the hits have the words as they were typed. */
static gboolean
stands_as_typed (Run *self)
{
  const RcMatch match = RC_MATCH_ALL & ~RC_MATCH_KEYS;
  RcPart *parts[] = { self->file, self->delta };
  const RcBits *hits[] = { self->matching.of_file, self->matching.of_delta };
  gboolean stands = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (parts) && !stands; i++)
    {
      g_autoptr (RcBits) bits = NULL;

      if (parts[i] == NULL)
        continue;
      parts[i]->within = hits[i];
      bits = rc_evaluate (parts[i], self->typed, RC_IN_ALL, match);
      parts[i]->within = NULL;
      stands = bits == NULL || rc_bits_meet (bits, hits[i]);
    }
  return stands;
}

/* The same question in other words; they are ours when it finds more than `least`. */
static gboolean
ask_instead (Run *self, const char *text, guint64 least, gboolean keep, gboolean *found, GError **error)
{
  g_auto (Run) other = {
    .query = self->query,
    .snapshot = self->snapshot,
    .cancellable = self->cancellable,
    .page_func = self->page_func,
    .page_data = self->page_data,
    .page = self->page,
  };

  other.typed = rc_typed_new (text);
  if (!find_all (&other, error))
    return FALSE;
  *found = rc_hits_count (&other.matching) > least;
  if (*found && keep)
    {
      Run before = *self;

      *self = other;
      other = before;
    }
  return TRUE;
}

static gboolean
has_title (RcPart *part, const RcTyped *typed)
{
  g_autoptr (RcBits) bits = part != NULL ? rc_evaluate_title (part, typed) : NULL;

  return bits != NULL && rc_bits_meet (bits, rc_part_get_live (part));
}

/* The text is a line of a catalogue, or has a minus where a dash may have stood: some of it, or all, is a title. */
static gboolean
ask_for_title (Run *self, RcSearchAnswer *answer, gboolean *found, GError **error)
{
  g_autoptr (GPtrArray) titles = rc_plain_titles (self->typed->text);

  for (guint i = 0; i < titles->len && !*found; i++)
    {
      const char *text = g_ptr_array_index (titles, i);
      g_autoptr (RcTyped) typed = rc_typed_new (text);

      if (!has_title (self->file, typed) && !has_title (self->delta, typed))
        continue;
      if (!ask_instead (self, text, 0, TRUE, found, error))
        return FALSE;
      if (*found)
        answer->corrected = g_strdup (text);
    }
  return TRUE;
}

/* The same question without what was pasted around it. */
static gboolean
ask_plainly (Run *self, RcSearchAnswer *answer, gboolean *found, GError **error)
{
  g_autoptr (GPtrArray) texts = rc_plain_texts (self->typed->text);

  for (guint i = 0; i < texts->len && !*found; i++)
    if (!ask_instead (self, g_ptr_array_index (texts, i), 0, TRUE, found, error))
      return FALSE;
    else if (*found)
      answer->corrected = g_strdup (g_ptr_array_index (texts, i));
  return TRUE;
}

/* Asks for what was likely meant where nothing is found but by guesses; `corrected` is what that is, and the question is
 * another one then, if that finds something. Where little is found, that stays, and `suggested` is what may find more. */
static gboolean
rescue (Run *self, RcSearchAnswer *answer, GError **error)
{
  guint64 n_found = rc_hits_count (&self->matching);
  g_autofree char *text = NULL, *offer = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean found = FALSE;

  if (!self->query->rescue || self->query->exactly)
    return TRUE;
  if (!ask_for_title (self, answer, &found, error))
    return FALSE;
  if (found || !self->limited || n_found > MAX_LITTLE)
    return TRUE;
  if (n_found == 0 && !ask_plainly (self, answer, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  if (n_found == 0 || !stands_as_typed (self))
    text = rc_rescue_text (self->snapshot, self->typed, self->query->all, n_found > 0, self->cancellable, &problem);
  if (text != NULL && !ask_instead (self, text, 0, TRUE, &found, error))
    return FALSE;
  if (found)
    answer->corrected = g_steal_pointer (&text);
  else if (problem == NULL && n_found > 0 && n_found <= MAX_FEW)
    offer = rc_rescue_offer (self->snapshot, self->typed, self->query->all, self->cancellable, &problem);
  if (offer != NULL && !ask_instead (self, offer, n_found, FALSE, &found, error))
    return FALSE;
  if (offer != NULL && found)
    answer->suggested = g_steal_pointer (&offer);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static RcCounting *
start_counting (const Run *self, GError **error)
{
  const RcCountingOf of = {
    .snapshot = self->snapshot,
    .file = self->file,
    .query = self->query,
    .filters = self->filters,
    .now = self->page.now,
    .matching = &self->matching,
    .passing = self->passing,
    .hits = &self->hits,
  };

  return rc_counting_start (&of, error);
}

/* All of the answer but its facets. */
static gboolean
make_page (Run *self, RcSearchAnswer *found, GError **error)
{
  found->total = rc_hits_count (&self->hits);
  fill_page (self);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  found->subject = self->subjects != NULL ? rc_subject_sets_dup_name (self->subjects) : NULL;
  found->understood = found->ids->len > 0 ? rc_understood_new (self->snapshot, self->file, self->delta, self->typed,
                                                               g_array_index (found->ids, gint64, 0), error)
                                          : g_strdup ("");
  if (found->corrected != NULL && found->understood != NULL && *found->understood == '\0')
    {
      g_free (found->understood);
      found->understood = g_strdup (found->corrected);
    }
  return found->understood != NULL && (self->subjects == NULL || rc_subject_sets_check (self->subjects, error));
}

static RcSearchAnswer *
answer (Run *self, GError **error)
{
  g_autoptr (RcSearchAnswer) found = g_new0 (RcSearchAnswer, 1);
  g_autoptr (RcCounting) counting = NULL;
  gboolean whole = TRUE;

  found->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->page.snapshot = self->snapshot;
  self->page.ids = found->ids;
  self->page.n_to_skip = self->query->offset;
  self->page.n_wanted = self->query->limit;
  if (!find_all (self, error) || g_cancellable_set_error_if_cancelled (self->cancellable, error)
      || !rescue (self, found, error))
    return NULL;
  if (self->query->facets)
    {
      counting = start_counting (self, error);
      if (counting == NULL)
        return NULL;
    }
  if (!make_page (self, found, error)
      || (self->page_func != NULL && !self->page_func (found, self->page_data, error)))
    return NULL;
  if (counting != NULL)
    whole = rc_counting_finish (counting, found->facets);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  if (!whole || (self->file != NULL && rc_part_is_damaged (self->file)))
    {
      rc_snapshot_distrust (self->snapshot);
      g_set_error_literal (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED, "The search index is damaged: a list is broken");
      return NULL;
    }
  return g_steal_pointer (&found);
}

static RcSearchAnswer *
run (sqlite3 *db, const RcSearchQuery *query, RcSearchPageFunc page_func, gpointer page_data, gboolean last_try,
     GCancellable *cancellable, GError **error)
{
  RC_AUTO_STATEMENT *guard = NULL;
  g_auto (Run) self = { .query = query, .cancellable = cancellable, .page_func = page_func, .page_data = page_data };
  gboolean failed;

  /* Left standing on its first row until the end: so all statements read one snapshot, and an interrupt that comes
   * between two of them is not forgotten. */
  guard = rc_search_prepare (db, "SELECT 1 FROM sqlite_schema", error);
  if (guard == NULL)
    return NULL;
  rc_search_step (guard, &failed, error);
  if (failed)
    return NULL;
  self.snapshot = rc_snapshot_get (db, last_try, cancellable, error);
  if (self.snapshot == NULL)
    return NULL;
  self.typed = rc_typed_new (query->text);
  self.page.now = g_get_real_time () / G_USEC_PER_SEC;
  return answer (&self, error);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer db)
{
  sqlite3_interrupt (db);
}

RcSearchAnswer *
rc_search_run_with_page (sqlite3 *db, const RcSearchQuery *query, RcSearchPageFunc page_func, gpointer page_data,
                         GCancellable *cancellable, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  RcSearchAnswer *found = NULL;
  gulong handler = 0;

  g_return_val_if_fail (db != NULL && query != NULL && query->text != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), db, NULL);
  for (guint i = 1; found == NULL && i <= MAX_TRIES; i++)
    {
      g_autoptr (GError) problem = NULL;

      found = run (db, query, page_func, page_data, i == MAX_TRIES, cancellable, &problem);
      if (found != NULL
          || (i < MAX_TRIES
              && (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT)
                  || g_error_matches (problem, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED))))
        continue;
      g_propagate_error (error, g_steal_pointer (&problem));
      break;
    }
  g_cancellable_disconnect (cancellable, handler);
  if (found != NULL)
    found->milliseconds = (double) (g_get_monotonic_time () - start) / 1000.0;
  return found;
}

RcSearchAnswer *
rc_search_run (sqlite3 *db, const RcSearchQuery *query, GCancellable *cancellable, GError **error)
{
  return rc_search_run_with_page (db, query, NULL, NULL, cancellable, error);
}
