/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record of ISO 2709. The directory is believed where it fits the terminators, and else the terminators are. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/iso2709.h"

#include "exchange/charset.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEADER RC_MARC_LEADER_LENGTH
#define JUNK_SEARCH 4096 /* how far into a file its first record may begin */
#define ENTRY 12          /* bytes of the directory, mostly */
#define EACH(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))
#define WRAP 100000 /* a start has five digits, and longer records begin anew */

typedef struct
{
  char tag[4];
  int length;
  int start;
} Entry;

/* The stretch between two field terminators, in the data area. */
typedef struct
{
  gsize start;
  gsize length;
  gboolean used;
} Segment;

gboolean
rc_iso2709_is_leader (const char *data, gsize length)
{
  return length >= LEADER && rc_iso2709_number (data, 5) >= 0 && rc_iso2709_number (data + 12, 5) >= LEADER;
}

gboolean
rc_iso2709_is_sure_leader (const char *data, gsize length)
{
  return rc_iso2709_is_leader (data, length) && g_ascii_isalpha (data[5]) && g_ascii_isalpha (data[6])
         && data[10] == '2' && data[11] == '2' && data[20] == '4' && data[21] == '5';
}

/* A leader and a directory, though their numbers may be broken: printable up to the first terminator. */
static gboolean
has_directory (const char *data, gsize length)
{
  const char *terminator = memchr (data, RC_ISO2709_FIELD_END, length);

  if (terminator == NULL || terminator - data < LEADER + 12)
    return FALSE;
  for (const char *p = data; p < terminator; p++)
    if (*p < ' ' || *p > '~')
      return FALSE;
  return rc_iso2709_number (terminator - 5, 5) >= 0;
}

gboolean
rc_iso2709_looks_like (const char *data, gsize length)
{
  if (rc_iso2709_is_leader (data, length) || has_directory (data, length))
    return TRUE;
  if (memchr (data, RC_ISO2709_FIELD_END, length) == NULL)
    return FALSE;
  for (gsize at = 1; at + LEADER <= MIN (length, JUNK_SEARCH); at++)
    if (rc_iso2709_is_sure_leader (data + at, length - at))
      return TRUE;
  return FALSE;
}

/* Widths of the two numbers of a directory entry, as the leader says; 4 and 5 where it says nothing of use. */
static void
read_entry_map (const char *leader, gsize directory_length, guint *length_width, guint *start_width)
{
  *length_width = 4;
  *start_width = 5;
  if (leader[20] >= '3' && leader[20] <= '6' && leader[21] >= '4' && leader[21] <= '7')
    {
      guint width = 3 + (leader[20] - '0') + (leader[21] - '0');

      if (directory_length % width != 0)
        return;
      *length_width = leader[20] - '0';
      *start_width = leader[21] - '0';
    }
}

static GArray *
read_directory (const char *leader, const char *directory, gsize length, gboolean *whole)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint length_width, start_width, width;

  read_entry_map (leader, length, &length_width, &start_width);
  width = 3 + length_width + start_width;
  *whole = length % width == 0;
  g_array_set_size (entries, (guint) (length / width));
  for (guint i = 0; i < entries->len; i++, directory += width)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      memcpy (entry->tag, directory, 3);
      entry->tag[3] = '\0';
      entry->length = rc_iso2709_number (directory + 3, length_width);
      entry->start = rc_iso2709_number (directory + 3 + length_width, start_width);
    }
  return entries;
}

static GArray *
read_segments (const char *area, gsize length)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (Segment));

  for (gsize start = 0; start < length;)
    {
      const char *stop = memchr (area + start, RC_ISO2709_FIELD_END, length - start);
      Segment segment = { start, (stop != NULL ? (gsize) (stop - area) : length) - start, FALSE };

      g_array_append_val (segments, segment);
      start += segment.length + 1;
    }
  return segments;
}

/* The entry names exactly what lies between two terminators. */
static gboolean
entry_fits (const Entry *entry, const char *area, gsize length)
{
  if (entry->start < 0 || entry->length < 1 || (gsize) entry->start + entry->length > length)
    return FALSE;
  return (entry->start == 0 || area[entry->start - 1] == RC_ISO2709_FIELD_END)
         && area[entry->start + entry->length - 1] == RC_ISO2709_FIELD_END;
}

/* A terminator inside becomes a blank. */
static RcRawField
make_field (const char *tag, char *data, gsize length, RcReaderItem *item)
{
  RcRawField field = { .data = data, .length = length };
  gboolean ends = memchr (data, RC_ISO2709_FIELD_END, length) != NULL || memchr (data, RC_ISO2709_RECORD_END, length) != NULL;

  memcpy (field.tag, tag, 4);
  for (gsize i = 0; ends && i < length; i++)
    if (data[i] == RC_ISO2709_FIELD_END || data[i] == RC_ISO2709_RECORD_END)
      {
        data[i] = ' ';
        rc_reader_item_warn (item, _ ("%s: a terminator inside the field was made a blank"), tag);
      }
  return field;
}

