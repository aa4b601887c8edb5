/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be meant by words that are still being typed. One question of the search has it all: its first rows are titles and people, its facets are
 * subjects and places with their counts. A suggestion is a name that has every word that was typed. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/suggestion-load.h"

#include <string.h>

#include "catalogue/subjects.h"
#include "record/name.h"

/* Few letters find much; what is wanted is among the first or is told by the next letter. */
#define N_ROWS 12
#define N_OTHER_ROWS 6
#define N_VALUES 40
#define MAX_WORDS 6
/* Names whose order of words is told by records only: more of these are not read while somebody types. */
#define MAX_LOOKED_AT 200

typedef struct
{
  char *text;     /* (owned) */
  char *language; /* (owned) */
} Wanted;

typedef struct
{
  RcDatabase *db;
  const Wanted *wanted;
  GCancellable *cancellable; /* (nullable) */
  GPtrArray *words;          /* (owned) RcHighlighter, one a word */
  GPtrArray *found;          /* (owned) RcSuggestion */
} Search;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->text);
  g_free (wanted->language);
  g_free (wanted);
}

static void
suggestion_free (RcSuggestion *self)
{
  g_free (self->text);
  g_clear_pointer (&self->ranges, g_array_unref);
  g_free (self->value);
  rc_row_data_free (self->row);
  g_free (self);
}

/* Where the words stand in the name; NULL where one of them does not. */
static GArray *
mark_all (Search *self, const char *name)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (RcTextRange));

  for (guint i = 0; i < self->words->len; i++)
    {
      g_autoptr (GArray) ranges = rc_highlighter_mark (g_ptr_array_index (self->words, i), name);

      if (ranges->len == 0)
        return NULL;
      g_array_append_vals (all, ranges->data, ranges->len);
    }
  return g_steal_pointer (&all);
}

/* Takes the ranges and the row. A name stands once, whatever it is the name of. */
static gboolean
add (Search *self, RcSuggestionType type, const char *text, GArray *ranges, const char *value, guint64 total, RcRowData *row)
{
  RcSuggestion *suggestion = g_new0 (RcSuggestion, 1);
  gboolean is_there = FALSE;

  suggestion->type = type;
  suggestion->text = g_strdup (text);
  suggestion->ranges = ranges;
  suggestion->value = g_strdup (value);
  suggestion->total = total;
  suggestion->row = row;
  for (guint i = 0; i < self->found->len && !is_there; i++)
    is_there = strcmp (((RcSuggestion *) g_ptr_array_index (self->found, i))->text, text) == 0;
  if (is_there || self->found->len >= RC_MAX_SUGGESTIONS)
    {
      suggestion_free (suggestion);
      return FALSE;
    }
  g_ptr_array_add (self->found, suggestion);
  return TRUE;
}

/* The value that most of what is found has; one that begins with the words before others. */
static gboolean
add_value (Search *self, const RcSearchAnswer *answer, RcFacetName facet, RcSuggestionType type, GError **error)
{
  const GArray *values = answer->facets[facet];
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();
  g_autoptr (GHashTable) labels = NULL;
  g_autoptr (GArray) best = NULL;
  const RcFacetValue *chosen = NULL;
  const char *chosen_label = NULL;

  for (guint i = 0; values != NULL && i < MIN (values->len, N_VALUES); i++)
    g_ptr_array_add (headings, g_array_index (values, RcFacetValue, i).value);
  labels = rc_subjects_translate_all (self->db, headings, self->wanted->language, error);
  if (labels == NULL)
    return FALSE;
  for (guint i = 0; i < headings->len; i++)
    {
      const RcFacetValue *value = &g_array_index (values, RcFacetValue, i);
      const char *label = g_hash_table_lookup (labels, value->value);
      const char *name = label != NULL ? label : value->value;
      g_autoptr (GArray) ranges = mark_all (self, name);
      gboolean begins = ranges != NULL && g_array_index (ranges, RcTextRange, 0).start == 0;

      if (ranges == NULL || (chosen != NULL && !begins))
        continue;
      g_clear_pointer (&best, g_array_unref);
      best = g_steal_pointer (&ranges);
      chosen = value;
      chosen_label = name;
      if (begins)
        break;
    }
  if (chosen != NULL)
    add (self, type, chosen_label, g_steal_pointer (&best), chosen->value, chosen->count, NULL);
  return TRUE;
}

/* Up to so many of the rows, whose titles have the words. Takes these out of the array. */
static void
add_titles (Search *self, GPtrArray *rows, guint most)
{
  for (guint i = 0; i < rows->len && most > 0; i++)
    {
      RcRowData *row = g_ptr_array_index (rows, i);
      g_autoptr (GArray) ranges = row != NULL ? mark_all (self, row->title) : NULL;

      if (ranges == NULL)
        continue;
      g_ptr_array_index (rows, i) = NULL;
      if (add (self, RC_SUGGEST_TITLE, row->title, g_steal_pointer (&ranges), NULL, 0, row))
        most--;
    }
}

