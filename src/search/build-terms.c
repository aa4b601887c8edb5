/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of words and of their beginnings. */
#define G_LOG_DOMAIN "rc-search"

#include <string.h>
#include <sys/mman.h>

#include "search/build-private.h"
#include "search/parse.h"

/* A beginning with more words than this has lists of its own, and so has one that is in many records. */
#define MANY_WORDS 48
#define MANY_RECORDS_SHARE 50
#define MAX_PREFIX_LETTERS 6
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

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED, "The search index is damaged: a list is broken");
  return FALSE;
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
    return set_damaged (error);
  if (base != NULL && self->postings->len == 0 && !has_masked (self, base))
    return copy_entry (build, base, key, length, error);
  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    if (!merge_list (self, base, (RcListKind) kind))
      return set_damaged (error);
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
               || cursor.number + 1 == build->base->terms.n_keys || set_damaged (error);
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

/* Words that begin alike. */
typedef struct
{
  guint8 text[RC_MAX_KEY + 1];
  gsize length;
  guint32 first, end;
  guint64 n_ids;
} Prefix;

typedef struct
{
  char *text; /* (owned) */
  guint32 first, end;
} Chosen;

static void
chosen_clear (gpointer data)
{
  g_free (((Chosen *) data)->text);
}

static int
compare_chosen (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Chosen *) a)->text, ((const Chosen *) b)->text);
}

static void
close_prefix (RcBuild *self, Prefix *prefix, guint32 end, GArray *chosen)
{
  if (prefix->length > 0 && end - prefix->first > 1
      && (end - prefix->first > MANY_WORDS || prefix->n_ids >= self->file->header.n_records / MANY_RECORDS_SHARE))
    {
      Chosen one = { g_strndup ((const char *) prefix->text, prefix->length), prefix->first, end };

      g_array_append_val (chosen, one);
    }
  prefix->length = 0;
}

/* The length in bytes of the first `n` letters; 0 when there are fewer. The mark of a key is not counted. */
static gsize
measure (const guint8 *key, gsize length, guint n)
{
  gsize at = length > 0 && key[0] == RC_KEY_MARK ? 1 : 0;

  for (; n > 0 && at < length; n--)
    for (at++; at < length && (key[at] & 0xc0) == 0x80;)
      at++;
  return n == 0 ? at : 0;
}

static GArray *
choose_prefixes (RcBuild *self, const RcKeys *keys)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (Chosen));
  g_autofree Prefix *open = g_new0 (Prefix, MAX_PREFIX_LETTERS);
  RcKeysCursor cursor;

  g_array_set_clear_func (chosen, chosen_clear);
  for (gboolean more = rc_keys_cursor_init (&cursor, keys, 0); more; more = rc_keys_cursor_next (&cursor))
    {
      const RcTermEntry *entry = &g_array_index (self->terms, RcTermEntry, cursor.number);

      for (guint i = 0; i < MAX_PREFIX_LETTERS; i++)
        {
          gsize length = measure (cursor.key, cursor.length, i + 1);

          if (open[i].length != length || memcmp (open[i].text, cursor.key, length) != 0)
            {
              close_prefix (self, &open[i], cursor.number, chosen);
              memcpy (open[i].text, cursor.key, length);
              open[i].length = length;
              open[i].first = cursor.number;
              open[i].n_ids = 0;
            }
          open[i].n_ids += g_array_index (self->refs, RcListRef, entry->first).n_ids;
        }
    }
  for (guint i = 0; i < MAX_PREFIX_LETTERS; i++)
    close_prefix (self, &open[i], self->terms->len, chosen);
  g_array_sort (chosen, compare_chosen);
  return chosen;
}

/* The list of one kind of all words from `first` to `end`, out of what is written already. */
static gboolean
unite (RcBuild *self, const guint8 *lists, gsize n_bytes, const Chosen *prefix, RcListKind kind, RcBits *bits)
{
  RcIndexFile written = { .refs = (const RcListRef *) (void *) self->refs->data, .n_refs = self->refs->len };
  RcListRef list;

  rc_bits_clear (bits);
  for (guint32 i = prefix->first; i < prefix->end; i++)
    if (rc_index_file_get_list (&written, &g_array_index (self->terms, RcTermEntry, i), kind, &list)
        && !rc_list_add_to_bits (lists, n_bytes, &list, bits))
      return FALSE;
  return TRUE;
}

static gboolean
put_prefix (RcBuild *self, const guint8 *lists, gsize n_bytes, const Chosen *prefix, RcBits *bits, GError **error)
{
  RcTermEntry entry = { .first = self->refs->len };
  RcListRef base, list;
  guint32 number;
  guint64 n_all = 0;
  gboolean known = self->base != NULL
                   && rc_keys_find (&self->base->prefixes, prefix->text, strlen (prefix->text), &number)
                   && rc_index_file_get_list (self->base, &self->base->prefix_entries[number], RC_LIST_ALL, &base);

  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    {
      guint64 n;

      if (!unite (self, lists, n_bytes, prefix, (RcListKind) kind, bits))
        return set_damaged (error);
      n = rc_bits_count (bits);
      if (n == 0)
        continue;
      if (kind != RC_LIST_ALL && n == n_all)
        {
          entry.same |= (guint8) (1u << kind);
          continue;
        }
      if (!rc_build_put_bits (self, bits, &list, error))
        return FALSE;
      if (kind == RC_LIST_ALL)
        {
          n_all = n;
          rc_build_note_countable (self, &list, known ? &base : NULL);
        }
      entry.stored |= (guint8) (1u << kind);
      g_array_append_val (self->refs, list);
    }
  g_array_append_val (self->prefixes, entry);
  rc_keys_writer_add (&self->prefix_keys, prefix->text, strlen (prefix->text));
  return TRUE;
}

gboolean
rc_build_prefixes (RcBuild *self, GError **error)
{
  RcKeys keys = { self->term_keys.text->data, self->term_keys.text->len,
                  (const guint32 *) (void *) self->term_keys.starts->data, self->term_keys.n_keys };
  g_autoptr (GArray) chosen = choose_prefixes (self, &keys);
  g_autoptr (RcBits) bits = rc_bits_new (self->highest_id);
  gsize n_bytes;
  guint8 *lists = rc_file_writer_map (self->file, &n_bytes, error);
  gboolean done = lists != NULL;

  for (guint i = 0; done && i < chosen->len; i++)
    done = !g_cancellable_set_error_if_cancelled (self->cancellable, error)
           && put_prefix (self, lists, n_bytes, &g_array_index (chosen, Chosen, i), bits, error);
  if (lists != NULL)
    munmap (lists, n_bytes);
  return done;
}