static void
add_field (GArray *fields, const char *tag, char *data, gsize length, RcReaderItem *item)
{
  RcRawField field = make_field (tag, data, length, item);

  g_array_append_val (fields, field);
}

static gboolean
read_as_directed (GArray *entries, char *area, gsize length, GArray *fields, RcReaderItem *item)
{
  guint n_before = fields->len;
  gsize covered = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (!entry_fits (entry, area, length))
        return FALSE;
      covered += entry->length;
    }
  g_array_set_size (fields, n_before + entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      g_array_index (fields, RcRawField, n_before + i) = make_field (entry->tag, area + entry->start, entry->length - 1, item);
    }
  if (covered < length)
    rc_reader_item_warn (item, _ ("%zu bytes are in no field of the directory and were left out"),
                         length - covered);
  return TRUE;
}

/* Starts that can be trusted to give the order: all there, none twice, none begun anew after 99999. */
static gboolean
starts_give_order (GArray *entries, gsize length)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (length >= WRAP)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      int start = g_array_index (entries, Entry, i).start;

      if (start < 0 || (gsize) start > length || !g_hash_table_add (seen, GINT_TO_POINTER (start)))
        return FALSE;
    }
  return TRUE;
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const Entry *const *one = a;
  const Entry *const *two = b;

  return (*one)->start - (*two)->start;
}

/* As many terminators as entries: the first in the order of the starts is the first in the record. */
static void
read_in_order (GArray *entries, GArray *segments, char *area, gsize length, GArray *fields, RcReaderItem *item)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autofree guint *rank = g_new (guint, entries->len);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (order, &g_array_index (entries, Entry, i));
  if (starts_give_order (entries, length))
    g_ptr_array_sort (order, compare_starts);
  for (guint i = 0; i < order->len; i++)
    rank[(Entry *) order->pdata[i] - (Entry *) (gpointer) entries->data] = i;
  for (guint i = 0; i < entries->len; i++)
    {
      const Segment *segment = &g_array_index (segments, Segment, rank[i]);

      add_field (fields, g_array_index (entries, Entry, i).tag, area + segment->start, segment->length, item);
    }
}

/* The stretch that an entry points into, or the first one that nobody has taken. With `exact`, only the one that is
 * just what the entry says. */
static Segment *
choose_segment (GArray *segments, const Entry *entry, gboolean exact)
{
  Segment *free_one = NULL;
  int start = entry->start;

  for (guint i = 0; i < segments->len; i++)
    {
      Segment *segment = &g_array_index (segments, Segment, i);

      if (segment->used)
        continue;
      if (free_one == NULL)
        free_one = segment;
      if (start < 0 || (gsize) start < segment->start || (gsize) start > segment->start + segment->length)
        continue;
      if (!exact || ((gsize) start == segment->start && (gsize) entry->length == segment->length + 1))
        return segment;
    }
  return exact ? NULL : free_one;
}

/* Entries that are right have their stretches first; the others share what is left. */
static void
read_by_guess (GArray *entries, GArray *segments, char *area, GArray *fields, RcReaderItem *item)
{
  g_autofree Segment **chosen = g_new0 (Segment *, entries->len);
  guint n_missing = 0, n_left = 0;

  for (guint i = 0; i < 2 * entries->len; i++)
    {
      guint at = i % entries->len;

      if (chosen[at] != NULL)
        continue;
      chosen[at] = choose_segment (segments, &g_array_index (entries, Entry, at), i < entries->len);
      if (chosen[at] != NULL)
        chosen[at]->used = TRUE;
    }
  for (guint i = 0; i < entries->len; i++)
    if (chosen[i] != NULL)
      add_field (fields, g_array_index (entries, Entry, i).tag, area + chosen[i]->start, chosen[i]->length, item);
    else
      n_missing++;
  for (guint i = 0; i < segments->len; i++)
    if (!g_array_index (segments, Segment, i).used)
      n_left++;
  if (n_missing > 0)
    rc_reader_item_warn (item, ngettext ("%u field of the directory is not there", "%u fields of the directory are not there",
                                         n_missing),
                         n_missing);
  if (n_left > 0)
    rc_reader_item_warn (item, ngettext ("%u field is not in the directory and was left out",
                                         "%u fields are not in the directory and were left out", n_left),
                         n_left);
}

/* Whole entries and nothing else, as they are in most directories. */
static gboolean
are_entries (const char *directory, gsize length)
{
  if (length == 0 || length % ENTRY != 0)
    return FALSE;
  for (gsize at = 0; at < length; at += ENTRY)
    if (rc_iso2709_number (directory + at + 3, ENTRY - 3) < 0)
      return FALSE;
  return TRUE;
}

/* Where the directory ends: at its terminator, or where the leader says when another byte stands there and only all before
 * that is entries. NULL when there is no end. */
