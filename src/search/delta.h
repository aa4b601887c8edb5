/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has changed since the file was written, in memory. Private to this room.
 *
 * A record that changes again gets a new number here, and its old one answers no more. */
#pragma once

#include "search/bits.h"
#include "search/entry.h"
#include "search/words.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 id;
  guint32 title_rank; /* its place among the titles of the file; G_MAXUINT32: not looked up yet */
  guint64 age;
  gint64 deadline;
  guint8 *title_key; /* (owned) */
  gsize title_key_length;
  char *closings;    /* (owned) (nullable) most have none */
} RcDeltaRecord;

/* The values of a record, apart from all else of it: counting reads nothing but these. */
typedef struct
{
  guint32 first; /* in value_ids */
  guint32 n;
} RcDeltaValues;

typedef struct
{
  GArray *records;     /* (owned) RcDeltaRecord by number */
  GArray *rows;        /* (owned) RcDeltaValues by number */
  GArray *value_ids;   /* (owned) guint32 */
  GHashTable *numbers; /* (owned) id → number, of those that answer */
  RcWords *words;      /* (owned) numbers and columns of words */
  GArray *order;       /* (owned) guint32, the words in the order of their texts; the last ones may be missing */
  RcWords *starts;     /* (owned) the same as of words, of beginnings that somebody asked for */
  RcWords *values;     /* (owned) numbers of values, which are words of four bytes */
  RcBits *live;        /* (owned) numbers that answer */
  RcBits *hidden;      /* (owned) numbers of hidden records, some of which answer no more */
  RcBits *grants;      /* (owned) numbers of records with a deadline, the same */
} RcDelta;

RcDelta *rc_delta_new (void);
void rc_delta_free (RcDelta *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDelta, rc_delta_free)

/* Adds the record, or replaces it; `entry` NULL: takes it away. */
void rc_delta_put (RcDelta *self, guint32 id, const RcEntry *entry);
/* After many records: puts their words in order, which else the next question does. */
void rc_delta_settle (RcDelta *self);
/* The values of a record; valid until the next one is put. */
static inline const guint32 *
rc_delta_get_values (const RcDelta *self, guint32 number, guint32 *n_values)
{
  const RcDeltaValues *row = &g_array_index (self->rows, RcDeltaValues, number);

  *n_values = row->n;
  return (const guint32 *) (const void *) self->value_ids->data + row->first;
}

/* More than half of it is of no use any more. */
gboolean rc_delta_is_stale (const RcDelta *self);
/* The highest number that sets of its size have room for. */
guint32 rc_delta_get_most (const RcDelta *self);

/* Adds the numbers of the records that have the word, or one that begins with it, in one of the columns. */
void rc_delta_add_word (RcDelta *self, const char *word, gboolean prefix, guint columns, RcBits *bits);
/* Adds the numbers of the records that have the value. */
void rc_delta_add_value (const RcDelta *self, guint32 value, RcBits *bits);
/* Calls `func` with each word that begins with `beginning`, in no order; no zero byte stands behind it. */
typedef void (*RcDeltaWordFunc) (gpointer data, const char *word, gsize length);
void rc_delta_foreach_word (RcDelta *self, const char *beginning, RcDeltaWordFunc func, gpointer data);

G_END_DECLS
