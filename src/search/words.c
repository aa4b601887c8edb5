/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash table whose words lie behind each other. Most of the time goes into waiting for memory: the words of a text are
 * asked for together before the first of them is looked at. */
#define G_LOG_DOMAIN "rc-search"

#include "search/words.h"

#include <string.h>

#include "search/entry.h"
#include "search/keys.h"
#include "search/parse.h"
#include "text/keys.h"

#define FIRST_SLOTS (1u << 12)
/* Words are kept in blocks; a place is a block's number and, in units of 8 bytes, where in it. */
#define BLOCK_BYTES (1u << 18)
#define BLOCK_SHIFT 15u
#define AT_ONCE 32
#define NO_KEY G_MAXUINT32

G_STATIC_ASSERT (BLOCK_BYTES == 8u << BLOCK_SHIFT);

struct _RcWords
{
  guint64 *slots; /* (owned) a hash, and a place plus one */
  guint32 n_slots;
  GPtrArray *blocks; /* (owned) */
  gsize n_used;      /* bytes of the last block */
  GArray *places;    /* (owned) guint32 by number */
  gsize n_bytes;     /* of postings */
  gboolean with_keys;
};

typedef struct
{
  const char *text;
  guint32 length;
  guint32 hash;
} Token;

RcWords *
rc_words_new (gboolean with_keys)
{
  RcWords *self = g_new0 (RcWords, 1);

  self->with_keys = with_keys;
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (guint64, self->n_slots);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->places = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->n_used = BLOCK_BYTES;
  return self;
}

static RcWord *
get_at (const RcWords *self, guint32 place)
{
  guint8 *block = g_ptr_array_index (self->blocks, place >> BLOCK_SHIFT);

  return (RcWord *) (void *) (block + 8 * (gsize) (place & ((1u << BLOCK_SHIFT) - 1)));
}

void
rc_words_clear (RcWords *self)
{
  for (guint i = 0; i < self->places->len; i++)
    g_free (get_at (self, g_array_index (self->places, guint32, i))->bytes);
  g_array_set_size (self->places, 0);
  g_ptr_array_set_size (self->blocks, 0);
  memset (self->slots, 0, self->n_slots * sizeof *self->slots);
  self->n_used = BLOCK_BYTES;
  self->n_bytes = 0;
}

void
rc_words_free (RcWords *self)
{
  if (self == NULL)
    return;
  rc_words_clear (self);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->places);
  g_free (self->slots);
  g_free (self);
}

/* What is left of a text shorter than eight bytes. */
static guint64
read_tail (const guint8 *text, gsize length)
{
  guint32 first, last;

  if (length >= 4)
    {
      memcpy (&first, text, sizeof first);
      memcpy (&last, text + length - 4, sizeof last);
      return (guint64) last << 32 | first;
    }
  return length > 0 ? text[0] | (guint64) text[length / 2] << 8 | (guint64) text[length - 1] << 16 : 0;
}

static guint32
hash_text (const void *text, gsize length)
{
  const guint64 factor = 0xff51afd7ed558ccdu;
  guint64 sum = length * 0x9e3779b97f4a7c15u, word;
  const guint8 *at = text;

  for (; length >= 8; at += 8, length -= 8)
    {
      memcpy (&word, at, sizeof word);
      sum = (sum ^ word) * factor;
      sum ^= sum >> 32;
    }
  sum = (sum ^ read_tail (at, length)) * factor;
  sum = (sum ^ sum >> 32) * factor;
  return (guint32) (sum >> 32);
}

static void
grow_slots (RcWords *self)
{
  self->n_slots *= 2;
  g_free (self->slots);
  self->slots = g_new0 (guint64, self->n_slots);
  for (guint i = 0; i < self->places->len; i++)
    {
      guint32 place = g_array_index (self->places, guint32, i), hash = get_at (self, place)->hash;
      guint32 at = hash & (self->n_slots - 1);

      while (self->slots[at] != 0)
        at = (at + 1) & (self->n_slots - 1);
      self->slots[at] = (guint64) hash << 32 | (place + 1);
    }
}

