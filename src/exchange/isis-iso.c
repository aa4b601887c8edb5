/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports of CDS/ISIS and IRBIS in ISO 2709. A line break may stand anywhere, so that a record is first put together. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-files.h"

#include "exchange/iso2709.h"
#include "exchange/isis-layout.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEADER 24
#define ENTRY 12
#define LINE 80
#define INDICATORS 2
#define IRBIS_SUBFIELD '\x1f'
#define SAMPLE 8192 /* of the file, to tell what it is */

/* Takes bytes without the line breaks after each `width`. */
typedef struct
{
  GString *text;
  gsize width;    /* 0: there are no lines */
  gsize consumed; /* of the window, with the breaks */
  gsize column;
} Joiner;

/* The bytes of the line that begins there, without its break; `next` is where the one after it does. FALSE when it has no end. */
static gboolean
measure_line (const char *data, gsize length, gsize at, gsize *width, gsize *next)
{
  const char *stop = at < length ? memchr (data + at, '\n', length - at) : NULL;

  if (stop == NULL)
    return FALSE;
  *next = (gsize) (stop - data) + 1;
  *width = *next - 1 - at;
  if (*width > 0 && stop[-1] == '\r')
    (*width)--;
  return TRUE;
}

/* The leader counts without breaks: where it is right with them, there are none. */
static gboolean
is_whole (const char *data, gsize length, gsize declared)
{
  char last = declared > LEADER && declared <= length ? data[declared - 1] : '\0';

  return (last == RC_ISO2709_RECORD_END && data[declared - 2] == RC_ISO2709_FIELD_END)
         || (last == '#' && data[declared - 2] == '#' && (declared == length || strchr ("\r\n0123456789", data[declared]) != NULL));
}

/* How wide the lines are that the record with this leader was cut into: as the first one, where the next is the same, or holds the
 * rest of the record. 0: it is in one piece. */
static gsize
measure_width (const char *data, gsize length)
{
  gsize declared = (gsize) rc_iso2709_number (data, 5), first, second, third, next, after;

  if (is_whole (data, length, declared) || !measure_line (data, length, 0, &first, &next) || first < LEADER)
    return 0;
  if (first == LINE)
    return LINE;
  if (first >= declared || !measure_line (data, length, next, &second, &after))
    return 0;
  if (first + second == declared)
    return first;
  if (second != first)
    return 0;
  return 2 * first == declared || !measure_line (data, length, after, &third, &after) || third <= first ? first : 0;
}

/* Goes on until the text has `wanted` bytes. FALSE when the window ends before. */
static gboolean
join (Joiner *self, const char *data, gsize length, gsize wanted)
{
  while (self->text->len < wanted)
    {
      gsize at = self->consumed;

      if (at >= length)
        return FALSE;
      if (self->width > 0 && self->column == self->width && (data[at] == '\n' || data[at] == '\r'))
        {
          at += data[at] == '\r' && at + 1 < length && data[at + 1] == '\n' ? 2 : 1;
          self->column = 0;
          self->consumed = at;
          continue;
        }
      g_string_append_c (self->text, data[at]);
      self->column++;
      self->consumed++;
    }
  return TRUE;
}

static gboolean
is_leader (const char *data, gsize length)
{
  return rc_iso2709_is_leader (data, length) && rc_iso2709_number (data + 12, 5) <= MAX (rc_iso2709_number (data, 5), LEADER + 1)
         && g_ascii_isdigit (data[10]) && g_ascii_isdigit (data[11]);
}

/* The sign at the end of fields, which stands before the first one. */
static char
find_terminator (const GString *text)
{
  int base = rc_iso2709_number (text->str + 12, 5);
  char terminator = base > LEADER && (gsize) base <= text->len ? text->str[base - 1] : '\0';

  return terminator == '#' || terminator == RC_ISO2709_FIELD_END ? terminator : '\0';
}

static gboolean
is_record_end (char c)
{
  return c == '#' || c == RC_ISO2709_RECORD_END;
}

/* Whether the lines so far end as a record does: with the ends of its last field and of itself. */
static gboolean
ends_record (const GString *text)
{
  char last = text->len > LEADER ? text->str[text->len - 1] : '\0';

  return last == RC_ISO2709_RECORD_END || (last == '#' && text->str[text->len - 2] == '#');
}

/* A line of the directory can look like a leader; behind it, one is a leader. */
static gboolean
is_past_directory (const GString *text)
{
  return memchr (text->str, '#', text->len) != NULL || memchr (text->str, RC_ISO2709_FIELD_END, text->len) != NULL;
}

