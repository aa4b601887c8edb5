/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the changed records, and what begins with the same letters: a beginning of up to three letters is looked up as
 * a word is, a longer one is looked for among the words that share its first three. */
#define G_LOG_DOMAIN "rc-search"

#include "search/delta.h"

#include <string.h>

/* Fewer useless records are not worth reading the others again. */
#define MIN_STALE 1000

static void
clear_record (gpointer data)
{
  RcDeltaRecord *record = data;

  g_free (record->title_key);
  g_free (record->closings);
  g_free (record->values);
}

static void
word_free (gpointer data)
{
  RcDeltaWord *word = data;

  g_free (word->text);
  g_array_unref (word->postings);
  g_free (word);
}

static void
start_free (gpointer data)
{
  RcDeltaStart *start = data;

  g_free (start->text);
  g_array_unref (start->postings);
  g_clear_pointer (&start->words, g_ptr_array_unref);
  g_free (start);
}

RcDelta *
rc_delta_new (void)
{
  RcDelta *self = g_new0 (RcDelta, 1);

  self->records = g_array_new (FALSE, FALSE, sizeof (RcDeltaRecord));
  g_array_set_clear_func (self->records, clear_record);
  self->numbers = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, word_free);
  self->starts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, start_free);
  self->live = rc_bits_new (0);
  self->hidden = rc_bits_new (0);
  return self;
}

void
rc_delta_free (RcDelta *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->records);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->starts);
  rc_bits_free (self->live);
  rc_bits_free (self->hidden);
  g_free (self);
}

static void
grow (RcBits **bits, guint32 most)
{
  RcBits *larger;

  if (most / 64 < (*bits)->n_words)
    return;
  larger = rc_bits_new (most);
  memcpy (larger->words, (*bits)->words, (*bits)->n_words * sizeof (guint64));
  rc_bits_free (*bits);
  *bits = larger;
}

/* Where the first `n` letters end, of which a mark is none; NULL when there are fewer. */
static const char *
skip_letters (const char *text, guint n)
{
  if (*text == RC_KEY_MARK)
    text++;
  for (; n > 0; n--)
    {
      if (*text == '\0')
        return NULL;
      for (text++; (*text & 0xc0) == 0x80;)
        text++;
    }
  return text;
}

static RcDeltaStart *
get_start (RcDelta *self, const char *text, gsize length, gboolean longest)
{
  char key[8 * RC_DELTA_LETTERS];
  RcDeltaStart *start;

  if (length >= sizeof key)
    return NULL;
  memcpy (key, text, length);
  key[length] = '\0';
  start = g_hash_table_lookup (self->starts, key);
  if (start == NULL)
    {
      start = g_new0 (RcDeltaStart, 1);
      start->text = g_strdup (key);
      start->postings = g_array_new (FALSE, FALSE, sizeof (guint64));
      start->words = longest ? g_ptr_array_new () : NULL;
      g_hash_table_insert (self->starts, start->text, start);
    }
  return start;
}

static RcDeltaWord *
get_word (RcDelta *self, const char *text, gsize length)
{
  char key[RC_MAX_KEY + 1];
  RcDeltaWord *word;

  memcpy (key, text, length);
  key[length] = '\0';
  word = g_hash_table_lookup (self->words, key);
  if (word != NULL)
    return word;
  word = g_new0 (RcDeltaWord, 1);
  word->text = g_strdup (key);
  word->postings = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_hash_table_insert (self->words, word->text, word);
  for (guint i = 0; i < RC_DELTA_LETTERS; i++)
    {
      const char *end = skip_letters (word->text, i + 1);

      word->starts[i]
        = end != NULL ? get_start (self, word->text, (gsize) (end - word->text), i + 1 == RC_DELTA_LETTERS) : NULL;
    }
  if (word->starts[RC_DELTA_LETTERS - 1] != NULL)
    g_ptr_array_add (word->starts[RC_DELTA_LETTERS - 1]->words, word);
  return word;
}

/* FALSE when it was there already. */
static gboolean
add_posting (GArray *postings, guint32 number, guint column)
{
  guint64 posting = (guint64) number << 8 | 1u << column;
  guint64 *last = postings->len > 0 ? &g_array_index (postings, guint64, postings->len - 1) : NULL;

  if (last == NULL || *last >> 8 != number)
    {
      g_array_append_val (postings, posting);
      return TRUE;
    }
  if ((*last & posting) == posting)
    return FALSE;
  *last |= posting;
  return TRUE;
}

