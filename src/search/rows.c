/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop that a broad question spends its time in. */
#define G_LOG_DOMAIN "rc-search"

#include "search/rows.h"

#include <string.h>

/* Rows asked for before they are read. */
#define AHEAD 16
/* Fewer rows are counted before a second thread is there. */
#define MANY_ROWS 30000

/* Common values are counted by their numbers, in a table for each place, so that a count needs not wait for the one of the row
 * before. */
typedef struct
{
  const RcRows *rows; /* (unowned) */
  guint32 *n;         /* (unowned) by value */
  guint32 step;
  guint32 shorts[RC_ROW_SHORTS][RC_N_COMMON];
} Tally;

RcRows
rc_rows_of_file (const RcIndexFile *file)
{
  return (RcRows) { file->rows, file->common, file->overflow, file->n_overflow, file->header->n_values, NULL };
}

static inline void
count_value (Tally *self, guint32 value)
{
  /* 0 is no value, and is counted all the same: what is done for each slot of each row is faster than to ask. */
  self->n[value < self->rows->n_values ? value : 0] += self->step;
}

static void
count_overflow (Tally *self, const RcRow *row)
{
  const RcRows *rows = self->rows;
  gsize at = row->slots[1] | (gsize) row->slots[2] << 16;

  for (guint i = RC_ROW_SLOTS_OF_OVERFLOW; i < RC_ROW_SLOTS; i++)
    count_value (self, row->slots[i]);
  if (at >= rows->n_overflow || rows->overflow[at] > rows->n_overflow - at - 1)
    return;
  for (guint32 i = 1; i <= rows->overflow[at]; i++)
    count_value (self, rows->overflow[at + i]);
}

static inline void
count_row (Tally *self, guint32 id)
{
  const RcRow *row = &self->rows->rows[id];

  for (guint i = 0; i < RC_ROW_SHORTS; i++)
    self->shorts[i][row->shorts[i]]++;
  if (G_UNLIKELY (row->slots[0] == RC_ROW_OVERFLOWS))
    count_overflow (self, row);
  else
    for (guint i = 0; i < RC_ROW_SLOTS; i++)
      count_value (self, row->slots[i]);
}

/* Rows that were asked for and are not counted yet. */
typedef struct
{
  guint32 ids[AHEAD];
  guint n;
} Asked;

static inline void
ask_for (Asked *asked, Tally *tally, guint32 id)
{
  guint32 *place = &asked->ids[asked->n % AHEAD];

  __builtin_prefetch (&tally->rows->rows[id]);
  if (asked->n++ >= AHEAD)
    count_row (tally, *place);
  *place = id;
}

/* The records that have their mark in one word of marks. */
static void
count_block (Tally *tally, const RcBits *records, gsize block)
{
  Asked asked = { { 0 }, 0 };

  RC_FOREACH_LINE (line, records->marks[block], block)
    for (gsize at = line * RC_LINE_WORDS; at < (line + 1) * RC_LINE_WORDS; at++)
      for (guint64 word = records->words[at]; word != 0; word &= word - 1)
        ask_for (&asked, tally, (guint32) (at * 64) + (guint32) __builtin_ctzll (word));
  for (guint i = 0; i < MIN (asked.n, AHEAD); i++)
    count_row (tally, asked.ids[i]);
}

static void
tally_init (Tally *self, const RcRows *rows, guint32 *n, guint32 step)
{
  self->rows = rows;
  self->n = n;
  self->step = step;
  memset (self->shorts, 0, sizeof self->shorts);
}

static void
tally_end (Tally *self)
{
  for (guint i = 1; i < RC_N_COMMON; i++)
    {
      guint32 n = 0;

      for (guint j = 0; j < RC_ROW_SHORTS; j++)
        n += self->shorts[j][i];
      if (self->rows->common[i] < self->rows->n_values)
        self->n[self->rows->common[i]] += n * self->step;
    }
  self->n[0] = 0;
}

/* What two threads share: each takes the next block. */
typedef struct
{
  const RcRows *rows;    /* (unowned) */
  const RcBits *records; /* (unowned) */
  guint32 step;
  gint next;   /* atomic */
  guint32 *n;  /* (unowned) of the helper */
} Scan;

static void
count_blocks (Scan *self, guint32 *n)
{
  Tally tally;
  gint block;

  tally_init (&tally, self->rows, n, self->step);
  while ((gsize) (block = g_atomic_int_add (&self->next, 1)) < self->records->n_marks)
    count_block (&tally, self->records, (gsize) block);
  tally_end (&tally);
}

static void
help_counting (gpointer data)
{
  Scan *self = data;

  count_blocks (self, self->n);
}

static void
count_in_two_threads (const RcRows *self, const RcBits *records, guint32 *n, guint32 step)
{
  g_autofree guint32 *others = g_new0 (guint32, self->n_values);
  Scan scan = { self, records, step, 0, others };

  rc_helper_start (self->helper, help_counting, &scan);
  count_blocks (&scan, n);
  if (!rc_helper_finish (self->helper))
    return;
  for (guint32 value = 0; value < self->n_values; value++)
    n[value] += others[value];
}

void
rc_rows_count (const RcRows *self, const RcBits *records, guint32 *n, guint32 step)
{
  Tally tally;

  if (self->n_values == 0)
    return;
  if (self->helper != NULL && rc_bits_count (records) > MANY_ROWS)
    {
      count_in_two_threads (self, records, n, step);
      return;
    }
  tally_init (&tally, self, n, step);
  for (gsize block = 0; block < records->n_marks; block++)
    count_block (&tally, records, block);
  tally_end (&tally);
}