/* Where a record ends within a line: behind the ends of its last field and of itself, when another one follows at once. 0: nowhere. */
static gsize
find_next_record (const char *data, gsize from, gsize stop, gsize length)
{
  for (gsize at = from + 1; at < stop; at++)
    if (((data[at] == RC_ISO2709_RECORD_END && data[at - 1] == RC_ISO2709_FIELD_END) || (data[at] == '#' && data[at - 1] == '#'))
        && is_leader (data + at + 1, length - at - 1))
      return at + 1;
  return 0;
}

/* One whose length is wrong: lines up to one before a leader, or up to the sign of the end. */
static gboolean
join_by_signs (RcInput *input, Joiner *joiner, GCancellable *cancellable, GError **error)
{
  gsize at = 0;

  for (;;)
    {
      gssize end = rc_input_find (input, '\n', at, RC_MAX_RECORD_BYTES, cancellable, error);
      gsize length, stop, content, next;
      const char *data = rc_input_peek (input, &length);

      if (end == -2)
        return FALSE;
      next = find_next_record (data, at, end >= 0 ? (gsize) end : MIN (length, RC_MAX_RECORD_BYTES), length);
      if (next > 0)
        {
          g_string_append_len (joiner->text, data + at, next - at);
          joiner->consumed = next;
          return TRUE;
        }
      stop = end >= 0 ? (gsize) end + 1 : MIN (length, RC_MAX_RECORD_BYTES);
      for (content = stop; content > at && (data[content - 1] == '\n' || data[content - 1] == '\r');)
        content--;
      g_string_append_len (joiner->text, data + at, content - at);
      joiner->consumed = stop;
      if (!rc_input_fill (input, stop + LEADER, cancellable, error))
        return FALSE;
      data = rc_input_peek (input, &length);
      if (end < 0 || (content - at < (joiner->width > 0 ? joiner->width : LINE) && ends_record (joiner->text))
          || (is_leader (data + stop, length - stop) && is_past_directory (joiner->text)))
        return TRUE;
      at = stop;
    }
}

/* The record that begins in the window, without line breaks. FALSE on an error. */
static gboolean
join_record (RcInput *input, Joiner *joiner, gboolean *repaired, GCancellable *cancellable, GError **error)
{
  gsize length, declared;
  const char *data;

  if (!rc_input_fill (input, LEADER, cancellable, error))
    return FALSE;
  data = rc_input_peek (input, &length);
  if (is_leader (data, length))
    {
      declared = rc_iso2709_number (data, 5);
      if (!rc_input_fill (input, declared + 2 * (declared / LEADER + 2), cancellable, error))
        return FALSE;
      data = rc_input_peek (input, &length);
      joiner->width = measure_width (data, length);
      if (declared > LEADER && join (joiner, data, length, declared) && is_record_end (joiner->text->str[declared - 1]))
        return TRUE;
    }
  *repaired = TRUE;
  g_string_truncate (joiner->text, 0);
  joiner->consumed = 0;
  return join_by_signs (input, joiner, cancellable, error);
}

/* A field of IRBIS has two indicators, and 0x1F where others have ^. */
static void
add_field (RcIsisRecord *record, guint tag, const char *data, gsize length, gboolean indicators)
{
  RcIsisField *field;

  if (indicators && tag >= 10 && length >= INDICATORS)
    {
      if (memcmp (data, "  ", INDICATORS) == 0 || (length > INDICATORS && data[INDICATORS] == IRBIS_SUBFIELD))
        {
          data += INDICATORS;
          length -= INDICATORS;
        }
    }
  rc_isis_record_add (record, tag, data, length);
  field = &g_array_index (record->fields, RcIsisField, record->fields->len - 1);
  for (gsize i = 0; i < length; i++)
    if (field->text[i] == IRBIS_SUBFIELD)
      field->text[i] = RC_ISIS_SUBFIELD;
}

/* The fields by the directory. FALSE when it does not fit the text. */
static gboolean
read_by_directory (const GString *text, char terminator, RcIsisRecord *record, gboolean add)
{
  gsize base = rc_iso2709_number (text->str + 12, 5);

  for (gsize at = LEADER; at + ENTRY < base; at += ENTRY)
    {
      int tag = rc_iso2709_number (text->str + at, 3), n_bytes = rc_iso2709_number (text->str + at + 3, 4);
      int start = rc_iso2709_number (text->str + at + 7, 5);

      if (tag < 0 || n_bytes < 1 || start < 0 || base + start + n_bytes > text->len
          || text->str[base + start + n_bytes - 1] != terminator)
        return FALSE;
      if (add)
        add_field (record, tag, text->str + base + start, n_bytes - 1, text->str[10] == '2');
    }
  return TRUE;
}

