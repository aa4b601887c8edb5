/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and values as sets. */
#define G_LOG_DOMAIN "rc-search"

#include "search/part.h"

#include <string.h>

#include "search/subject-sets.h"

/* Of more values together, the counts of each are no help: each is far from all of them. */
#define MAX_COUNTED 3

static void
clear_phrase (gpointer data)
{
  g_array_unref (((RcPhrase *) data)->postings);
}

RcPart *
rc_part_new (const RcSnapshot *snapshot, gboolean of_file)
{
  RcPart *self = g_new0 (RcPart, 1);

  self->snapshot = snapshot;
  self->of_file = of_file;
  self->most = of_file ? snapshot->file->header->highest_id : rc_delta_get_most (snapshot->delta);
  self->counted = g_array_new (FALSE, FALSE, sizeof (RcListRef));
  return self;
}

void
rc_part_free (RcPart *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->counted);
  g_clear_pointer (&self->phrases, g_array_unref);
  g_clear_pointer (&self->forms, g_hash_table_unref);
  g_clear_pointer (&self->stems, rc_stems_free);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_free (self);
}

void
rc_part_take_phrases (RcPart *self, GArray *phrases)
{
  g_array_set_clear_func (phrases, clear_phrase);
  self->phrases = phrases;
}

RcBits *
rc_part_new_set (const RcPart *self)
{
  return rc_bits_new_in (self->snapshot->pool, self->most);
}

RcBits *
rc_part_new_all (const RcPart *self, gboolean hidden)
{
  const RcSnapshot *snapshot = self->snapshot;
  RcBits *all = rc_part_new_set (self);

  rc_bits_assign (all, rc_part_get_live (self));
  if (!hidden)
    rc_bits_and_not (all, self->of_file ? snapshot->hidden : snapshot->delta->hidden);
  return all;
}

void
rc_part_restrict (const RcPart *self, gboolean hidden, RcBits *bits)
{
  const RcSnapshot *snapshot = self->snapshot;

  rc_bits_and (bits, rc_part_get_live (self));
  if (!hidden)
    rc_bits_and_not (bits, self->of_file ? snapshot->hidden : snapshot->delta->hidden);
}

gboolean
rc_part_find_number (const RcPart *self, guint32 id, guint32 *number)
{
  gpointer found;

  *number = id;
  if (self->of_file)
    return rc_bits_has (self->snapshot->live, id);
  if (!g_hash_table_lookup_extended (self->snapshot->delta->numbers, GUINT_TO_POINTER (id), NULL, &found))
    return FALSE;
  *number = GPOINTER_TO_UINT (found);
  return TRUE;
}

/* FALSE: it is not counted. */
static gboolean
note_list (RcPart *self, const RcListRef *list)
{
  for (guint i = 0; i < self->counted->len; i++)
    if (g_array_index (self->counted, RcListRef, i).place == list->place)
      return TRUE;
  if (rc_index_file_find_counts (self->snapshot->file, list) == NULL)
    return FALSE;
  g_array_append_val (self->counted, *list);
  return TRUE;
}

/* Of a word and its key, which stands in all of its records, too, one list is counted. */
static void
note_key (RcPart *self, const void *word, gsize length)
{
  const RcIndexFile *file = self->snapshot->file;
  g_autofree char *text = g_strndup (word, length);
  g_autofree char *key = *text != RC_KEY_MARK ? rc_word_key (text) : NULL;
  g_autofree char *marked = key != NULL ? g_strdup_printf ("%c%s", RC_KEY_MARK, key) : NULL;
  RcListRef list;
  guint32 number;

  if (marked != NULL && rc_keys_find (&file->terms, marked, MIN (strlen (marked), RC_MAX_KEY), &number)
      && rc_index_file_get_list (file, &file->term_entries[number], RC_LIST_ALL, &list))
    note_list (self, &list);
}

static void
add_list (RcPart *self, const RcListRef *list, RcBits *bits)
{
  const RcIndexFile *file = self->snapshot->file;

  if (!rc_index_file_add_list_within (file, list, self->within, bits))
    self->damaged = TRUE;
}

