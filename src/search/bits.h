/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of small numbers as one bit each, and above them one bit for every 512 of them that are not all empty: an
 * operation on a million of them reads 125 kB at most, and of few hardly anything. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Counting bits takes one instruction where the machine has it, which not every one of the architecture does. Clang
 * makes no such function that a library could hand on. */
#if defined (__x86_64__) && !defined (__clang__) && !defined (__SANITIZE_ADDRESS__) && !defined (__SANITIZE_THREAD__)
#define RC_COUNTS_BITS __attribute__ ((target_clones ("popcnt", "default")))
#else
#define RC_COUNTS_BITS
#endif

/* What a list on disk is cut into, and the size of a set a multiple of. */
#define RC_CHUNK_BITS 65536u
#define RC_CHUNK_WORDS (RC_CHUNK_BITS / 64)
/* A line of the processor's cache; its mark is one bit. */
#define RC_LINE_WORDS 8u
#define RC_LINE_BITS (64 * RC_LINE_WORDS)
#define RC_CHUNK_MARKS (RC_CHUNK_WORDS / RC_LINE_WORDS / 64)

/* Sets that were freed, for the next that are wanted: large ones are dear to get from the system. For any thread. */
typedef struct _RcBitsPool RcBitsPool;

typedef struct
{
  gpointer block;   /* (owned) */
  guint64 *words;   /* in the block, at the begin of a line */
  gsize n_words;    /* a multiple of RC_CHUNK_WORDS */
  guint64 *marks;   /* in the block; lines without one are empty */
  gsize n_marks;    /* words of marks */
  RcBitsPool *pool; /* (unowned) (nullable) where it goes back to */
} RcBits;

/* `max_bytes` is what is kept. The sets that came from it must be gone before it is freed. */
RcBitsPool *rc_bits_pool_new (gsize max_bytes);
void rc_bits_pool_free (RcBitsPool *self);
/* From now on so much is kept. */
void rc_bits_pool_set_size (RcBitsPool *self, gsize max_bytes);
/* Gives back what it keeps. */
void rc_bits_pool_trim (RcBitsPool *self);

/* An empty set of numbers up to and with `most`. */
RcBits *rc_bits_new (guint32 most);
RcBits *rc_bits_new_in (RcBitsPool *pool, guint32 most);
/* Where the other came from. */
RcBits *rc_bits_copy (const RcBits *self);
/* Some chunks of it, about as many as are wanted, from everywhere. */
RcBits *rc_bits_sample (const RcBits *self, guint n_chunks);
void rc_bits_free (RcBits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcBits, rc_bits_free)

/* The memory it takes. */
gsize rc_bits_get_n_bytes (const RcBits *self);
void rc_bits_clear (RcBits *self);
/* In these the other set may be smaller: it has nothing beyond. */
void rc_bits_assign (RcBits *self, const RcBits *other);
void rc_bits_and (RcBits *self, const RcBits *other);
void rc_bits_or (RcBits *self, const RcBits *other);
void rc_bits_and_not (RcBits *self, const RcBits *other);
gboolean rc_bits_meet (const RcBits *self, const RcBits *other);
guint64 rc_bits_count (const RcBits *self);
/* How many stand in both of them. */
guint64 rc_bits_count_common (const RcBits *self, const RcBits *other);
gboolean rc_bits_is_empty (const RcBits *self);

static inline void
rc_bits_mark (RcBits *self, guint32 number)
{
  self->marks[number / RC_LINE_BITS / 64] |= 1ull << (number / RC_LINE_BITS % 64);
}

static inline void
rc_bits_add (RcBits *self, guint32 number)
{
  self->words[number / 64] |= 1ull << (number % 64);
  rc_bits_mark (self, number);
}

static inline void
rc_bits_remove (RcBits *self, guint32 number)
{
  self->words[number / 64] &= ~(1ull << (number % 64));
}

/* FALSE also for numbers beyond the set. */
static inline gboolean
rc_bits_has (const RcBits *self, guint32 number)
{
  return number / 64 < self->n_words && (self->words[number / 64] >> (number % 64) & 1) != 0;
}

/* The first number from `from` on; FALSE at the end. */
gboolean rc_bits_next (const RcBits *self, guint32 from, guint32 *number);

/* What stands between: `line` becomes the number of each line that has a mark in `marks`, a word of marks of which this is
 * number `i`. */
#define RC_FOREACH_LINE(line, marks, i)                                                                                \
  for (guint64 rc_left = (marks), line; rc_left != 0 && (line = (i) * 64 + (gsize) __builtin_ctzll (rc_left), TRUE);    \
       rc_left &= rc_left - 1)

G_END_DECLS
