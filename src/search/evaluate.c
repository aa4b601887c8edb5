/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets put together as the words were. */
#define G_LOG_DOMAIN "rc-search"

#include "search/evaluate.h"

#include <string.h>

#include "search/places.h"
#include "search/sql.h"
#include "search/subject-sets.h"
#include "text/fold.h"

/* Of a word that may go on, the key must be longer. */
#define MIN_KEY_PREFIX 3
/* Shorter numbers are not looked for by how they begin. */
#define MIN_IDENTIFIER_PREFIX 2
/* Of a sort key: between the letters and what else there is to compare. */
#define END_OF_LEVEL 1
/* Entries between two looks at the cancellable. */
#define CANCEL_STEP 64

static guint
columns_of (RcField field, guint columns)
{
  switch (field)
    {
    case RC_FIELD_TITLE:
      return RC_IN_TITLE | RC_IN_OTHER_TITLES;
    case RC_FIELD_PEOPLE:
      return RC_IN_PEOPLE;
    case RC_FIELD_SUBJECT:
    case RC_FIELD_PLACE:
      return RC_IN_SUBJECTS;
    case RC_FIELD_ANY:
    default:
      return columns;
    }
}

static void
add_key (RcPart *part, const char *typed, const char *word, gboolean prefix, guint columns, RcBits *bits)
{
  g_autofree char *marked = g_strdup_printf ("%c%s", RC_KEY_MARK, typed);
  char *key = marked + 1;
  gsize length = strlen (key);

  /* A word that breaks off behind ы or й: whether a vowel follows is not known yet. */
  if (prefix && length > 4 && key[length - 1] == 'i')
    key[length - 1] = '\0';
  prefix = prefix && strlen (key) > MIN_KEY_PREFIX;
  rc_part_add_word (part, marked, prefix, columns, bits);
  if (strcmp (key, word) != 0)
    rc_part_add_word (part, key, prefix, columns, bits);
}

/* All words of a phrase, wherever they stand. */
static RcBits *
evaluate_words (RcPart *part, const char *phrase, gboolean prefix, guint columns)
{
  g_auto (GStrv) words = g_strsplit (phrase, " ", -1);
  RcBits *all = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (RcBits) bits = rc_part_new_set (part);

      rc_part_add_word (part, words[i], prefix && words[i + 1] == NULL, columns, bits);
      if (all == NULL)
        all = g_steal_pointer (&bits);
      else
        rc_bits_and (all, bits);
    }
  return all;
}

static RcBits *
evaluate_phrase (RcPart *part, const RcUnit *unit, guint i, guint columns, RcMatch match)
{
  const char *phrase = g_ptr_array_index (unit->phrases, i);
  gboolean prefix = unit->prefix && (match & RC_MATCH_PREFIX) != 0 && i + 1 == unit->phrases->len;
  RcBits *bits;

  if (rc_bits_is_empty (part->within != NULL ? part->within : rc_part_get_live (part)))
    return rc_part_new_set (part);
  if (unit->field == RC_FIELD_PLACE)
    {
      bits = rc_part_new_set (part);
      rc_places_add (part, unit, i, prefix, (match & RC_MATCH_LABELS) != 0, bits);
      return bits;
    }
  columns = columns_of (unit->field, columns);
  part->literal = unit->quoted || (match & RC_MATCH_LABELS) == 0;
  if (strchr (phrase, ' ') != NULL && part->phrases == NULL)
    return evaluate_words (part, phrase, prefix, columns);
  bits = rc_part_new_set (part);
  if (rc_part_add_phrase (part, phrase, columns, bits) || strchr (phrase, ' ') != NULL)
    return bits;
  rc_part_add_word (part, phrase, prefix, columns, bits);
  if (unit->quoted)
    return bits;
  if ((match & RC_MATCH_FORMS) != 0)
    rc_part_add_forms (part, phrase, prefix, columns, bits);
  for (char **key = g_ptr_array_index (unit->keys, i); (match & RC_MATCH_KEYS) != 0 && key != NULL && *key != NULL; key++)
    add_key (part, *key, phrase, prefix, columns, bits);
  for (const char *const *word = rc_parse_get_articles (); unit->article && i == 0 && (match & RC_MATCH_KEYS) != 0 && *word != NULL; word++)
    rc_part_add_word (part, *word, FALSE, columns, bits);
  return bits;
}