static gboolean
count (Search *self, const char *text, guint64 *total, GError **error)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);
  g_autoptr (RcSearchAnswer) answer = NULL;

  query->limit = 0;
  query->facets = FALSE;
  answer = rc_query_run (self->db, query, self->cancellable, error);
  *total = answer != NULL ? answer->total : 0;
  return answer != NULL;
}

/* Each word of the name by itself: no record is read. */
static char *
write_words (const char *name)
{
  g_autoptr (GArray) parts = rc_search_dup_parts (name);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (text, "author:\"%s\" ", g_array_index (parts, RcSearchPart, i).text);
  return g_strdup (text->str);
}

/* `total` is 0 where there are too many to look at each of them. */
static gboolean
count_people (Search *self, const char *name, gboolean *some, guint64 *total, GError **error)
{
  g_autofree char *words = write_words (name);
  g_autofree char *text = g_strdup_printf ("author:\"%s\"", name);

  if (!count (self, words, total, error))
    return FALSE;
  *some = *total > 0;
  if (*total > MAX_LOOKED_AT)
    {
      *total = 0;
      return TRUE;
    }
  if (!count (self, text, total, error))
    return FALSE;
  *some = *total > 0;
  return TRUE;
}

/* The first whose name has the words. */
static gboolean
add_people (Search *self, const GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (rows, i);
      g_autofree char *people = row != NULL && row->kind == RC_KIND_PUBLICATION ? rc_names_dup_plain (row->people) : NULL;
      g_auto (GStrv) names = people != NULL ? g_strsplit (people, "; ", -1) : NULL;

      for (guint n = 0; names != NULL && names[n] != NULL; n++)
        {
          g_autoptr (GArray) ranges = mark_all (self, names[n]);
          guint64 total = 0;
          gboolean some = FALSE;

          if (ranges == NULL || strchr (names[n], '"') != NULL)
            continue;
          if (!count_people (self, names[n], &some, &total, error))
            return FALSE;
          if (some)
            add (self, RC_SUGGEST_PEOPLE, names[n], g_steal_pointer (&ranges), names[n], total, NULL);
          return TRUE;
        }
    }
  return TRUE;
}

static GPtrArray *
load_rows (Search *self, const RcSearchAnswer *answer, GError **error)
{
  return rc_query_load_rows (self->db, (const gint64 *) (gpointer) answer->ids->data, answer->ids->len, NULL, error);
}

/* Discs and open grants may stand far below publications. */
static GPtrArray *
load_others (Search *self, GError **error)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (self->wanted->text);
  g_autoptr (RcSearchAnswer) answer = NULL;

  query->limit = N_OTHER_ROWS;
  query->facets = FALSE;
  query->open_only = TRUE;
  rc_search_query_add_filter (query, RC_FACET_KIND, rc_kind_to_string (RC_KIND_DISC));
  rc_search_query_add_filter (query, RC_FACET_KIND, rc_kind_to_string (RC_KIND_GRANT));
  answer = rc_query_run (self->db, query, self->cancellable, error);
  return answer != NULL ? load_rows (self, answer, error) : NULL;
}

/* A place, a title, a subject, people, a disc or grant; what is left has more titles. */
static gboolean
fill (Search *self, GError **error)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (self->wanted->text);
  g_autoptr (RcSearchAnswer) answer = NULL;
  g_autoptr (GPtrArray) rows = NULL, others = NULL;

  query->limit = N_ROWS;
  query->open_only = TRUE;
  answer = rc_query_run (self->db, query, self->cancellable, error);
  if (answer == NULL)
    return FALSE;
  if (answer->total == 0)
    return TRUE;
  rows = load_rows (self, answer, error);
  others = rows != NULL ? load_others (self, error) : NULL;
  if (others == NULL || !add_value (self, answer, RC_FACET_PLACE, RC_SUGGEST_PLACE, error))
    return FALSE;
  add_titles (self, rows, 1);
  if (!add_value (self, answer, RC_FACET_SUBJECT, RC_SUGGEST_SUBJECT, error) || !add_people (self, rows, error))
    return FALSE;
  add_titles (self, others, 1);
  add_titles (self, rows, RC_MAX_SUGGESTIONS);
  return TRUE;
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  Search self = { db, wanted, cancellable, NULL, NULL };
  g_autoptr (GArray) parts = rc_search_dup_parts (wanted->text);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_highlighter_free);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) suggestion_free);

  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (words, rc_highlighter_new (g_array_index (parts, RcSearchPart, i).text));
  self.words = words;
  self.found = found;
  if (parts->len > 0 && parts->len <= MAX_WORDS && !fill (&self, error))
    return NULL;
  return g_steal_pointer (&found);
}

void
rc_suggestions_load_async (RcCatalogue *catalogue, const char *text, const char *language, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->text = g_strdup (text);
  wanted->language = g_strdup (language);
  rc_catalogue_read_async (catalogue, G_PRIORITY_HIGH, load_in_thread, wanted, (GDestroyNotify) wanted_free,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
rc_suggestions_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}
