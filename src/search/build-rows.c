/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows as small as the values of this catalogue allow: which of them are common is seen when all of them are there. */
#define G_LOG_DOMAIN "rc-search"

#include "search/build-private.h"
#include "search/counted.h"

#include <string.h>

void
rc_build_make_row (RcBuild *self, const RcEntry *entry, RcFreshRow *row)
{
  guint32 n = entry->n_values, n_in_row = 0, place = self->fresh_overflow->len, n_over = 0;
  gboolean overflows = n > RC_FRESH_SLOTS;

  for (guint32 i = 0; i < n; i++)
    overflows |= rc_entry_get_value (entry, i) > G_MAXUINT16;
  if (overflows)
    g_array_append_val (self->fresh_overflow, n_over);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 value = rc_entry_get_value (entry, i);

      if (value <= G_MAXUINT16 && n_in_row < (overflows ? RC_FRESH_SLOTS_WITH_OVERFLOW : RC_FRESH_SLOTS))
        row->slots[n_in_row++] = (guint16) value;
      else
        {
          g_array_append_val (self->fresh_overflow, value);
          n_over++;
        }
    }
  row->n_values = (guint16) n_in_row;
  if (!overflows)
    return;
  g_array_index (self->fresh_overflow, guint32, place) = n_over;
  row->n_values |= RC_FRESH_OVERFLOWS;
  row->slots[RC_FRESH_SLOTS_WITH_OVERFLOW] = (guint16) place;
  row->slots[RC_FRESH_SLOTS_WITH_OVERFLOW + 1] = (guint16) (place >> 16);
}

/* The values of a fresh row: those in it, and how many follow at `more` (nullable). */
static guint
read_fresh (const RcBuild *self, const RcFreshRow *row, guint32 *values, const guint32 **more, guint32 *n_more)
{
  guint n = MIN (row->n_values & (RC_FRESH_OVERFLOWS - 1), RC_FRESH_SLOTS);

  *more = NULL;
  *n_more = 0;
  for (guint i = 0; i < n; i++)
    values[i] = row->slots[i];
  if ((row->n_values & RC_FRESH_OVERFLOWS) != 0)
    {
      guint32 at = row->slots[RC_FRESH_SLOTS_WITH_OVERFLOW] | (guint32) row->slots[RC_FRESH_SLOTS_WITH_OVERFLOW + 1] << 16;

      *n_more = g_array_index (self->fresh_overflow, guint32, at);
      *more = &g_array_index (self->fresh_overflow, guint32, at + 1);
    }
  return n;
}

void
rc_build_foreach_value (const RcBuild *self, RcValueFunc func, gpointer data)
{
  for (guint i = 0; i < self->fresh->len; i++)
    {
      const RcFreshRecord *fresh = &g_array_index (self->fresh, RcFreshRecord, i);
      guint32 values[RC_FRESH_SLOTS], n_more;
      const guint32 *more;
      guint n = read_fresh (self, &fresh->row, values, &more, &n_more);

      for (guint j = 0; j < n; j++)
        func (data, fresh->id, values[j]);
      for (guint32 j = 0; j < n_more; j++)
        func (data, fresh->id, more[j]);
    }
}

static void
count_value (gpointer data, guint32 id, guint32 value)
{
  GArray *frequencies = data;

  /* Other ids are not in the table of values, either. */
  if (value >= G_MAXINT32 / 64)
    return;
  if (value >= frequencies->len)
    g_array_set_size (frequencies, value + 1);
  g_array_index (frequencies, RcCounted, value).n++;
}

/* The most frequent values, about: records of the base that changed are among them; `shorts`: their numbers, guint8 by value. */
static void
choose_common (RcBuild *self, GByteArray *shorts)
{
  g_autoptr (GArray) frequencies = g_array_new (FALSE, TRUE, sizeof (RcCounted));
  const RcIndexFile *base = self->base;

  g_array_set_size (frequencies, base != NULL ? base->header->n_values : 0);
  for (guint32 value = 0; value < frequencies->len; value++)
    g_array_index (frequencies, RcCounted, value).n = base->values[value].records.n_ids;
  rc_build_foreach_value (self, count_value, frequencies);
  g_byte_array_set_size (shorts, frequencies->len);
  memset (shorts->data, 0, shorts->len);
  for (guint32 value = 0; value < frequencies->len; value++)
    g_array_index (frequencies, RcCounted, value).value = value;
  g_array_sort (frequencies, rc_counted_compare);
  for (guint i = 0; i < MIN (frequencies->len, RC_N_COMMON - 1); i++)
    {
      const RcCounted *one = &g_array_index (frequencies, RcCounted, i);

      if (one->n == 0 || one->value == 0)
        continue;
      self->common[i + 1] = one->value;
      shorts->data[one->value] = (guint8) (i + 1);
    }
}

/* The row of these values, whose ids it changes. */
static RcRow
pack (RcBuild *self, const GByteArray *shorts, GArray *values)
{
  RcRow row = { { 0 }, { 0 } };
  guint n_shorts = 0, n_others = 0, n_slots = 0;
  guint32 n_over = 0, place = self->overflow->len;
  gboolean overflows = FALSE;

  for (guint i = 0; i < values->len; i++)
    {
      guint32 value = g_array_index (values, guint32, i);
      guint8 number = value < shorts->len ? shorts->data[value] : 0;

      if (number != 0 && n_shorts < RC_ROW_SHORTS)
        {
          row.shorts[n_shorts++] = number;
          continue;
        }
      g_array_index (values, guint32, n_others++) = value;
      overflows |= value >= RC_ROW_OVERFLOWS || n_others > RC_ROW_SLOTS;
    }
  if (overflows)
    {
      row.slots[n_slots++] = RC_ROW_OVERFLOWS;
      row.slots[n_slots++] = (guint16) place;
      row.slots[n_slots++] = (guint16) (place >> 16);
      g_array_append_val (self->overflow, n_over);
    }
  for (guint i = 0; i < n_others; i++)
    {
      guint32 value = g_array_index (values, guint32, i);

      if (value < RC_ROW_OVERFLOWS && n_slots < RC_ROW_SLOTS)
        row.slots[n_slots++] = (guint16) value;
      else
        {
          g_array_append_val (self->overflow, value);
          n_over++;
        }
    }
  if (overflows)
    g_array_index (self->overflow, guint32, place) = n_over;
  return row;
}

void
rc_build_rows (RcBuild *self)
{
  g_autoptr (GByteArray) shorts = g_byte_array_new ();
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 some[MAX (RC_FRESH_SLOTS, RC_ROW_MAX_VALUES)], n_more, id;
  const guint32 *more;

  self->rows = g_new0 (RcRow, (gsize) self->highest_id + 1);
  self->overflow = g_array_new (FALSE, FALSE, sizeof (guint32));
  choose_common (self, shorts);
  for (guint32 from = 0; rc_bits_next (self->all, from, &id); from = id + 1)
    {
      guint n = rc_index_file_get_row (self->base, id, some, &more, &n_more);

      g_array_set_size (values, 0);
      g_array_append_vals (values, some, n);
      g_array_append_vals (values, more, n_more);
      self->rows[id] = pack (self, shorts, values);
    }
  for (guint i = 0; i < self->fresh->len; i++)
    {
      const RcFreshRecord *fresh = &g_array_index (self->fresh, RcFreshRecord, i);
      guint n = read_fresh (self, &fresh->row, some, &more, &n_more);

      g_array_set_size (values, 0);
      g_array_append_vals (values, some, n);
      g_array_append_vals (values, more, n_more);
      self->rows[fresh->id] = pack (self, shorts, values);
    }
}
