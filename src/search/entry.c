/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries as bytes: a head of fixed size, then the parts whose lengths it tells. Little-endian everywhere. */
#define G_LOG_DOMAIN "rc-search"

#include "search/entry.h"

#include <string.h>

#define FORMAT 1
#define MAX_YEAR 9999

enum
{
  PART_VALUES,
  PART_TITLE_KEY,
  PART_CLOSINGS,
  PART_COLUMNS,
  N_PARTS = PART_COLUMNS + RC_N_COLUMNS,
};

typedef struct
{
  guint8 format;
  guint8 hidden;
  guint16 year;
  guint32 lengths[N_PARTS];
  gint64 added;
  gint64 deadline;
} Head;

G_STATIC_ASSERT (sizeof (Head) == 64);

static void
swap_head (Head *head)
{
  head->year = GUINT16_TO_LE (head->year);
  for (guint i = 0; i < N_PARTS; i++)
    head->lengths[i] = GUINT32_TO_LE (head->lengths[i]);
  head->added = GINT64_TO_LE (head->added);
  head->deadline = GINT64_TO_LE (head->deadline);
}

void
rc_entry_write (GByteArray *bytes, const RcEntry *entry)
{
  Head head = { .format = FORMAT, .hidden = entry->hidden != FALSE };
  guint32 lengths[N_PARTS];

  head.year = (guint16) (entry->year > 0 && entry->year <= MAX_YEAR ? entry->year : 0);
  head.added = entry->added;
  head.deadline = entry->deadline;
  head.lengths[PART_VALUES] = entry->n_values * (guint32) sizeof (guint32);
  head.lengths[PART_TITLE_KEY] = (guint32) entry->title_key_length;
  head.lengths[PART_CLOSINGS] = (guint32) strlen (entry->closings) + 1;
  for (guint i = 0; i < RC_N_COLUMNS; i++)
    head.lengths[PART_COLUMNS + i] = (guint32) entry->lengths[i];
  memcpy (lengths, head.lengths, sizeof lengths);
  swap_head (&head);
  g_byte_array_set_size (bytes, 0);
  g_byte_array_append (bytes, (const guint8 *) &head, sizeof head);
  g_byte_array_set_size (bytes, (guint) sizeof head + lengths[PART_VALUES]);
  g_byte_array_append (bytes, entry->title_key, lengths[PART_TITLE_KEY]);
  g_byte_array_append (bytes, (const guint8 *) entry->closings, lengths[PART_CLOSINGS]);
  for (guint i = 0; i < RC_N_COLUMNS; i++)
    g_byte_array_append (bytes, (const guint8 *) entry->columns[i], lengths[PART_COLUMNS + i]);
}

void
rc_entry_set_value (guint8 *bytes, guint32 i, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (bytes + sizeof (Head) + (gsize) i * sizeof value, &value, sizeof value);
}

void
rc_entry_set_state (guint8 *bytes, gboolean hidden, gint64 added)
{
  bytes[G_STRUCT_OFFSET (Head, hidden)] = hidden != FALSE;
  added = GINT64_TO_LE (added);
  memcpy (bytes + G_STRUCT_OFFSET (Head, added), &added, sizeof added);
}

gboolean
rc_entry_read (RcEntry *entry, const void *bytes, gsize length)
{
  const guint8 *parts[N_PARTS], *at = (const guint8 *) bytes + sizeof (Head);
  gsize left = length - sizeof (Head);
  Head head;

  if (bytes == NULL || length < sizeof head)
    return FALSE;
  memcpy (&head, bytes, sizeof head);
  swap_head (&head);
  if (head.format != FORMAT || head.year > MAX_YEAR)
    return FALSE;
  for (guint i = 0; i < N_PARTS; i++)
    {
      if (head.lengths[i] > left)
        return FALSE;
      parts[i] = at;
      at += head.lengths[i];
      left -= head.lengths[i];
    }
  if (left != 0 || head.lengths[PART_VALUES] % sizeof (guint32) != 0 || head.lengths[PART_CLOSINGS] == 0
      || parts[PART_CLOSINGS][head.lengths[PART_CLOSINGS] - 1] != '\0')
    return FALSE;
  entry->hidden = head.hidden != 0;
  entry->year = head.year;
  entry->added = head.added;
  entry->deadline = head.deadline;
  entry->values = parts[PART_VALUES];
  entry->n_values = head.lengths[PART_VALUES] / (guint32) sizeof (guint32);
  entry->title_key = parts[PART_TITLE_KEY];
  entry->title_key_length = head.lengths[PART_TITLE_KEY];
  entry->closings = (const char *) parts[PART_CLOSINGS];
  for (guint i = 0; i < RC_N_COLUMNS; i++)
    {
      entry->columns[i] = (const char *) parts[PART_COLUMNS + i];
      entry->lengths[i] = head.lengths[PART_COLUMNS + i];
    }
  return TRUE;
}

guint64
rc_entry_get_age (const RcEntry *entry)
{
  const gint64 most = (1ll << 48) - 1;

  return (guint64) (MAX_YEAR - entry->year) << 48 | (guint64) (most - CLAMP (entry->added, 0, most));
}

guint64
rc_entry_get_least_age (int year)
{
  return (guint64) (MAX_YEAR - CLAMP (year, 0, MAX_YEAR)) << 48;
}

const char *
rc_entry_next_word (const char *column, gsize length, gsize *at, gsize *word_length)
{
  const char *word, *end;

  while (*at < length && column[*at] == ' ')
    (*at)++;
  if (*at >= length)
    return NULL;
  word = column + *at;
  end = memchr (word, ' ', length - *at);
  *word_length = end != NULL ? (gsize) (end - word) : length - *at;
  *at += *word_length;
  return word;
}