/* A list of what was asked for, of which there may be counts. FALSE: there are none. */
static gboolean
note_and_add_list (RcPart *self, const RcListRef *list, RcBits *bits)
{
  add_list (self, list, bits);
  return self->within != NULL || list->n_ids < RC_CHUNK_WORDS || note_list (self, list);
}

void
rc_part_add_values (RcPart *self, const GArray *values, RcBits *bits)
{
  const RcSnapshot *snapshot = self->snapshot;

  for (guint i = 0; i < values->len; i++)
    {
      guint32 value = g_array_index (values, guint32, i);
      const RcListRef *list;

      if (!self->of_file)
        rc_delta_add_value (snapshot->delta, value, bits);
      if (!self->of_file || value >= snapshot->file->header->n_values)
        continue;
      list = &snapshot->file->values[value].records;
      add_list (self, list, bits);
      if (values->len <= MAX_COUNTED && list->n_ids >= RC_CHUNK_WORDS)
        note_list (self, list);
    }
}

static void
add_entry (RcPart *self, const void *word, gsize length, const RcTermEntry *entry, guint columns, RcBits *bits)
{
  const RcIndexFile *file = self->snapshot->file;
  RcListRef list;

  if (columns == RC_IN_MOST)
    columns = 1u << RC_LIST_MOST;
  else if (columns == RC_IN_ALL)
    columns = 1u << RC_LIST_ALL;
  else
    {
      guint kinds = 0;

      for (guint kind = RC_LIST_TITLE; kind < RC_N_LISTS; kind++)
        if ((columns & rc_list_kind_get_columns ((RcListKind) kind)) != 0)
          kinds |= 1u << kind;
      columns = kinds;
    }
  /* What stands in one of these columns wherever it stands is found at once. */
  if ((columns & entry->same) != 0)
    columns = 1u << RC_LIST_ALL;
  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    if ((columns & 1u << kind) == 0 || !rc_index_file_get_list (file, entry, (RcListKind) kind, &list))
      continue;
    else if (kind != RC_LIST_ALL)
      add_list (self, &list, bits);
    else if (!note_and_add_list (self, &list, bits))
      note_key (self, word, length);
}

static void
add_word_of_file (RcPart *self, const char *word, gboolean prefix, guint columns, RcBits *bits)
{
  const RcIndexFile *file = self->snapshot->file;
  gsize length = MIN (strlen (word), RC_MAX_KEY);
  RcKeysCursor cursor;
  guint32 number;

  if (!prefix)
    {
      if (rc_keys_find (&file->terms, word, length, &number))
        add_entry (self, word, length, &file->term_entries[number], columns, bits);
      return;
    }
  if (rc_keys_find (&file->prefixes, word, length, &number))
    {
      add_entry (self, word, length, &file->prefix_entries[number], columns, bits);
      return;
    }
  for (gboolean more = rc_keys_seek (&file->terms, word, length, &cursor);
       more && cursor.length >= length && memcmp (cursor.key, word, length) == 0; more = rc_keys_cursor_next (&cursor))
    add_entry (self, cursor.key, cursor.length, &file->term_entries[cursor.number], columns, bits);
}

void
rc_part_add_word (RcPart *self, const char *word, gboolean prefix, guint columns, RcBits *bits)
{
  if (self->of_file)
    add_word_of_file (self, word, prefix, columns, bits);
  else
    rc_delta_add_word (self->snapshot->delta, word, prefix, columns, bits);
  if (self->subjects != NULL && !self->literal && (columns & RC_IN_SUBJECTS) != 0)
    rc_subject_sets_add_word (self->subjects, self, word, prefix, bits);
}

typedef struct
{
  const RcForms *forms; /* (unowned) */
  const char *word;     /* (unowned) */
  gsize length;
  gboolean prefix;      /* what begins with the word is found already */
  GPtrArray *found;     /* (unowned) */
} Search;

static void
look_at_word (gpointer data, const char *word, gsize length)
{
  const Search *search = data;

  if (length >= search->length && memcmp (word, search->word, search->length) == 0
      && (search->prefix || length == search->length))
    return;
  if (rc_forms_has (search->forms, word, length))
    g_ptr_array_add (search->found, g_strndup (word, length));
}

