/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of small numbers as one bit each: an operation on a million of them reads 125 kB. Private to this room. */
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

typedef struct
{
  guint64 *words; /* (owned) */
  gsize n_words;  /* a multiple of RC_CHUNK_WORDS */
} RcBits;

/* An empty set of numbers up to and with `most`. */
RcBits *rc_bits_new (guint32 most);
RcBits *rc_bits_copy (const RcBits *self);
void rc_bits_free (RcBits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcBits, rc_bits_free)

void rc_bits_clear (RcBits *self);
/* These take sets of one size. */
void rc_bits_assign (RcBits *self, const RcBits *other);
void rc_bits_and (RcBits *self, const RcBits *other);
void rc_bits_or (RcBits *self, const RcBits *other);
void rc_bits_and_not (RcBits *self, const RcBits *other);
gboolean rc_bits_meet (const RcBits *self, const RcBits *other);
guint64 rc_bits_count (const RcBits *self);
/* How many stand in one of them only. */
guint64 rc_bits_count_differences (const RcBits *self, const RcBits *other);
gboolean rc_bits_is_empty (const RcBits *self);

static inline void
rc_bits_add (RcBits *self, guint32 number)
{
  self->words[number / 64] |= 1ull << (number % 64);
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

G_END_DECLS
