/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of fixed size in which a word has one place: whichever came last stands there. */
#define G_LOG_DOMAIN "rc-search"

#include "search/word-keys.h"

#include <string.h>

#include "search/parse.h"

/* Times 64 bytes: 4 MB. */
#define N_PLACES 65536
#define MAX_TEXT 58

/* A word and its key, one behind the other. Longer ones are worked out every time. */
typedef struct
{
  guint32 hash;
  guint8 word_length; /* 0: nothing stands here */
  guint8 key_length;
  char text[MAX_TEXT];
} Known;

G_STATIC_ASSERT (sizeof (Known) == 64);

struct _RcWordKeys
{
  Known *places;  /* (owned) */
  char *last_key; /* (owned) (nullable) of a long word */
};

RcWordKeys *
rc_word_keys_new (void)
{
  RcWordKeys *self = g_new0 (RcWordKeys, 1);

  self->places = g_new0 (Known, N_PLACES);
  return self;
}

void
rc_word_keys_free (RcWordKeys *self)
{
  if (self == NULL)
    return;
  g_free (self->places);
  g_free (self->last_key);
  g_free (self);
}

guint32
rc_word_hash (const char *bytes, gsize length)
{
  const guint64 factor = 0x9e3779b97f4a7c15;
  guint64 hash = length, piece;

  for (; length >= sizeof piece; bytes += sizeof piece, length -= sizeof piece)
    {
      memcpy (&piece, bytes, sizeof piece);
      hash = (hash ^ piece) * factor;
      hash ^= hash >> 32;
    }
  piece = 0;
  memcpy (&piece, bytes, length);
  hash = (hash ^ piece) * factor;
  return (guint32) (hash >> 32);
}

const char *
rc_word_keys_find (RcWordKeys *self, const char *word, gsize length, gsize *key_length)
{
  guint32 hash = rc_word_hash (word, length);
  Known *known = &self->places[hash % N_PLACES];

  if (known->hash == hash && known->word_length == length && memcmp (known->text, word, length) == 0)
    {
      *key_length = known->key_length;
      return known->text + length;
    }
  g_free (self->last_key);
  self->last_key = rc_word_key (word);
  *key_length = self->last_key != NULL ? strlen (self->last_key) : 0;
  if (length + *key_length > MAX_TEXT)
    return self->last_key;
  known->hash = hash;
  known->word_length = (guint8) length;
  known->key_length = (guint8) *key_length;
  memcpy (known->text, word, length);
  if (*key_length > 0)
    memcpy (known->text + length, self->last_key, *key_length);
  return known->text + length;
}