static void
foreach_word_of_file (const RcIndexFile *file, const char *beginning, Search *search)
{
  gsize length = strlen (beginning);
  RcKeysCursor cursor;

  for (gboolean more = rc_keys_seek (&file->terms, beginning, length, &cursor);
       more && cursor.length >= length && memcmp (cursor.key, beginning, length) == 0; more = rc_keys_cursor_next (&cursor))
    look_at_word (search, (const char *) cursor.key, cursor.length);
}

static GPtrArray *
find_forms (RcPart *self, const char *word, gboolean prefix)
{
  g_autoptr (RcForms) forms = rc_forms_new (self->stems, word);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  Search search = { forms, word, strlen (word), prefix, found };

  for (const char *const *beginning = forms != NULL ? rc_forms_get_beginnings (forms) : NULL;
       beginning != NULL && *beginning != NULL; beginning++)
    {
      if (self->of_file)
        foreach_word_of_file (self->snapshot->file, *beginning, &search);
      else
        rc_delta_foreach_word (self->snapshot->delta, *beginning, look_at_word, &search);
      if (self->subjects != NULL)
        rc_subject_sets_foreach_word (self->subjects, *beginning, look_at_word, &search);
    }
  return found;
}

void
rc_part_add_forms (RcPart *self, const char *word, gboolean prefix, guint columns, RcBits *bits)
{
  g_autofree char *asked = NULL;
  const GPtrArray *forms;

  if (self->forms == NULL)
    {
      self->stems = rc_stems_new ();
      self->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
    }
  asked = g_strconcat (word, prefix ? "*" : NULL, NULL);
  forms = g_hash_table_lookup (self->forms, asked);
  if (forms == NULL)
    {
      GPtrArray *found = find_forms (self, word, prefix);

      g_hash_table_insert (self->forms, g_steal_pointer (&asked), found);
      forms = found;
    }
  for (guint i = 0; i < forms->len; i++)
    rc_part_add_word (self, g_ptr_array_index (forms, i), FALSE, columns, bits);
}

static void
add_titles_of_file (const RcIndexFile *file, const guint8 *key, gsize length, RcBits *bits)
{
  RcKeysCursor cursor;

  for (gboolean more = rc_keys_seek (&file->titles, key, length, &cursor);
       more && cursor.length >= length && memcmp (cursor.key, key, length) == 0; more = rc_keys_cursor_next (&cursor))
    {
      guint32 id = file->title_order[cursor.number];

      if (id <= file->header->highest_id)
        rc_bits_add (bits, id);
    }
}

void
rc_part_add_titles (RcPart *self, const guint8 *key, gsize length, RcBits *bits)
{
  const RcBits *within;
  guint32 number;

  length = MIN (length, RC_MAX_KEY);
  if (self->of_file)
    {
      add_titles_of_file (self->snapshot->file, key, length, bits);
      return;
    }
  within = self->within != NULL ? self->within : self->snapshot->delta->live;
  for (guint32 from = 0; rc_bits_next (within, from, &number); from = number + 1)
    {
      const RcDeltaRecord *record = &g_array_index (self->snapshot->delta->records, RcDeltaRecord, number);

      if (record->title_key_length >= length && memcmp (record->title_key, key, length) == 0)
        rc_bits_add (bits, number);
    }
}

gboolean
rc_part_add_phrase (RcPart *self, const char *phrase, guint columns, RcBits *bits)
{
  for (guint i = 0; self->phrases != NULL && i < self->phrases->len; i++)
    {
      const RcPhrase *one = &g_array_index (self->phrases, RcPhrase, i);

      if (one->phrase != phrase)
        continue;
      for (guint j = 0; j < one->postings->len; j++)
        {
          guint64 posting = g_array_index (one->postings, guint64, j);

          if ((posting & columns) != 0)
            rc_bits_add (bits, (guint32) (posting >> 8));
        }
      return TRUE;
    }
  return FALSE;
}
