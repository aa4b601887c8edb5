/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys are made here, once all words are known: the records of a key are those of its words, so nothing is noted for a key
 * while texts are read, which would be as much as for the words. */
#define G_LOG_DOMAIN "rc-search"

#include "search/run-writer.h"

#include <string.h>

#include "search/entry.h"
#include "search/keys.h"
#include "search/parse.h"
#include "search/word-key.h"
#include "text/keys.h"

/* Words are told apart by their first two bytes before they are compared. */
#define N_BUCKETS (1u << 16)

/* A word, or the key of one. */
typedef struct
{
  guint64 head;       /* its first eight bytes: they decide most comparisons */
  const guint8 *text; /* (unowned) */
  const RcWord *word; /* (unowned) */
  guint16 length;
  gboolean is_key;
} Entry;

typedef struct
{
  FILE *file;           /* (unowned) */
  GStringChunk *keys;   /* (owned) */
  GArray *entries;      /* (owned) Entry */
  GArray *postings;     /* (owned) guint64, of one key: the record and its mask */
  GArray *more;         /* (owned) guint64, of one of its words */
  GArray *merged;       /* (owned) guint64 */
  GByteArray *bytes;    /* (owned) */
} RunWriter;

static void
add_entry (RunWriter *self, const guint8 *text, gsize length, const RcWord *word, gboolean is_key)
{
  Entry entry = { .text = text, .word = word, .length = (guint16) length, .is_key = is_key };

  memcpy (&entry.head, text, MIN (length, sizeof entry.head));
  entry.head = GUINT64_FROM_BE (entry.head);
  g_array_append_val (self->entries, entry);
}

/* A key that is the word itself is found with it. */
static void
add_key (RunWriter *self, const RcWord *word)
{
  char text[RC_MAX_KEY + 1], key[1 + RC_KEY_SIZE];
  gsize length;

  memcpy (text, RC_WORD_TEXT (word), word->length);
  text[word->length] = '\0';
  *key = RC_KEY_MARK;
  length = *text != RC_KEY_MARK ? rc_word_key_write (text, word->length, key + 1) : 0;
  if (length == 0 || (length == word->length && memcmp (key + 1, text, length) == 0))
    return;
  length = MIN (length + 1, RC_MAX_KEY);
  add_entry (self, (const guint8 *) g_string_chunk_insert_len (self->keys, key, (gssize) length), length, word, TRUE);
}

/* A word before keys that are the same. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *other = b;
  int order;

  if (one->head != other->head)
    return one->head < other->head ? -1 : 1;
  order = rc_keys_compare (one->text, one->length, other->text, other->length);
  return order != 0 ? order : one->is_key - other->is_key;
}

/* Into the order of their texts. */
static void
sort_entries (RunWriter *self)
{
  const Entry *entries = (const Entry *) (void *) self->entries->data;
  g_autofree guint32 *ends = g_new0 (guint32, N_BUCKETS + 1);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (Entry), self->entries->len);
  Entry *out = (Entry *) (void *) g_array_set_size (sorted, self->entries->len)->data;

  for (guint i = 0; i < self->entries->len; i++)
    ends[(entries[i].head >> 48) + 1]++;
  for (guint i = 1; i <= N_BUCKETS; i++)
    ends[i] += ends[i - 1];
  /* Where a bucket begins becomes where it ends. */
  for (guint i = 0; i < self->entries->len; i++)
    out[ends[entries[i].head >> 48]++] = entries[i];
  for (guint i = 0, start = 0; i < N_BUCKETS; start = ends[i++])
    if (ends[i] - start > 1)
      qsort (out + start, ends[i] - start, sizeof *out, compare_entries);
  g_array_unref (self->entries);
  self->entries = sorted;
}

static guint8 *
write_number (guint8 *at, guint32 number)
{
  for (; number > 0x7f; number >>= 7)
    *at++ = (guint8) (number | 0x80);
  *at++ = (guint8) number;
  return at;
}

static gboolean
write_head (RunWriter *self, const Entry *entry, guint32 n_postings, gsize n_bytes)
{
  guint32 numbers[] = { n_postings, (guint32) n_bytes };
  guint8 head[sizeof entry->length + RC_MAX_KEY + sizeof numbers], *at = head;

  at = (guint8 *) memcpy (at, &entry->length, sizeof entry->length) + sizeof entry->length;
  at = (guint8 *) memcpy (at, entry->text, entry->length) + entry->length;
  at = (guint8 *) memcpy (at, numbers, sizeof numbers) + sizeof numbers;
  return fwrite (head, (gsize) (at - head), 1, self->file) == 1;
}

/* As they lie in memory, and the last record, which is not among them yet. */
static gboolean
copy_postings (RunWriter *self, const Entry *entry)
{
  const RcWord *word = entry->word;
  guint8 last[RC_WORD_MAX_POSTING], *end;

  end = write_number (last, word->last - word->before);
  *end++ = word->mask;
  return write_head (self, entry, word->n_postings + 1, word->n_bytes + (gsize) (end - last))
         && (word->n_bytes == 0 || fwrite (word->bytes, word->n_bytes, 1, self->file) == 1)
         && fwrite (last, (gsize) (end - last), 1, self->file) == 1;
}

