/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the changed records, and what begins with the same letters: words stand in the order of their texts, and what
 * was found of a beginning of up to three letters, which many words have, is kept. */
#define G_LOG_DOMAIN "rc-search"

#include "search/delta.h"

#include <string.h>

#include "search/keys.h"
#include "search/parse.h"
#include "text/keys.h"

/* Fewer useless records are not worth reading the others again. */
#define MIN_STALE 1000
/* So many new words are looked through; more are put in order. */
#define MAX_UNORDERED 128
#define START_LETTERS 3

static void
clear_record (gpointer data)
{
  RcDeltaRecord *record = data;

  g_free (record->title_key);
  g_free (record->closings);
}

RcDelta *
rc_delta_new (void)
{
  RcDelta *self = g_new0 (RcDelta, 1);

  self->records = g_array_new (FALSE, FALSE, sizeof (RcDeltaRecord));
  g_array_set_clear_func (self->records, clear_record);
  self->rows = g_array_new (FALSE, FALSE, sizeof (RcDeltaValues));
  self->value_ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->numbers = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->words = rc_words_new (TRUE);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->starts = rc_words_new (FALSE);
  self->values = rc_words_new (FALSE);
  self->live = rc_bits_new (0);
  self->hidden = rc_bits_new (0);
  self->grants = rc_bits_new (0);
  return self;
}

void
rc_delta_free (RcDelta *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->records);
  g_array_unref (self->rows);
  g_array_unref (self->value_ids);
  g_hash_table_unref (self->numbers);
  rc_words_free (self->words);
  g_array_unref (self->order);
  rc_words_free (self->starts);
  rc_words_free (self->values);
  rc_bits_free (self->live);
  rc_bits_free (self->hidden);
  rc_bits_free (self->grants);
  g_free (self);
}

static void
grow (RcBits **bits, guint32 most)
{
  RcBits *larger;

  if (most / 64 < (*bits)->n_words)
    return;
  larger = rc_bits_new (most);
  rc_bits_assign (larger, *bits);
  rc_bits_free (*bits);
  *bits = larger;
}

/* The length in bytes of the first `n` letters, of which a mark is none; 0 when there are fewer. */
static gsize
measure (const char *text, gsize length, guint n)
{
  gsize at = length > 0 && text[0] == RC_KEY_MARK ? 1 : 0;

  for (; n > 0 && at < length; n--)
    for (at++; at < length && (text[at] & 0xc0) == 0x80;)
      at++;
  return n == 0 ? at : 0;
}

/* A beginning that is kept is kept complete. */
static void
add_to_starts (RcDelta *self, const char *text, gsize length, guint32 number, guint8 mask)
{
  for (guint n = 1; n <= START_LETTERS; n++)
    {
      gsize n_bytes = measure (text, length, n);

      if (n_bytes > 0 && rc_words_find (self->starts, text, n_bytes) != NULL)
        rc_words_add (self->starts, text, n_bytes, number, mask);
    }
}

/* With the key of the word, which has its own beginnings. */
static void
add_to_all_starts (RcDelta *self, const char *text, gsize length, guint32 number, guint8 mask)
{
  g_autofree char *word = g_strndup (text, length);
  char key[1 + RC_KEY_SIZE];

  add_to_starts (self, word, length, number, mask);
  if (*word == RC_KEY_MARK || mask == RC_IN_IDENTIFIERS)
    return;
  *key = RC_KEY_MARK;
  length = rc_word_key_write (word, length, key + 1);
  if (length > 0 && strcmp (key + 1, word) != 0)
    add_to_starts (self, key, length + 1, number, mask);
}

static void
add_words (RcDelta *self, const RcEntry *entry, guint32 number)
{
  for (guint column = 0; column < RC_N_COLUMNS; column++)
    {
      const char *text = entry->columns[column], *word;
      gsize at = 0, length;

      rc_words_add_text (self->words, text, entry->lengths[column], number, (guint8) (1u << column));
      if (rc_words_get_n (self->starts) == 0)
        continue;
      while ((word = rc_entry_next_word (text, entry->lengths[column], &at, &length)) != NULL)
        add_to_all_starts (self, word, length, number, (guint8) (1u << column));
    }
}