/* The fields by their terminators, in the order of the directory. */
static void
read_by_terminators (const GString *text, char terminator, RcIsisRecord *record)
{
  gsize base = rc_iso2709_number (text->str + 12, 5), from = base;

  for (gsize at = LEADER; at + ENTRY < base && from < text->len; at += ENTRY)
    {
      const char *stop = memchr (text->str + from, terminator, text->len - from);
      gsize end = stop != NULL ? (gsize) (stop - text->str) : text->len;
      int tag = rc_iso2709_number (text->str + at, 3);

      add_field (record, MAX (tag, 0), text->str + from, end - from, text->str[10] == '2');
      from = end + 1;
    }
}

static void
read_record (const GString *text, gboolean repaired, RcIsisRecord *record)
{
  char terminator;

  if (text->len < LEADER || !is_leader (text->str, text->len))
    {
      record->rejection = g_strdup_printf (_ ("%zu bytes that are no record"), text->len);
      return;
    }
  if (text->len > RC_MAX_RECORD_BYTES)
    {
      record->rejection = g_strdup_printf (_ ("more than %d MiB without an end of record"), RC_MAX_RECORD_BYTES / 1024 / 1024);
      return;
    }
  if (repaired && (gsize) rc_iso2709_number (text->str, 5) != text->len)
    rc_isis_record_warn (record, _ ("the leader gave %zu bytes, the record has %zu"), (gsize) rc_iso2709_number (text->str, 5),
                         text->len);
  record->deleted = text->str[5] == 'd' || text->str[5] == '1';
  terminator = find_terminator (text);
  if (terminator == '\0')
    record->rejection = g_strdup (_ ("the directory has no end"));
  else if (read_by_directory (text, terminator, record, FALSE))
    read_by_directory (text, terminator, record, TRUE);
  else
    {
      rc_isis_record_warn (record, _ ("the directory does not fit the fields, which were read by their ends"));
      read_by_terminators (text, terminator, record);
    }
}

RcIsisRecord *
rc_isis_iso_next (RcInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Joiner joiner = { .text = text };
  RcIsisRecord *record;
  gboolean repaired = FALSE;
  gsize length, n = 0;
  const char *data;

  do
    {
      if (n > 0)
        rc_input_skip (input, n);
      if (!rc_input_fill (input, LINE, cancellable, error))
        return NULL;
      data = rc_input_peek (input, &length);
      for (n = 0; n < length && (data[n] == '\0' || strchr (" \t\r\n\x1a\x1d\x1e#", data[n]) != NULL);)
        n++;
    }
  while (n > 0);
  if (length == 0)
    return NULL;
  if (!join_record (input, &joiner, &repaired, cancellable, error))
    return NULL;
  data = rc_input_peek (input, &length);
  record = rc_isis_record_new (data, joiner.consumed);
  read_record (text, repaired, record);
  rc_input_skip (input, joiner.consumed);
  return record;
}

/* IRBIS writes leaders like those of MARC: its worksheet (920) and its own fields tell them apart. */
static gboolean
is_irbis (const GString *text)
{
  gsize base = rc_iso2709_number (text->str + 12, 5);
  gboolean worksheet = FALSE, own = FALSE;

  for (gsize at = LEADER; at + ENTRY < MIN (base, text->len); at += ENTRY)
    {
      int tag = rc_iso2709_number (text->str + at, 3);

      if (tag == 245 || tag == 1)
        return FALSE;
      worksheet = worksheet || tag == 920;
      own = own || tag == 903 || tag == 907 || tag == 910;
    }
  return worksheet && own;
}

gboolean
rc_isis_iso_looks_like (const char *data, gsize length)
{
  g_autoptr (GString) text = NULL;
  Joiner joiner = { NULL };
  char terminator;

  if (!is_leader (data, length))
    return FALSE;
  text = joiner.text = g_string_new (NULL);
  joiner.width = measure_width (data, length);
  join (&joiner, data, MIN (length, SAMPLE), MIN ((gsize) rc_iso2709_number (data + 12, 5), SAMPLE));
  terminator = find_terminator (text);
  if (terminator == '\0' || (text->len - LEADER) % ENTRY != 1)
    return joiner.width > 0;
  if (terminator == '#' || joiner.width > 0)
    return TRUE;
  /* No indicators and no codes of subfields, as the standard has it for files that use none. */
  return (text->str[10] == '0' && text->str[11] == '0') || is_irbis (text);
}

gboolean
rc_isis_looks_like (const char *data, gsize length)
{
  return rc_isis_layout_detect (data, length) != NULL || rc_isis_iso_looks_like (data, length) || rc_isis_text_looks_like (data, length)
         || rc_isis_id_looks_like (data, length);
}