static guint
count_known (RcPart *part, const char *phrase, const RcBits *bits)
{
  guint n = (guint) rc_bits_count_common (bits, rc_part_get_live (part));

  if (part->known == NULL)
    part->known = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (part->known, (gpointer) phrase, GUINT_TO_POINTER (n));
  return n;
}

RcBits *
rc_evaluate_phrase (RcPart *part, const RcUnit *unit, guint i, guint columns, RcMatch match)
{
  RcBits *bits = evaluate_phrase (part, unit, i, columns, match);

  /* The ranking asks for it next. */
  if (match == RC_MATCH_ALL && columns == RC_IN_ALL && part->within == NULL)
    count_known (part, g_ptr_array_index (unit->phrases, i), bits);
  return bits;
}

guint64
rc_evaluate_count_phrase (RcPart *part, const RcUnit *unit, guint i)
{
  const char *phrase = g_ptr_array_index (unit->phrases, i);
  const RcBits *within = part->within;
  g_autoptr (RcBits) bits = NULL;
  gpointer n;

  if (part->known != NULL && g_hash_table_lookup_extended (part->known, phrase, NULL, &n))
    return GPOINTER_TO_UINT (n);
  part->within = NULL;
  bits = rc_evaluate_phrase (part, unit, i, RC_IN_ALL, RC_MATCH_ALL);
  part->within = within;
  return count_known (part, phrase, bits);
}

/* An identifier stands in its column as a word, and among the keys of others. */
static void
add_number (RcPart *part, const char *number, gboolean prefix, guint columns, RcBits *bits)
{
  g_autofree char *marked = g_strdup_printf ("%c%s", RC_KEY_MARK, number);

  rc_part_add_word (part, number, prefix, columns, bits);
  rc_part_add_word (part, marked, prefix, columns, bits);
}

static RcBits *
evaluate_unit (RcPart *part, const RcUnit *unit, guint columns, RcMatch match)
{
  RcBits *all = NULL;

  for (guint i = 0; i < unit->phrases->len; i++)
    {
      g_autoptr (RcBits) bits = rc_evaluate_phrase (part, unit, i, columns, match);

      if (all == NULL)
        all = g_steal_pointer (&bits);
      else
        rc_bits_and (all, bits);
    }
  if (unit->compact != NULL)
    add_number (part, unit->compact, unit->prefix && (match & RC_MATCH_PREFIX) != 0, columns_of (unit->field, columns), all);
  return all;
}

/* For each span what has it as one identifier, NULL where nothing has; NULL when no span is one. */
static GPtrArray *
find_identifiers (RcPart *part, const RcTyped *typed, guint columns, RcMatch match)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_bits_free);
  gboolean any = FALSE;

  for (guint i = 0; i < typed->spans->len; i++)
    {
      const RcSpan *span = &g_array_index (typed->spans, RcSpan, i);
      gboolean prefix = (match & RC_MATCH_PREFIX) != 0 && span->end == typed->units->len && strlen (span->key) > MIN_IDENTIFIER_PREFIX;
      g_autoptr (RcBits) bits = rc_part_new_set (part);

      add_number (part, span->key, prefix, columns, bits);
      if (rc_bits_is_empty (bits))
        g_clear_pointer (&bits, rc_bits_free);
      any |= bits != NULL;
      g_ptr_array_add (found, g_steal_pointer (&bits));
    }
  return any ? g_steal_pointer (&found) : NULL;
}

/* What has several units as one identifier, and all of the others as they are. */
static void
add_span (const RcSpan *span, const GPtrArray *sets, RcBits *bits, RcBits *all)
{
  for (guint i = 0; i < sets->len; i++)
    if ((i < span->first || i >= span->end) && g_ptr_array_index (sets, i) != NULL)
      rc_bits_and (bits, g_ptr_array_index (sets, i));
  rc_bits_or (all, bits);
}

