/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has changed since the file was written, in memory. Private to this room.
 *
 * A record that changes again gets a new number here, and its old one answers no more. */
#pragma once

#include "search/bits.h"
#include "search/entry.h"
#include "search/keys.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 id;
  guint32 title_rank; /* its place among the titles of the file; G_MAXUINT32: not looked up yet */
  guint64 age;
  gint64 deadline;
  guint8 *title_key; /* (owned) */
  gsize title_key_length;
  char *closings;    /* (owned) */
  guint32 *values;   /* (owned) */
  guint32 n_values;
} RcDeltaRecord;

/* Words that begin with the same one, two or three letters. */
typedef struct
{
  char *text;       /* (owned) */
  GArray *postings; /* (owned) guint64: number << 8 | columns, ascending */
  GPtrArray *words; /* (owned) (nullable) RcDeltaWord; only where the beginning has all three letters */
} RcDeltaStart;

#define RC_DELTA_LETTERS 3

typedef struct
{
  char *text;       /* (owned) */
  GArray *postings; /* (owned) guint64: number << 8 | columns, ascending */
  RcDeltaStart *starts[RC_DELTA_LETTERS]; /* (unowned) NULL behind the last letter of the word */
} RcDeltaWord;

typedef struct
{
  GArray *records;    /* (owned) RcDeltaRecord by number */
  GHashTable *numbers; /* (owned) id → number, of those that answer */
  GHashTable *words;   /* (owned) char * → RcDeltaWord, which it names */
  GHashTable *starts;  /* (owned) char * → RcDeltaStart, which it names */
  RcBits *live;       /* (owned) numbers that answer */
  RcBits *hidden;     /* (owned) numbers of hidden records, some of which answer no more */
} RcDelta;

RcDelta *rc_delta_new (void);
void rc_delta_free (RcDelta *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDelta, rc_delta_free)

/* Adds the record, or replaces it; `entry` NULL: takes it away. */
void rc_delta_put (RcDelta *self, guint32 id, const RcEntry *entry);
/* More than half of it is of no use any more. */
gboolean rc_delta_is_stale (const RcDelta *self);
/* The highest number that sets of its size have room for. */
guint32 rc_delta_get_most (const RcDelta *self);

/* Adds the numbers of the records that have the word, or one that begins with it, in one of the columns. */
void rc_delta_add_word (const RcDelta *self, const char *word, gboolean prefix, guint columns, RcBits *bits);
/* Calls `func` with each word that begins with `beginning`, in no order. */
void rc_delta_foreach_word (const RcDelta *self, const char *beginning,
                            void (*func) (gpointer data, const char *word, gsize length), gpointer data);

G_END_DECLS