void
rc_delta_put (RcDelta *self, guint32 id, const RcEntry *entry)
{
  guint32 number = self->records->len;
  RcDeltaRecord record = { .id = id, .title_rank = G_MAXUINT32 };
  RcDeltaValues row = { self->value_ids->len, entry != NULL ? entry->n_values : 0 };
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
  record.closings = *entry->closings != '\0' ? g_strdup (entry->closings) : NULL;
  g_array_append_val (self->records, record);
  g_array_append_val (self->rows, row);
  for (guint32 i = 0; i < entry->n_values; i++)
    {
      guint32 value = rc_entry_get_value (entry, i);

      g_array_append_val (self->value_ids, value);
      rc_words_add (self->values, &value, sizeof value, number, 0);
    }
  g_hash_table_insert (self->numbers, GUINT_TO_POINTER (id), GUINT_TO_POINTER (number));
  grow (&self->live, number);
  grow (&self->hidden, number);
  grow (&self->grants, number);
  rc_bits_add (self->live, number);
  if (entry->hidden)
    rc_bits_add (self->hidden, number);
  if (entry->deadline != 0)
    rc_bits_add (self->grants, number);
  add_words (self, entry, number);
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
add_postings (const RcWord *word, guint columns, RcBits *bits)
{
  RcWordCursor cursor;

  for (rc_word_cursor_init (&cursor, word); rc_word_cursor_next (&cursor);)
    if ((cursor.mask & columns) != 0)
      rc_bits_add (bits, cursor.record);
}

/* The first of the ordered words, up to `end`, that is not before the text. */
static guint
find_place (const RcDelta *self, guint end, const void *text, gsize length)
{
  guint low = 0;

  while (low < end)
    {
      guint middle = low + (end - low) / 2;
      const RcWord *word = rc_words_get (self->words, g_array_index (self->order, guint32, middle));

      if (rc_keys_compare (RC_WORD_TEXT (word), word->length, text, length) < 0)
        low = middle + 1;
      else
        end = middle;
    }
  return low;
}

void
rc_delta_settle (RcDelta *self)
{
  guint n_old = self->order->len, n_new = rc_words_get_n (self->words) - n_old, end = n_old;
  g_autofree guint32 *fresh = NULL;
  guint32 *order;

  if (n_new <= MAX_UNORDERED)
    return;
  fresh = g_new (guint32, n_new);
  for (guint i = 0; i < n_new; i++)
    fresh[i] = n_old + i;
  rc_words_sort (self->words, fresh, n_new);
  g_array_set_size (self->order, n_old + n_new);
  order = (guint32 *) (void *) self->order->data;
  /* From the last one on: what stands behind its place moves up for all that are still to come. */
  for (guint i = n_new; i-- > 0;)
    {
      const RcWord *word = rc_words_get (self->words, fresh[i]);
      guint place = find_place (self, end, RC_WORD_TEXT (word), word->length);

      memmove (order + place + i + 1, order + place, (end - place) * sizeof *order);
      order[place + i] = fresh[i];
      end = place;
    }
}

static gboolean
begins_with (const RcWord *word, const char *text, gsize length)
{
  return word->length >= length && memcmp (RC_WORD_TEXT (word), text, length) == 0;
}

typedef void (*WordFunc) (const RcWord *word, gpointer data);

static void
foreach_word (RcDelta *self, const char *text, gsize length, WordFunc func, gpointer data)
{
  rc_delta_settle (self);
  for (guint i = find_place (self, self->order->len, text, length); i < self->order->len; i++)
    {
      const RcWord *word = rc_words_get (self->words, g_array_index (self->order, guint32, i));

      if (!begins_with (word, text, length))
        break;
      func (word, data);
    }
  for (guint i = self->order->len; i < rc_words_get_n (self->words); i++)
    if (begins_with (rc_words_get (self->words, i), text, length))
      func (rc_words_get (self->words, i), data);
}

static void
gather_masks (const RcWord *word, gpointer data)
{
  guint8 *masks = data;
  RcWordCursor cursor;

  for (rc_word_cursor_init (&cursor, word); rc_word_cursor_next (&cursor);)
    masks[cursor.record] |= cursor.mask;
}

/* NULL: nothing begins with it. */
static const RcWord *
get_start (RcDelta *self, const char *text, gsize length)
{
  const RcWord *start = rc_words_find (self->starts, text, length);
  g_autofree guint8 *masks = NULL;

  if (start != NULL)
    return start;
  masks = g_new0 (guint8, (gsize) self->records->len + 1);
  foreach_word (self, text, length, gather_masks, masks);
  for (guint32 number = 0; number < self->records->len; number++)
    if (masks[number] != 0)
      rc_words_add (self->starts, text, length, number, masks[number]);
  return rc_words_find (self->starts, text, length);
}

typedef struct
{
  guint columns;
  RcBits *bits;
} Wanted;

static void
add_wanted (const RcWord *word, gpointer data)
{
  const Wanted *wanted = data;

  add_postings (word, wanted->columns, wanted->bits);
}

void
rc_delta_add_word (RcDelta *self, const char *word, gboolean prefix, guint columns, RcBits *bits)
{
  gsize length = MIN (strlen (word), RC_MAX_KEY);
  const RcWord *found;

  if (prefix && measure (word, length, START_LETTERS + 1) != 0)
    {
      foreach_word (self, word, length, add_wanted, &(Wanted){ columns, bits });
      return;
    }
  found = prefix ? get_start (self, word, length) : rc_words_find (self->words, word, length);
  if (found != NULL)
    add_postings (found, columns, bits);
}

void
rc_delta_add_value (const RcDelta *self, guint32 value, RcBits *bits)
{
  const RcWord *word = rc_words_find (self->values, &value, sizeof value);
  RcWordCursor cursor;

  if (word == NULL)
    return;
  for (rc_word_cursor_init (&cursor, word); rc_word_cursor_next (&cursor);)
    rc_bits_add (bits, cursor.record);
}

typedef struct
{
  RcDeltaWordFunc func;
  gpointer data;
} Told;

static void
tell_word (const RcWord *word, gpointer data)
{
  const Told *told = data;

  told->func (told->data, (const char *) RC_WORD_TEXT (word), word->length);
}

void
rc_delta_foreach_word (RcDelta *self, const char *beginning, RcDeltaWordFunc func, gpointer data)
{
  foreach_word (self, beginning, strlen (beginning), tell_word, &(Told){ func, data });
}