/* Units that are the name of a subject: records that have their words, and what is filed under the subject. */
static RcBits *
evaluate_name (RcPart *part, const RcTyped *typed, guint first, guint n_units, guint columns, RcMatch match)
{
  const RcUnit *unit = g_ptr_array_index (typed->units, first);
  RcBits *all = evaluate_unit (part, unit, columns, match);

  for (guint i = 1; i < n_units; i++)
    {
      g_autoptr (RcBits) bits = evaluate_unit (part, g_ptr_array_index (typed->units, first + i), columns, match);

      rc_bits_and (all, bits);
    }
  if ((columns_of (unit->field, columns) & RC_IN_SUBJECTS) != 0)
    rc_subject_sets_add_span (part->subjects, part, first, (match & RC_MATCH_NARROWER) != 0, all);
  return all;
}

RcBits *
rc_evaluate (RcPart *part, const RcTyped *typed, guint columns, RcMatch match)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_bits_free);
  g_autoptr (GPtrArray) identifiers = find_identifiers (part, typed, columns, match);
  RcBits *all = NULL;

  /* When nothing is left, no further word brings anything back but a span. */
  for (guint i = 0, n_units = 1; i < typed->units->len && (identifiers != NULL || all == NULL || !rc_bits_is_empty (all)); i += n_units)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);
      guint n_named = part->subjects != NULL && (match & RC_MATCH_LABELS) != 0 ? rc_subject_sets_get_span (part->subjects, i) : 0;
      g_autoptr (RcBits) bits = NULL;

      n_units = MAX (n_named, 1);
      if (!unit->excluded)
        bits = n_named > 0 ? evaluate_name (part, typed, i, n_named, columns, match) : evaluate_unit (part, unit, columns, match);
      for (guint j = 0; identifiers != NULL && j < n_units; j++)
        g_ptr_array_add (sets, bits != NULL ? rc_bits_copy (bits) : NULL);
      if (bits != NULL && all != NULL)
        rc_bits_and (all, bits);
      else if (bits != NULL)
        all = g_steal_pointer (&bits);
    }
  for (guint i = 0; all != NULL && identifiers != NULL && i < typed->spans->len; i++)
    if (g_ptr_array_index (identifiers, i) != NULL)
      add_span (&g_array_index (typed->spans, RcSpan, i), sets, g_ptr_array_index (identifiers, i), all);
  return all;
}

RcBits *
rc_evaluate_excluded (RcPart *part, const RcTyped *typed)
{
  RcBits *any = NULL;

  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);
      g_autoptr (RcBits) bits = NULL;

      if (!unit->excluded)
        continue;
      bits = evaluate_unit (part, unit, RC_IN_ALL, RC_MATCH_LABELS);
      if (any == NULL)
        any = g_steal_pointer (&bits);
      else
        rc_bits_or (any, bits);
    }
  return any;
}

RcBits *
rc_evaluate_identifier (RcPart *part, const RcTyped *typed)
{
  RcBits *bits;

  if (typed->identifier == NULL)
    return NULL;
  bits = rc_part_new_set (part);
  rc_part_add_word (part, typed->identifier, FALSE, RC_IN_IDENTIFIERS, bits);
  return bits;
}

/* The letters of a key without the levels behind them, which tell of case and marks. */
static gsize
measure_letters (const guint8 *key, gsize length)
{
  const guint8 *end = memchr (key, END_OF_LEVEL, length);

  return end != NULL ? (gsize) (end - key) + 1 : length;
}