static void
add_word (RcDelta *self, const char *text, gsize length, guint32 number, guint column)
{
  RcDeltaWord *word = get_word (self, text, MIN (length, RC_MAX_KEY));

  if (!add_posting (word->postings, number, column))
    return;
  for (guint i = 0; i < RC_DELTA_LETTERS && word->starts[i] != NULL; i++)
    add_posting (word->starts[i]->postings, number, column);
}

void
rc_delta_put (RcDelta *self, guint32 id, const RcEntry *entry)
{
  guint32 number = self->records->len;
  RcDeltaRecord record = { .id = id, .title_rank = G_MAXUINT32 };
  gpointer old;

  if (g_hash_table_lookup_extended (self->numbers, GUINT_TO_POINTER (id), NULL, &old))
    {
      rc_bits_remove (self->live, GPOINTER_TO_UINT (old));
      g_hash_table_remove (self->numbers, GUINT_TO_POINTER (id));
    }
  if (entry == NULL)
    return;
  record.age = rc_entry_get_age (entry);
  record.deadline = entry->deadline;
  record.title_key = g_memdup2 (entry->title_key, entry->title_key_length);
  record.title_key_length = entry->title_key_length;
  record.closings = g_strdup (entry->closings);
  record.n_values = entry->n_values;
  record.values = g_new (guint32, (gsize) entry->n_values + 1);
  for (guint32 i = 0; i < entry->n_values; i++)
    record.values[i] = rc_entry_get_value (entry, i);
  g_array_append_val (self->records, record);
  g_hash_table_insert (self->numbers, GUINT_TO_POINTER (id), GUINT_TO_POINTER (number));
  grow (&self->live, number);
  grow (&self->hidden, number);
  rc_bits_add (self->live, number);
  if (entry->hidden)
    rc_bits_add (self->hidden, number);
  for (guint column = 0; column < RC_N_COLUMNS; column++)
    {
      gsize at = 0, length;
      const char *word;

      while ((word = rc_entry_next_word (entry->columns[column], entry->lengths[column], &at, &length)) != NULL)
        add_word (self, word, length, number, column);
    }
}

gboolean
rc_delta_is_stale (const RcDelta *self)
{
  guint n_live = g_hash_table_size (self->numbers);

  return self->records->len > MIN_STALE && self->records->len / 2 > n_live;
}

guint32
rc_delta_get_most (const RcDelta *self)
{
  return self->records->len > 0 ? self->records->len - 1 : 0;
}

static void
add_postings (const GArray *postings, guint columns, RcBits *bits)
{
  for (guint i = 0; i < postings->len; i++)
    {
      guint64 posting = g_array_index (postings, guint64, i);

      if ((posting & columns) != 0)
        rc_bits_add (bits, (guint32) (posting >> 8));
    }
}

static RcDeltaStart *
find_start (const RcDelta *self, const char *text, gsize length)
{
  g_autofree char *key = g_strndup (text, length);

  return g_hash_table_lookup (self->starts, key);
}

void
rc_delta_add_word (const RcDelta *self, const char *word, gboolean prefix, guint columns, RcBits *bits)
{
  const char *end;
  RcDeltaStart *start;
  RcDeltaWord *same;

  if (!prefix)
    {
      same = g_hash_table_lookup (self->words, word);
      if (same != NULL)
        add_postings (same->postings, columns, bits);
      return;
    }
  end = skip_letters (word, RC_DELTA_LETTERS);
  if (end == NULL || *end == '\0')
    {
      start = g_hash_table_lookup (self->starts, word);
      if (start != NULL)
        add_postings (start->postings, columns, bits);
      return;
    }
  start = find_start (self, word, (gsize) (end - word));
  for (guint i = 0; start != NULL && i < start->words->len; i++)
    {
      same = g_ptr_array_index (start->words, i);
      if (g_str_has_prefix (same->text, word))
        add_postings (same->postings, columns, bits);
    }
}

void
rc_delta_foreach_word (const RcDelta *self, const char *beginning,
                       void (*func) (gpointer data, const char *word, gsize length), gpointer data)
{
  const char *end = skip_letters (beginning, RC_DELTA_LETTERS);
  RcDeltaStart *start = end != NULL ? find_start (self, beginning, (gsize) (end - beginning)) : NULL;
  GHashTableIter iter;
  gpointer text;

  for (guint i = 0; start != NULL && i < start->words->len; i++)
    {
      const RcDeltaWord *word = g_ptr_array_index (start->words, i);

      if (g_str_has_prefix (word->text, beginning))
        func (data, word->text, strlen (word->text));
    }
  g_hash_table_iter_init (&iter, self->words);
  while (end == NULL && g_hash_table_iter_next (&iter, &text, NULL))
    if (g_str_has_prefix (text, beginning))
      func (data, text, strlen (text));
}
