/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record as the table search_entry keeps it: folded, numbered, complete; the index is made of these alone.
 * Private to this room. */
#pragma once

#include "search/index.h"

G_BEGIN_DECLS

/* What words stand in, in the order of the entry; also the bits of a mask. */
typedef enum
{
  RC_COLUMN_TITLE,
  RC_COLUMN_OTHER_TITLES,
  RC_COLUMN_PEOPLE,
  RC_COLUMN_SUBJECTS,
  RC_COLUMN_IDENTIFIERS,
  RC_COLUMN_REST,
  RC_COLUMN_FULL_TEXT,
  RC_N_COLUMNS,
} RcColumn;

/* Masks of columns. */
#define RC_IN_TITLE (1u << RC_COLUMN_TITLE)
#define RC_IN_OTHER_TITLES (1u << RC_COLUMN_OTHER_TITLES)
#define RC_IN_PEOPLE (1u << RC_COLUMN_PEOPLE)
#define RC_IN_SUBJECTS (1u << RC_COLUMN_SUBJECTS)
#define RC_IN_IDENTIFIERS (1u << RC_COLUMN_IDENTIFIERS)
#define RC_IN_REST (1u << RC_COLUMN_REST)
#define RC_IN_FULL_TEXT (1u << RC_COLUMN_FULL_TEXT)
#define RC_IN_ALL ((1u << RC_N_COLUMNS) - 1)
#define RC_IN_MOST (RC_IN_ALL & ~RC_IN_FULL_TEXT)

/* Marks a key, which is a word of its own in the index, by a character that no folded word has. A column has those that do not
 * follow from its words; the others are made where words are gathered (search/words.h). */
#define RC_KEY_MARK '='

/* What a value in the table search_value is one of. */
typedef enum
{
  RC_VALUES_LANGUAGE,
  RC_VALUES_SUBJECT,
  RC_VALUES_PLACE,
  RC_VALUES_SORT, /* kind, material and availability, as "1/3/6" */
  RC_VALUES_YEAR,
  RC_VALUES_AUDIENCE,
  RC_VALUES_COUNTRY,
  RC_VALUES_FIELD,
  RC_N_VALUES,
} RcValues;

/* Of RC_VALUES_COUNTRY, beside codes. */
#define RC_ANY_COUNTRY "any"

/* All borrowed from the bytes it was read from. */
typedef struct
{
  gboolean hidden;
  int year;
  gint64 added;
  gint64 deadline;
  const guint8 *title_key; /* sorts titles by memcmp */
  gsize title_key_length;
  const char *closings; /* see search/closing.h; ends with a zero byte */
  const guint8 *values; /* guint32 ids of values, not aligned */
  guint32 n_values;
  const char *columns[RC_N_COLUMNS]; /* words with a space between two; no zero byte behind them */
  gsize lengths[RC_N_COLUMNS];
} RcEntry;

/* Writes the entry over what `bytes` held; for its values there is room only. */
void rc_entry_write (GByteArray *bytes, const RcEntry *entry);
/* Fill in what was not known when the entry was written. */
void rc_entry_set_value (guint8 *bytes, guint32 i, guint32 value);
void rc_entry_set_state (guint8 *bytes, gboolean hidden, gint64 added);
/* FALSE when the bytes are no entry. */
gboolean rc_entry_read (RcEntry *entry, const void *bytes, gsize length);

static inline guint32
rc_entry_get_value (const RcEntry *entry, guint32 i)
{
  const guint8 *at = entry->values + (gsize) i * 4;

  return (guint32) at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

/* What newer entries have less of: by year, then by the day added. */
guint64 rc_entry_get_age (const RcEntry *entry);
/* None of what is of this year, or before, has a lower one. */
guint64 rc_entry_get_least_age (int year);

/* The words of a column one after another: the next one behind `*at`; NULL at the end. */
const char *rc_entry_next_word (const char *column, gsize length, gsize *at, gsize *word_length);

G_END_DECLS
