/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop that a broad question spends its time in. */
#define G_LOG_DOMAIN "rc-search"

#include "search/rows.h"

/* Rows asked for before they are read. */
#define AHEAD 16
/* Fewer rows are counted before a second thread is there. */
#define MANY_ROWS 30000

RcRows
rc_rows_of_file (const RcIndexFile *file)
{
  return (RcRows) { file->rows, file->overflow, file->n_overflow, file->header->n_values, NULL };
}

static void
count_overflow (const RcRows *self, const RcRow *row, guint32 *n, guint32 step)
{
  gsize at = row->slots[RC_ROW_VALUES_WITH_OVERFLOW] | (gsize) row->slots[RC_ROW_VALUES_WITH_OVERFLOW + 1] << 16;

  if (at >= self->n_overflow || self->overflow[at] > self->n_overflow - at - 1)
    return;
  for (guint32 i = 1; i <= self->overflow[at]; i++)
    if (self->overflow[at + i] < self->n_values)
      n[self->overflow[at + i]] += step;
}

static void
count_row (const RcRows *self, const RcRow *row, guint32 *n, guint32 step)
{
  guint n_slots = row->n_values;

  if (G_UNLIKELY (n_slots > RC_ROW_SLOTS))
    {
      if ((n_slots & RC_ROW_OVERFLOWS) != 0)
        count_overflow (self, row, n, step);
      n_slots = MIN (n_slots & (RC_ROW_OVERFLOWS - 1), RC_ROW_VALUES_WITH_OVERFLOW);
    }
  for (guint i = 0; i < n_slots; i++)
    if (G_LIKELY (row->slots[i] < self->n_values))
      n[row->slots[i]] += step;
}

/* Rows that were asked for and are not counted yet. */
typedef struct
{
  guint32 ids[AHEAD];
  guint n;
} Asked;

static inline void
ask_for (Asked *asked, const RcRows *self, guint32 id, guint32 *n, guint32 step)
{
  guint32 *place = &asked->ids[asked->n % AHEAD];

  /* One of four rows lies in two lines of the cache. */
  __builtin_prefetch (&self->rows[id]);
  __builtin_prefetch (&self->rows[id].slots[RC_ROW_SLOTS - 1]);
  if (asked->n++ >= AHEAD)
    count_row (self, &self->rows[*place], n, step);
  *place = id;
}

/* The records that have their mark in one word of marks. */
static void
count_block (const RcRows *self, const RcBits *records, gsize block, guint32 *n, guint32 step)
{
  Asked asked = { { 0 }, 0 };

  RC_FOREACH_LINE (line, records->marks[block], block)
    for (gsize at = line * RC_LINE_WORDS; at < (line + 1) * RC_LINE_WORDS; at++)
      for (guint64 word = records->words[at]; word != 0; word &= word - 1)
        ask_for (&asked, self, (guint32) (at * 64) + (guint32) __builtin_ctzll (word), n, step);
  for (guint i = 0; i < MIN (asked.n, AHEAD); i++)
    count_row (self, &self->rows[asked.ids[i]], n, step);
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
  gint block;

  while ((gsize) (block = g_atomic_int_add (&self->next, 1)) < self->records->n_marks)
    count_block (self->rows, self->records, (gsize) block, n, self->step);
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
  if (self->helper != NULL && rc_bits_count (records) > MANY_ROWS)
    {
      count_in_two_threads (self, records, n, step);
      return;
    }
  for (gsize block = 0; block < records->n_marks; block++)
    count_block (self, records, block, n, step);
}
