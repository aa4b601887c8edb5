/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and the records they stand in, in memory: made for being filled fast, and read in place. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A word; its text stands behind it. The record it was added to last is not among the bytes yet. */
typedef struct
{
  guint32 hash;
  guint32 last;
  guint32 before; /* the last record among the bytes */
  guint32 n_postings, n_bytes, n_allocated;
  guint16 length;
  guint8 mask;    /* of the last record */
  guint8 any;     /* of all records together */
  guint32 key;    /* the place of its key, plus one; 0: nobody has asked yet; G_MAXUINT32: it has none */
  guint8 *bytes;  /* (owned) (nullable) differences of records, seven bits a byte, and behind each its mask */
} RcWord;

/* The most bytes of a posting: a difference and a mask. */
#define RC_WORD_MAX_POSTING 6
#define RC_WORD_TEXT(word) ((const guint8 *) ((word) + 1))

typedef struct _RcWords RcWords;

/* With keys, each word is found by its script-free key, too, as soon as it was added. */
RcWords *rc_words_new (gboolean with_keys);
void rc_words_free (RcWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcWords, rc_words_free)

/* Forgets all words. */
void rc_words_clear (RcWords *self);

/* Adds the record to a word, and the bits of `mask` to what is known of both. Records come in ascending order. No word is
 * longer than RC_MAX_KEY. */
void rc_words_add (RcWords *self, const void *text, gsize length, guint32 record, guint8 mask);
/* The same for all words of a text, between which there are spaces; and for their keys, when these are wanted, but for those of
 * identifiers. A word comes many times, its key is made once. */
void rc_words_add_text (RcWords *self, const char *text, gsize length, guint32 record, guint8 mask);

/* NULL: nothing has it. */
const RcWord *rc_words_find (const RcWords *self, const void *text, gsize length);
guint32 rc_words_get_n (const RcWords *self);
/* Words have numbers in the order in which they came. */
const RcWord *rc_words_get (const RcWords *self, guint32 number);
/* Puts numbers of words into the order of their texts. */
void rc_words_sort (const RcWords *self, guint32 *numbers, guint32 n);
/* The memory all of it takes. */
gsize rc_words_get_n_bytes (const RcWords *self);

/* Walks along the records of a word. */
typedef struct
{
  const RcWord *word;
  const guint8 *at;
  guint32 n_left;
  guint32 record;
  guint8 mask;
} RcWordCursor;

static inline void
rc_word_cursor_init (RcWordCursor *cursor, const RcWord *word)
{
  *cursor = (RcWordCursor){ .word = word, .at = word->bytes, .n_left = word->n_postings + 1 };
}

/* Reads one difference and its mask; what `at` points to was written by words.c. */
static inline const guint8 *
rc_word_read_posting (const guint8 *at, guint32 *record, guint8 *mask)
{
  guint32 difference = *at & 0x7f;

  for (guint shift = 7; (*at++ & 0x80) != 0; shift += 7)
    difference |= (guint32) (*at & 0x7f) << shift;
  *record += difference;
  *mask = *at;
  return at + 1;
}

/* The next record; FALSE at the end. */
static inline gboolean
rc_word_cursor_next (RcWordCursor *cursor)
{
  if (cursor->n_left == 0)
    return FALSE;
  if (--cursor->n_left > 0)
    cursor->at = rc_word_read_posting (cursor->at, &cursor->record, &cursor->mask);
  else
    {
      cursor->record = cursor->word->last;
      cursor->mask = cursor->word->mask;
    }
  return TRUE;
}

G_END_DECLS
