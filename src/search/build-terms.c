/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of words. */
#define G_LOG_DOMAIN "rc-search"

#include <string.h>

#include "search/build-private.h"
#include "search/parse.h"

/* A shorter list is not worth the question whether it should be counted. */
#define MANY_RECORDS_SHARE 50
/* Words between two looks at the cancellable. */
#define CANCEL_STEP 4096

typedef struct
{
  RcBuild *build;      /* (unowned) */
  GArray *postings;    /* (owned) guint64, of what is new */
  GArray *ids[RC_N_LISTS]; /* (owned) guint32 */
  GArray *old;         /* (owned) guint32 */
} Lists;

static void
lists_init (Lists *self, RcBuild *build)
{
  self->build = build;
  self->postings = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->old = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < RC_N_LISTS; i++)
    self->ids[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
lists_clear (Lists *self)
{
  g_array_unref (self->postings);
  g_array_unref (self->old);
  for (guint i = 0; i < RC_N_LISTS; i++)
    g_array_unref (self->ids[i]);
}

/* Of a list of the base, what is not masked, and what is new: both ascending, none in both. */
static gboolean
merge_list (Lists *self, const RcTermEntry *base, RcListKind kind)
{
  const RcBuild *build = self->build;
  guint columns = rc_list_kind_get_columns (kind);
  GArray *ids = self->ids[kind];
  RcListRef list;
  guint at = 0;

  g_array_set_size (ids, 0);
  g_array_set_size (self->old, 0);
  if (base != NULL && rc_index_file_get_list (build->base, base, kind, &list)
      && !rc_list_append_to_array (build->base->lists, build->base->lists_bytes, &list, self->old))
    return FALSE;
  for (guint i = 0; i <= self->postings->len; i++)
    {
      guint64 posting = i < self->postings->len ? g_array_index (self->postings, guint64, i) : G_MAXUINT64;
      guint32 id = RC_POSTING_ID (posting);

      for (; at < self->old->len && (i == self->postings->len || g_array_index (self->old, guint32, at) < id); at++)
        if (!rc_bits_has (build->masked, g_array_index (self->old, guint32, at)))
          g_array_append_val (ids, g_array_index (self->old, guint32, at));
      if (i < self->postings->len && (RC_POSTING_MASK (posting) & columns) != 0)
        g_array_append_val (ids, id);
    }
  return TRUE;
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

/* Writes what stands in self->ids; an entry without any records is left out. */
static gboolean
put_entry (RcBuild *self, GArray *const *ids, GArray *entries, RcKeysWriter *keys, const guint8 *key, gsize length,
           const RcListRef *base, GError **error)
{
  RcTermEntry entry = { .first = self->refs->len };
  guint n = ids[RC_LIST_ALL]->len;

  for (guint kind = 0; n > 0 && kind < RC_N_LISTS; kind++)
    {
      RcListRef list;

      if (ids[kind]->len == 0)
        continue;
      if (kind != RC_LIST_ALL && ids[kind]->len == n)
        {
          entry.same |= (guint8) (1u << kind);
          continue;
        }
      if (!rc_build_put_list (self, (const guint32 *) (void *) ids[kind]->data, ids[kind]->len, &list, error))
        return FALSE;
      if (kind == RC_LIST_ALL)
        note_countable (self, key, length, &list, base);
      entry.stored |= (guint8) (1u << kind);
      g_array_append_val (self->refs, list);
    }
  if (n == 0)
    return TRUE;
  g_array_append_val (entries, entry);
  rc_keys_writer_add (keys, key, length);
  return TRUE;
}

/* No record of the word has changed: its lists are copied as they are. */
static gboolean
copy_entry (RcBuild *self, const RcTermEntry *base, const guint8 *key, gsize length, GError **error)
{
  const RcIndexFile *file = self->base;
  RcTermEntry entry = *base;
  guint n = (guint) __builtin_popcount (base->stored);

  entry.first = self->refs->len;
  for (guint i = 0; i < n; i++)
    {
      RcListRef list = file->refs[base->first + i];
      const RcListRef old = list;

      if (list.n_ids > 1)
        {
          gsize n_bytes = (list.n_bytes + RC_LIST_ALIGN - 1) / RC_LIST_ALIGN * RC_LIST_ALIGN;

          list.place = (guint32) (rc_file_writer_tell (self->file) / RC_LIST_ALIGN);
          if (!rc_file_writer_append (self->file, file->lists + (gsize) old.place * RC_LIST_ALIGN, n_bytes, error))
            return FALSE;
        }
      if (i == 0)
        note_countable (self, key, length, &list, &old);
      g_array_append_val (self->refs, list);
    }
  g_array_append_val (self->terms, entry);
  rc_keys_writer_add (&self->term_keys, key, length);
  return TRUE;
}

/* The lists of the entry lie inside the file, whatever it says. */
static gboolean
is_whole (const RcIndexFile *file, const RcTermEntry *entry)
{
  guint n = (guint) __builtin_popcount (entry->stored);

  if ((entry->stored & 1u << RC_LIST_ALL) == 0 || entry->first > file->n_refs || n > file->n_refs - entry->first)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const RcListRef *list = &file->refs[entry->first + i];

      if (list->n_ids > 1
          && ((guint64) list->place * RC_LIST_ALIGN > file->lists_bytes
              || list->n_bytes + RC_LIST_ALIGN > file->lists_bytes - (guint64) list->place * RC_LIST_ALIGN))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_masked (Lists *self, const RcTermEntry *base)
{
  const RcBuild *build = self->build;
  RcListRef list;

  if (!build->any_masked)
    return FALSE;
  g_array_set_size (self->old, 0);
  if (!rc_index_file_get_list (build->base, base, RC_LIST_ALL, &list)
      || !rc_list_append_to_array (build->base->lists, build->base->lists_bytes, &list, self->old))
    return TRUE;
  for (guint i = 0; i < self->old->len; i++)
    if (rc_bits_has (build->masked, g_array_index (self->old, guint32, i)))
      return TRUE;
  return FALSE;
}

static gboolean
put_term (Lists *self, const RcTermEntry *base, const guint8 *key, gsize length, GError **error)
{
  RcBuild *build = self->build;
  RcListRef old;

  if (base != NULL && !is_whole (build->base, base))
    return rc_build_set_damaged (error);
  if (base != NULL && self->postings->len == 0 && !has_masked (self, base))
    return copy_entry (build, base, key, length, error);
  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    if (!merge_list (self, base, (RcListKind) kind))
      return rc_build_set_damaged (error);
  if (base != NULL && rc_index_file_get_list (build->base, base, RC_LIST_ALL, &old))
    return put_entry (build, self->ids, build->terms, &build->term_keys, key, length, &old, error);
  return put_entry (build, self->ids, build->terms, &build->term_keys, key, length, NULL, error);
}

static gboolean
put_terms (Lists *self, RcPostingsReader *reader, GError **error)
{
  RcBuild *build = self->build;
  RcKeysCursor cursor = { .number = 0 };
  gboolean more = build->base != NULL && rc_keys_cursor_init (&cursor, &build->base->terms, 0);
  gsize length;

  for (guint n = 0;; n++)
    {
      const guint8 *word = rc_postings_reader_get_word (reader, &length);
      int order = word == NULL ? -1 : !more ? 1 : rc_keys_compare (cursor.key, cursor.length, word, length);

      if (word == NULL && !more)
        return build->base == NULL || build->base->terms.n_keys == 0
               || cursor.number + 1 == build->base->terms.n_keys || rc_build_set_damaged (error);
      if (n % CANCEL_STEP == 0 && g_cancellable_set_error_if_cancelled (build->cancellable, error))
        return FALSE;
      g_array_set_size (self->postings, 0);
      if (order >= 0)
        rc_postings_reader_take (reader, self->postings);
      if (order > 0)
        {
          if (!put_term (self, NULL, word, length, error))
            return FALSE;
          continue;
        }
      if (!put_term (self, &build->base->term_entries[cursor.number], cursor.key, cursor.length, error))
        return FALSE;
      more = rc_keys_cursor_next (&cursor);
    }
}

gboolean
rc_build_terms (RcBuild *self, GError **error)
{
  g_autoptr (RcPostingsReader) reader = rc_postings_read (self->words, error);
  Lists lists;
  gboolean done;

  if (reader == NULL)
    return FALSE;
  lists_init (&lists, self);
  done = put_terms (&lists, reader, error);
  lists_clear (&lists);
  return done;
}