/* A new word at the end of the last block. */
static RcWord *
append_word (RcWords *self, const void *text, gsize length, guint32 hash, guint32 *place)
{
  gsize n = (sizeof (RcWord) + length + 7) / 8 * 8;
  RcWord *word;

  if (n > BLOCK_BYTES - self->n_used)
    {
      g_ptr_array_add (self->blocks, g_malloc (BLOCK_BYTES));
      self->n_used = 0;
    }
  *place = (self->blocks->len - 1) << BLOCK_SHIFT | (guint32) (self->n_used / 8);
  self->n_used += n;
  word = get_at (self, *place);
  *word = (RcWord){ .hash = hash, .length = (guint16) length };
  memcpy (word + 1, text, length);
  g_array_append_val (self->places, *place);
  return word;
}

/* The word, or the slot where it belongs. */
static RcWord *
find_word (const RcWords *self, const void *text, gsize length, guint32 hash, guint32 *slot)
{
  guint32 at = hash & (self->n_slots - 1);

  for (; self->slots[at] != 0; at = (at + 1) & (self->n_slots - 1))
    if ((guint32) (self->slots[at] >> 32) == hash)
      {
        RcWord *word = get_at (self, (guint32) self->slots[at] - 1);

        if (word->length == length && memcmp (word + 1, text, length) == 0)
          return word;
      }
  *slot = at;
  return NULL;
}

/* Writes the last record away, which nothing can be added to any more. */
static void
close_posting (RcWords *self, RcWord *word)
{
  guint32 difference = word->last - word->before;
  guint8 *at;

  if (word->n_allocated - word->n_bytes < RC_WORD_MAX_POSTING)
    {
      guint32 more = MAX (word->n_allocated / 2, 2 * RC_WORD_MAX_POSTING);

      word->n_allocated += more;
      word->bytes = g_realloc (word->bytes, word->n_allocated);
      self->n_bytes += more;
    }
  at = word->bytes + word->n_bytes;
  for (; difference > 0x7f; difference >>= 7)
    *at++ = (guint8) (difference | 0x80);
  *at++ = (guint8) difference;
  *at++ = word->mask;
  word->n_bytes = (guint32) (at - word->bytes);
  word->before = word->last;
  word->n_postings++;
}

/* Notes the record at a word. */
static void
note (RcWords *self, RcWord *word, guint32 record, guint8 mask)
{
  if (word->last != record)
    {
      close_posting (self, word);
      word->last = record;
      word->mask = 0;
    }
  word->mask |= mask;
  word->any |= mask;
}

static RcWord *
add (RcWords *self, const void *text, gsize length, guint32 hash, guint32 record, guint8 mask)
{
  guint32 slot = 0, place;
  RcWord *word = find_word (self, text, length, hash, &slot);

  if (word == NULL)
    {
      word = append_word (self, text, length, hash, &place);
      self->slots[slot] = (guint64) hash << 32 | (place + 1);
      if (self->places->len > self->n_slots / 2)
        grow_slots (self);
      word->last = record;
    }
  note (self, word, record, mask);
  return word;
}

static guint32
get_place (const RcWords *self, const RcWord *word)
{
  guint32 at = word->hash & (self->n_slots - 1);

  while (get_at (self, (guint32) self->slots[at] - 1) != word)
    at = (at + 1) & (self->n_slots - 1);
  return (guint32) self->slots[at] - 1;
}

/* A key that is the word itself is found with it. */
static void
add_new_key (RcWords *self, RcWord *word, guint32 record, guint8 mask)
{
  char text[RC_MAX_KEY + 1], key[1 + RC_KEY_SIZE];
  const RcWord *added;
  gsize length;

  memcpy (text, word + 1, word->length);
  text[word->length] = '\0';
  *key = RC_KEY_MARK;
  length = *text != RC_KEY_MARK ? rc_word_key_write (text, word->length, key + 1) : 0;
  word->key = NO_KEY;
  if (length == 0 || (length == word->length && memcmp (key + 1, text, length) == 0))
    return;
  length = MIN (length + 1, RC_MAX_KEY);
  added = add (self, key, length, hash_text (key, length), record, mask);
  word->key = get_place (self, added) + 1;
}

static void
add_key (RcWords *self, RcWord *word, guint32 record, guint8 mask)
{
  if (word->key == 0)
    add_new_key (self, word, record, mask);
  else if (word->key != NO_KEY)
    note (self, get_at (self, word->key - 1), record, mask);
}

