/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the changed records in a tree, so that their beginnings are found, too. */
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

static int
compare_words (gconstpointer a, gconstpointer b, gpointer unused)
{
  return strcmp (a, b);
}

RcDelta *
rc_delta_new (void)
{
  RcDelta *self = g_new0 (RcDelta, 1);

  self->records = g_array_new (FALSE, FALSE, sizeof (RcDeltaRecord));
  g_array_set_clear_func (self->records, clear_record);
  self->numbers = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->words = g_tree_new_full (compare_words, NULL, g_free, (GDestroyNotify) g_array_unref);
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
  g_tree_unref (self->words);
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

static void
add_word (RcDelta *self, const char *text, gsize length, guint32 number, guint column)
{
  g_autofree char *word = g_strndup (text, length);
  GArray *postings = g_tree_lookup (self->words, word);
  guint64 posting = (guint64) number << 8;
  guint64 *last;

  if (postings == NULL)
    {
      postings = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_tree_insert (self->words, g_steal_pointer (&word), postings);
    }
  last = postings->len > 0 ? &g_array_index (postings, guint64, postings->len - 1) : NULL;
  if (last != NULL && *last >> 8 == number)
    *last |= 1u << column;
  else
    {
      posting |= 1u << column;
      g_array_append_val (postings, posting);
    }
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
        add_word (self, word, MIN (length, RC_MAX_KEY), number, column);
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

void
rc_delta_add_word (const RcDelta *self, const char *word, gboolean prefix, guint columns, RcBits *bits)
{
  if (!prefix)
    {
      const GArray *postings = g_tree_lookup (self->words, word);

      if (postings != NULL)
        add_postings (postings, columns, bits);
      return;
    }
  for (GTreeNode *node = g_tree_lower_bound (self->words, word);
       node != NULL && g_str_has_prefix (g_tree_node_key (node), word); node = g_tree_node_next (node))
    add_postings (g_tree_node_value (node), columns, bits);
}
