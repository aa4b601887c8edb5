/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of words. */
#define G_LOG_DOMAIN "rc-search"

#include <string.h>

#include "search/ahead.h"
#include "search/build-private.h"
#include "search/parse.h"

/* A shorter list is not worth the question whether it should be counted. */
#define MANY_RECORDS_SHARE 50
/* Words between two looks at the cancellable. */
#define CANCEL_STEP 4096

typedef struct
{
  RcBuild *build;          /* (unowned) */
  RcAheadWord word;        /* the next one that new records have */
  GArray *ids[RC_N_LISTS]; /* (owned) guint32 */
  GArray *none;            /* (owned) of no ids */
} Lists;

static void
lists_init (Lists *self, RcBuild *build)
{
  self->build = build;
  self->none = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < RC_N_LISTS; i++)
    self->ids[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
lists_clear (Lists *self)
{
  g_array_unref (self->none);
  for (guint i = 0; i < RC_N_LISTS; i++)
    g_array_unref (self->ids[i]);
}

/* The ids of postings that stand in some of the columns. */
static void
pick_ids (const RcAheadWord *word, guint columns, GArray *ids)
{
  guint32 *out, n = 0;

  g_array_set_size (ids, word->n_postings);
  out = (guint32 *) (void *) ids->data;
  for (guint i = 0; i < word->n_postings; i++)
    {
      out[n] = RC_POSTING_ID (word->postings[i]);
      n += (RC_POSTING_MASK (word->postings[i]) & columns) != 0;
    }
  g_array_set_size (ids, n);
}

/* What is new of each list: most words stand in some of the columns only, many always in the same ones. */
static void
split (Lists *self, const GArray **fresh)
{
  guint any = 0, each = RC_IN_ALL;

  for (guint i = 0; i < self->word.n_postings; i++)
    {
      guint mask = RC_POSTING_MASK (self->word.postings[i]);

      any |= mask;
      each &= mask;
    }
  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    {
      guint columns = rc_list_kind_get_columns ((RcListKind) kind);

      fresh[kind] = self->none;
      if ((any & columns) == 0)
        continue;
      fresh[kind] = self->ids[kind];
      if (kind != RC_LIST_ALL && (each & columns) != 0)
        fresh[kind] = fresh[RC_LIST_ALL];
      else
        pick_ids (&self->word, columns, self->ids[kind]);
    }
}

/* A word is asked for together with its key, which stands in all of its records, too: the list of the key is counted. */
static void
note_countable (RcBuild *self, const guint8 *key, gsize length, const RcListRef *list, const RcListRef *base)
{
  g_autofree char *word = NULL;
  g_autofree char *other = NULL;

  if (list->n_ids < self->file->header.n_records / MANY_RECORDS_SHARE)
    return;
  word = g_strndup ((const char *) key, length);
  other = key[0] != RC_KEY_MARK ? rc_word_key (word) : NULL;
  if (other == NULL || strcmp (other, word) == 0)
    rc_build_note_countable (self, list, base);
}

/* The lists of the entry lie inside the file, whatever it says. */
static gboolean
is_whole (const RcIndexFile *file, const RcTermEntry *entry)
{
  guint n = (guint) __builtin_popcount (entry->stored);

  return (entry->stored & 1u << RC_LIST_ALL) != 0 && entry->first <= file->n_refs && n <= file->n_refs - entry->first;
}

static gboolean
put_term (Lists *self, const RcTermEntry *base, gboolean is_new, const guint8 *key, gsize length, GError **error)
{
  RcBuild *build = self->build;
  RcListRef old = rc_build_get_base_list (build, base);
  const GArray *fresh[RC_N_LISTS];
  RcTermEntry entry;

  if (base != NULL && !is_whole (build->base, base))
    return rc_build_set_damaged (error);
  for (guint kind = 0; kind < RC_N_LISTS && !is_new; kind++)
    fresh[kind] = self->none;
  if (is_new)
    split (self, fresh);
  if (!rc_build_put_entry (build, base, fresh, &entry, error))
    return FALSE;
  if (entry.stored == 0)
    return TRUE;
  note_countable (build, key, length, &g_array_index (build->refs, RcListRef, entry.first), &old);
  if (is_new && build->fresh_terms != NULL)
    {
      RcFreshTerm term = { build->terms->len, build->fresh_postings->len };

      g_array_append_val (build->fresh_terms, term);
      g_array_append_vals (build->fresh_postings, self->word.postings, self->word.n_postings);
    }
  g_array_append_val (build->terms, entry);
  rc_keys_writer_add (&build->term_keys, key, length);
  return TRUE;
}

/* Words of the base and new ones, side by side. */
static gboolean
put_terms (Lists *self, RcAhead *ahead, GError **error)
{
  RcBuild *build = self->build;
  const RcAheadWord *word = &self->word;
  RcKeysCursor cursor = { .number = 0 };
  gboolean more = build->base != NULL && rc_keys_cursor_init (&cursor, &build->base->terms, 0);
  gboolean more_new = rc_ahead_next (ahead, &self->word);

  for (guint n = 0; more_new || more; n++)
    {
      int order = !more_new ? -1 : !more ? 1 : rc_keys_compare (cursor.key, cursor.length, word->word, word->length);
      const RcTermEntry *base = order <= 0 ? &build->base->term_entries[cursor.number] : NULL;

      if (n % CANCEL_STEP == 0 && g_cancellable_set_error_if_cancelled (build->cancellable, error))
        return FALSE;
      if (!put_term (self, base, order >= 0, base != NULL ? cursor.key : word->word,
                     base != NULL ? cursor.length : word->length, error))
        return FALSE;
      if (order <= 0)
        more = rc_keys_cursor_next (&cursor);
      if (order >= 0)
        more_new = rc_ahead_next (ahead, &self->word);
    }
  return build->base == NULL || build->base->terms.n_keys == 0 || cursor.number + 1 == build->base->terms.n_keys
         || rc_build_set_damaged (error);
}

gboolean
rc_build_terms (RcBuild *self, GError **error)
{
  g_autoptr (RcPostingsReader) reader = rc_inverter_read (self->words, error);
  g_autoptr (RcAhead) ahead = NULL;
  Lists lists;
  gboolean done;

  if (reader == NULL)
    return FALSE;
  ahead = rc_ahead_new (reader);
  lists_init (&lists, self);
  done = put_terms (&lists, ahead, error);
  g_clear_pointer (&ahead, rc_ahead_free);
  done = done && rc_postings_reader_check (reader, error);
  lists_clear (&lists);
  return done;
}