static const char *
find_directory_end (const char *bytes, gsize length)
{
  const char *directory = bytes + LEADER, *terminator = memchr (directory, RC_ISO2709_FIELD_END, length - LEADER);
  int base = rc_iso2709_number (bytes + 12, 5);

  if (base <= LEADER + 1 || (gsize) base >= length || bytes[base - 1] == RC_ISO2709_FIELD_END
      || (terminator != NULL && (terminator < bytes + base || are_entries (directory, (gsize) (terminator - directory)))))
    return terminator;
  return are_entries (directory, (gsize) (base - 1 - LEADER)) ? bytes + base - 1 : terminator;
}

/* Nine digits of a directory, of a length and of a start; a start that is none is -1. Eight of them at once: pairs, then fours. */
static inline int
read_numbers (const char *digits, int *n_bytes)
{
  guint last = (guint) digits[8] - '0', eight;
  guint64 word;

  memcpy (&word, digits, sizeof word);
  word = GUINT64_FROM_LE (word) - EACH ('0');
  if (((word | (word + EACH (0x76))) & EACH (0x80)) != 0 || last > 9)
    return -1;
  word = word * 10 + (word >> 8);
  eight = (guint) (((word & 0x000000ff000000ff) * (100 + ((guint64) 1000000 << 32))
                    + ((word >> 16) & 0x000000ff000000ff) * (1 + ((guint64) 10000 << 32))) >> 32);
  *n_bytes = (int) (eight / 10000);
  return (int) (eight % 10000 * 10 + last);
}

/* The directory of nearly every record: entries in the order of the fields, which fill the record. FALSE, and there are no
 * fields, when it is another one. */
static gboolean
read_in_a_row (const char *directory, gsize directory_length, char *area, gsize length, GArray *fields)
{
  guint n = (guint) (directory_length / ENTRY);
  gsize at = 0;

  if (directory_length % ENTRY != 0 || n == 0)
    return FALSE;
  g_array_set_size (fields, n);
  for (guint i = 0; i < n; i++, directory += ENTRY)
    {
      RcRawField *field = &g_array_index (fields, RcRawField, i);
      int n_bytes = 0, start = read_numbers (directory + 3, &n_bytes);

      if (start < 0 || (gsize) start != at || n_bytes < 1 || at + n_bytes > length || area[at + n_bytes - 1] != RC_ISO2709_FIELD_END)
        {
          g_array_set_size (fields, 0);
          return FALSE;
        }
      memcpy (field->tag, directory, 3);
      field->tag[3] = '\0';
      field->data = area + at;
      field->length = (gsize) n_bytes - 1;
      at += n_bytes;
    }
  if (at == length)
    return TRUE;
  g_array_set_size (fields, 0);
  return FALSE;
}

gboolean
rc_iso2709_parse (char *bytes, gsize length, GArray *fields, gboolean *in_a_row, RcByteKinds *kinds, RcReaderItem *item)
{
  g_autoptr (GArray) entries = NULL;
  g_autoptr (GArray) segments = NULL;
  const char *directory_end;
  gboolean whole, ended;
  char *area;

  *in_a_row = FALSE;
  if (length <= LEADER)
    {
      rc_reader_item_reject (item, _ ("%zu bytes are no record"), length);
      return FALSE;
    }
  ended = bytes[length - 1] == RC_ISO2709_RECORD_END;
  if (ended)
    length--;
  directory_end = find_directory_end (bytes, length);
  if (directory_end == NULL)
    {
      rc_reader_item_reject (item, ended ? _ ("the record has no directory") : _ ("the record is cut in its directory"));
      return FALSE;
    }
  area = bytes + (directory_end - bytes) + 1;
  length -= area - bytes;
  if (ended && memcmp (bytes + 20, "45", 2) == 0 && rc_iso2709_number (bytes + 12, 5) == area - bytes
      && read_in_a_row (bytes + LEADER, (gsize) (directory_end - bytes) - LEADER, area, length, fields))
    {
      *kinds = rc_charset_scan_fields (area, length, fields->len);
      if ((*kinds & RC_BYTES_END) == 0)
        {
          *in_a_row = TRUE;
          return TRUE;
        }
      g_array_set_size (fields, 0);
    }
  entries = read_directory (bytes, bytes + LEADER, directory_end - bytes - LEADER, &whole);
  if (entries->len == 0)
    {
      rc_reader_item_reject (item, _ ("the directory of the record is empty"));
      return FALSE;
    }
  if (rc_iso2709_number (bytes + 12, 5) != area - bytes && area - bytes < WRAP)
    rc_reader_item_warn (item, _ ("the leader gave a wrong start of the fields"));
  if (whole && read_as_directed (entries, area, length, fields, item))
    {
      if (!ended)
        rc_reader_item_warn (item, _ ("the record has no terminator"));
      return TRUE;
    }
  if (!ended)
    {
      rc_reader_item_reject (item, _ ("the record is cut: %zu bytes of its fields are there"), length);
      return FALSE;
    }
  rc_reader_item_warn (item, _ ("the directory was damaged: fields were told apart by their terminators"));
  segments = read_segments (area, length);
  if (segments->len == entries->len)
    read_in_order (entries, segments, area, length, fields, item);
  else
    read_by_guess (entries, segments, area, fields, item);
  return TRUE;
}