static void
read_postings (const Entry *entry, GArray *postings)
{
  guint drop = entry->is_key ? RC_IN_IDENTIFIERS : 0;
  RcWordCursor cursor;

  g_array_set_size (postings, 0);
  rc_word_cursor_init (&cursor, entry->word);
  while (rc_word_cursor_next (&cursor))
    {
      guint64 posting = (guint64) cursor.record << 8 | (cursor.mask & ~drop);

      if ((cursor.mask & ~drop) != 0)
        g_array_append_val (postings, posting);
    }
}

/* Two ascending sequences; a record that is in both has the columns of both. */
static void
merge_postings (RunWriter *self)
{
  const guint64 *one = (const guint64 *) (void *) self->postings->data, *one_end = one + self->postings->len;
  const guint64 *other = (const guint64 *) (void *) self->more->data, *other_end = other + self->more->len;
  GArray *merged = g_array_set_size (self->merged, self->postings->len + self->more->len);
  guint64 *out = (guint64 *) (void *) merged->data;

  while (one < one_end && other < other_end)
    if (*one >> 8 == *other >> 8)
      *out++ = *one++ | *other++;
    else
      *out++ = *one < *other ? *one++ : *other++;
  while (one < one_end)
    *out++ = *one++;
  while (other < other_end)
    *out++ = *other++;
  g_array_set_size (merged, (guint) (out - (guint64 *) (void *) merged->data));
  self->merged = self->postings;
  self->postings = merged;
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *other = b;

  return (one->word->n_bytes > other->word->n_bytes) - (one->word->n_bytes < other->word->n_bytes);
}

/* Of entries that are the same, short ones first: the longest is gone through once. */
static gboolean
write_merged (RunWriter *self, Entry *entries, guint n)
{
  guint32 before = 0;
  guint8 *at;

  if (n > 2)
    qsort (entries, n, sizeof *entries, compare_sizes);
  read_postings (&entries[0], self->postings);
  for (guint i = 1; i < n; i++)
    {
      read_postings (&entries[i], self->more);
      merge_postings (self);
    }
  at = g_byte_array_set_size (self->bytes, self->postings->len * RC_WORD_MAX_POSTING)->data;
  for (guint i = 0; i < self->postings->len; i++)
    {
      guint64 posting = g_array_index (self->postings, guint64, i);

      at = write_number (at, (guint32) (posting >> 8) - before);
      *at++ = (guint8) posting;
      before = (guint32) (posting >> 8);
    }
  g_byte_array_set_size (self->bytes, (guint) (at - self->bytes->data));
  return write_head (self, &entries[0], self->postings->len, self->bytes->len)
         && fwrite (self->bytes->data, 1, self->bytes->len, self->file) == self->bytes->len;
}

static gboolean
write_entries (RunWriter *self)
{
  Entry *entries = (Entry *) (void *) self->entries->data;

  for (guint i = 0, n; i < self->entries->len; i += n)
    {
      const Entry *entry = &entries[i];
      gboolean whole;

      for (n = 1; i + n < self->entries->len && entry[n].head == entry->head && entry[n].length == entry->length
                  && memcmp (entry[n].text, entry->text, entry->length) == 0;)
        n++;
      whole = n == 1 && (!entry->is_key || (entry->word->any & RC_IN_IDENTIFIERS) == 0);
      if (!(whole ? copy_postings (self, entry) : write_merged (self, &entries[i], n)))
        return FALSE;
    }
  return TRUE;
}

gboolean
rc_run_write (const RcWords *words, FILE *file)
{
  guint32 n = rc_words_get_n (words);
  RunWriter self = {
    .file = file,
    .keys = g_string_chunk_new (1 << 16),
    .entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), 2 * n),
    .postings = g_array_new (FALSE, FALSE, sizeof (guint64)),
    .more = g_array_new (FALSE, FALSE, sizeof (guint64)),
    .merged = g_array_new (FALSE, FALSE, sizeof (guint64)),
    .bytes = g_byte_array_new (),
  };
  gboolean done;

  for (guint32 i = 0; i < n; i++)
    {
      const RcWord *word = rc_words_get (words, i);

      add_entry (&self, RC_WORD_TEXT (word), word->length, word, FALSE);
      if ((word->any & ~RC_IN_IDENTIFIERS) != 0)
        add_key (&self, word);
    }
  sort_entries (&self);
  done = write_entries (&self);
  g_string_chunk_free (self.keys);
  g_array_unref (self.entries);
  g_array_unref (self.postings);
  g_array_unref (self.more);
  g_array_unref (self.merged);
  g_byte_array_unref (self.bytes);
  return done;
}