RcBits *
rc_evaluate_title (RcPart *part, const RcTyped *typed)
{
  g_autoptr (GBytes) sort_key = NULL;
  RcBits *bits;
  const guint8 *key;
  gsize length;

  if (typed->units->len == 0 || typed->years.from != 0 || typed->years.to != 0 || typed->without->len > 0)
    return NULL;
  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      if (unit->field != RC_FIELD_ANY || unit->excluded)
        return NULL;
    }
  sort_key = rc_text_sort_key (typed->text, NULL);
  key = g_bytes_get_data (sort_key, &length);
  bits = rc_part_new_set (part);
  if (length > 1)
    rc_part_add_titles (part, key, measure_letters (key, length), bits);
  return bits;
}

gboolean
rc_evaluate_has_phrases (const RcTyped *typed)
{
  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      for (guint j = 0; unit->field != RC_FIELD_PLACE && j < unit->phrases->len; j++)
        if (strchr (g_ptr_array_index (unit->phrases, j), ' ') != NULL)
          return TRUE;
    }
  return FALSE;
}

/* The phrase stands in the column, in whole words but for its end where that may go on. */
static gboolean
has_phrase (const char *column, gsize length, const char *phrase, gsize phrase_length, gboolean prefix)
{
  const char *at = column, *end = column + length;

  while ((at = memmem (at, (gsize) (end - at), phrase, phrase_length)) != NULL)
    {
      const char *behind = at + phrase_length;

      if ((at == column || at[-1] == ' ') && (prefix || behind == end || *behind == ' '))
        return TRUE;
      at++;
    }
  return FALSE;
}

static gboolean
look_up (RcPart *part, const RcPhrase *phrase, sqlite3_stmt *find, guint32 number, GError **error)
{
  gsize length = strlen (phrase->phrase);
  guint64 posting = (guint64) number << 8;
  gboolean failed;
  RcEntry entry;

  sqlite3_bind_int64 (find, 1, rc_part_get_id (part, number));
  if (rc_search_step (find, &failed, error)
      && rc_entry_read (&entry, sqlite3_column_blob (find, 0), (gsize) sqlite3_column_bytes (find, 0)))
    {
      for (guint column = 0; column < RC_N_COLUMNS; column++)
        if (has_phrase (entry.columns[column], entry.lengths[column], phrase->phrase, length, phrase->prefix))
          posting |= 1u << column;
      if ((posting & RC_IN_ALL) != 0)
        g_array_append_val (phrase->postings, posting);
    }
  sqlite3_reset (find);
  return !failed;
}

static gboolean
look_up_all (RcPart *part, RcPhrase *phrase, guint columns, const RcBits *hits, GCancellable *cancellable, GError **error)
{
  RC_AUTO_STATEMENT *find
    = rc_search_prepare (part->snapshot->db, "SELECT entry FROM search_entry WHERE id = ?1", error);
  g_autoptr (RcBits) bits = evaluate_words (part, phrase->phrase, phrase->prefix, columns);
  guint32 number;
  guint n = 0;

  if (find == NULL)
    return FALSE;
  rc_bits_and (bits, hits);
  for (guint32 from = 0; rc_bits_next (bits, from, &number); from = number + 1)
    if ((++n % CANCEL_STEP == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        || !look_up (part, phrase, find, number, error))
      return FALSE;
  return TRUE;
}

gboolean
rc_evaluate_look_up_phrases (RcPart *part, const RcTyped *typed, const RcBits *hits, GCancellable *cancellable,
                             GError **error)
{
  GArray *phrases = g_array_new (FALSE, FALSE, sizeof (RcPhrase));
  gboolean done = TRUE;

  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      for (guint j = 0; done && j < unit->phrases->len; j++)
        {
          RcPhrase phrase = { g_ptr_array_index (unit->phrases, j), unit->prefix && j + 1 == unit->phrases->len, NULL };

          if (strchr (phrase.phrase, ' ') == NULL || unit->field == RC_FIELD_PLACE)
            continue;
          phrase.postings = g_array_new (FALSE, FALSE, sizeof (guint64));
          done = look_up_all (part, &phrase, columns_of (unit->field, RC_IN_ALL), hits, cancellable, error);
          g_array_append_val (phrases, phrase);
        }
    }
  rc_part_take_phrases (part, phrases);
  return done;
}