void
rc_words_add (RcWords *self, const void *text, gsize length, guint32 record, guint8 mask)
{
  length = MIN (length, RC_MAX_KEY);
  add (self, text, length, hash_text (text, length), record, mask);
}

/* Where the next posting of the word goes, and its key. */
static void
prefetch_posting (const RcWords *self, guint64 slot, guint32 hash)
{
  const RcWord *word;

  if (slot == 0 || (guint32) (slot >> 32) != hash)
    return;
  word = get_at (self, (guint32) slot - 1);
  if (word->bytes != NULL)
    __builtin_prefetch (word->bytes + word->n_bytes, 1);
  if (word->key != 0 && word->key != NO_KEY)
    __builtin_prefetch (get_at (self, word->key - 1), 1);
}

static void
add_tokens (RcWords *self, const Token *tokens, guint n, guint32 record, guint8 mask)
{
  for (guint i = 0; i < n; i++)
    {
      guint64 slot = self->slots[tokens[i].hash & (self->n_slots - 1)];

      if (slot != 0)
        __builtin_prefetch (get_at (self, (guint32) slot - 1), 1);
    }
  for (guint i = 0; i < n; i++)
    prefetch_posting (self, self->slots[tokens[i].hash & (self->n_slots - 1)], tokens[i].hash);
  for (guint i = 0; i < n; i++)
    {
      RcWord *word = add (self, tokens[i].text, tokens[i].length, tokens[i].hash, record, mask);

      if (self->with_keys && mask != RC_IN_IDENTIFIERS)
        add_key (self, word, record, mask);
    }
}

void
rc_words_add_text (RcWords *self, const char *text, gsize length, guint32 record, guint8 mask)
{
  const char *end = text + length;
  Token tokens[AT_ONCE];
  guint n = 0;

  while (text < end)
    {
      const char *space = memchr (text, ' ', (gsize) (end - text));
      gsize n_bytes = (gsize) ((space != NULL ? space : end) - text);
      Token *token = &tokens[n];

      if (n_bytes > 0)
        {
          token->text = text;
          token->length = (guint32) MIN (n_bytes, RC_MAX_KEY);
          token->hash = hash_text (text, token->length);
          __builtin_prefetch (&self->slots[token->hash & (self->n_slots - 1)]);
          n++;
        }
      text = space != NULL ? space + 1 : end;
      if (n == AT_ONCE || text >= end)
        {
          add_tokens (self, tokens, n, record, mask);
          n = 0;
        }
    }
}

const RcWord *
rc_words_find (const RcWords *self, const void *text, gsize length)
{
  guint32 slot;

  length = MIN (length, RC_MAX_KEY);
  return find_word (self, text, length, hash_text (text, length), &slot);
}

guint32
rc_words_get_n (const RcWords *self)
{
  return self->places->len;
}

const RcWord *
rc_words_get (const RcWords *self, guint32 number)
{
  return get_at (self, g_array_index (self->places, guint32, number));
}

/* The first eight bytes of a word decide most comparisons without looking at the word again. */
typedef struct
{
  guint64 head;
  guint32 number;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const Place *one = a, *other = b;
  const RcWord *word, *other_word;

  if (one->head != other->head)
    return one->head < other->head ? -1 : 1;
  word = rc_words_get (data, one->number);
  other_word = rc_words_get (data, other->number);
  return rc_keys_compare (word + 1, word->length, other_word + 1, other_word->length);
}

void
rc_words_sort (const RcWords *self, guint32 *numbers, guint32 n)
{
  g_autofree Place *places = g_new (Place, (gsize) n + 1);

  for (guint32 i = 0; i < n; i++)
    {
      const RcWord *word = rc_words_get (self, numbers[i]);
      guint64 head = 0;

      memcpy (&head, word + 1, MIN (word->length, sizeof head));
      places[i] = (Place){ GUINT64_FROM_BE (head), numbers[i] };
    }
  g_qsort_with_data (places, (gint) n, sizeof *places, compare_places, (gpointer) self);
  for (guint32 i = 0; i < n; i++)
    numbers[i] = places[i].number;
}

gsize
rc_words_get_n_bytes (const RcWords *self)
{
  return self->n_bytes + self->n_slots * sizeof *self->slots + self->places->len * sizeof (guint32)
         + (gsize) self->blocks->len * BLOCK_BYTES;
}
