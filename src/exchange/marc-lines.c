/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/marc-lines.h"

#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define TAG 3
#define CONTENT (TAG + 4) /* where the sign of the first subfield mostly stands */
#define FIELD_END '^'
#define HEAD 2048 /* how far a first record of MicroLIF is looked for */
#define BLANKS " _#\\^" /* what stands for a blank in leaders, coded fields and indicators */
#define DOUBLE_DAGGER "\xe2\x80\xa1"

static gboolean
is_blank_sign (char sign)
{
  return sign != '\0' && strchr (BLANKS, sign) != NULL;
}

/* "01142cam  2200301 a 4500", with any sign for a blank, and as little in order as in records that others broke. */
static gboolean
is_leader (const char *text, gsize length)
{
  if (length < RC_MARC_LEADER_LENGTH || (!g_ascii_isalpha (text[6]) && !is_blank_sign (text[6])))
    return FALSE;
  for (guint i = 0; i < 17; i = i == 4 ? 12 : i + 1)
    if (!g_ascii_isdigit (text[i]) && !is_blank_sign (text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_end (const char *line, gsize length, gsize at)
{
  return at >= length || line[at] == '\r' || line[at] == '\n';
}

/* Where the leader stands in its line; 0 and FALSE when it is none. */
static gboolean
find_leader (const char *line, gsize length, gsize *at)
{
  static const char *const names[] = { "=LDR", "LDR", "000", "Leader", "leader", "LEADER" };

  *at = 0;
  for (guint i = 0; i < G_N_ELEMENTS (names) && *at == 0; i++)
    if (length > strlen (names[i]) && memcmp (line, names[i], strlen (names[i])) == 0 && strchr (" \t:|", line[strlen (names[i])]) != NULL)
      *at = strlen (names[i]) + 1;
  while (*at > 0 && *at < length && (line[*at] == ' ' || line[*at] == '\t'))
    (*at)++;
  /* Alone in its line, it is one of digits. */
  return is_leader (line + *at, length - *at)
         && (*at > 0 || (is_end (line, length, RC_MARC_LEADER_LENGTH) && rc_iso2709_number (line, 5) > RC_MARC_LEADER_LENGTH && g_ascii_isdigit (line[12])));
}

/* What yaz-marcdump says of a record stands before it, in parentheses. */
static const char *
skip_remarks (const char *data, gsize length)
{
  const char *end = data + length, *next;

  while (data < end && *data == '(' && (next = memchr (data, '\n', (gsize) (end - data))) != NULL)
    data = next + 1;
  return data;
}

gboolean
rc_marc_lines_is_leader (const char *line, gsize length)
{
  const char *leader = skip_remarks (line, length);
  gsize at;

  length -= (gsize) (leader - line);
  /* MARCMaker has two blanks behind each tag, and escapes of its own. */
  if (length > 6 && memcmp (leader, "=LDR  ", 6) == 0)
    return FALSE;
  return find_leader (leader, length, &at);
}

static gboolean
is_field (const char *line, gsize length)
{
  gsize mark = length > 0 && *line == '=';

  return length > mark + TAG + 1 && g_ascii_isalnum (line[mark]) && g_ascii_isalnum (line[mark + 1]) && g_ascii_isalnum (line[mark + 2])
         && (line[mark + TAG] == ' ' || line[mark + TAG] == '\t');
}

gboolean
rc_marc_lines_looks_like (const char *data, gsize length)
{
  const char *end = data + length, *leader = skip_remarks (data, length);
  const char *line = leader < end ? memchr (leader, '\n', (gsize) (end - leader)) : NULL;

  return line != NULL && rc_marc_lines_is_leader (leader, (gsize) (end - leader)) && is_field (line + 1, (gsize) (end - line - 1));
}

static void
set_leader (char *leader, const char *text, gsize length)
{
  memset (leader, ' ', RC_MARC_LEADER_LENGTH);
  memcpy (leader, text, MIN (length, RC_MARC_LEADER_LENGTH));
  for (guint i = 5; i < RC_MARC_LEADER_LENGTH; i++)
    if (is_blank_sign (leader[i]))
      leader[i] = ' ';
  memcpy (leader + 10, "22", 2);
  memcpy (leader + 20, "4500", 4);
}

/* How subfields are told apart in a field. */
typedef struct
{
  char sign;       /* before a code */
  gboolean spaced; /* a blank before the sign and behind the code is no text */
  gboolean single; /* one in each line: what looks like another one is text */
} Habit;

/* The sign of the first subfield; where it stands, or length. */
static gsize
find_sign (const char *line, gsize length, Habit *habit)
{
  for (gsize at = TAG; at + 1 < length && at <= CONTENT + 2; at++)
    {
      if (length - at > strlen (DOUBLE_DAGGER) && memcmp (line + at, DOUBLE_DAGGER, strlen (DOUBLE_DAGGER)) == 0)
        {
          habit->sign = DOUBLE_DAGGER[0];
          habit->spaced = at + 4 < length && line[at + 4] == ' ';
          return at;
        }
      if (strchr ("$|", line[at]) == NULL && (line[at] != '_' || at != CONTENT))
        continue;
      if (!g_ascii_isalnum (line[at + 1]))
        continue;
      habit->sign = line[at];
      habit->spaced = at + 2 < length && line[at + 2] == ' ';
      habit->single = line[at] == '_';
      return at;
    }
  return length;
}

/* In place: the text with the sign of MARC before each code. */
static gsize
mark_subfields (char *text, gsize length, const Habit *habit)
{
  gsize width = habit->sign == DOUBLE_DAGGER[0] ? strlen (DOUBLE_DAGGER) : 1, n = 0;

  for (gsize i = 0; i < length; i++)
    {
      gboolean begins = text[i] == habit->sign && i + width < length && g_ascii_isalnum (text[i + width])
                        && (width == 1 || memcmp (text + i, DOUBLE_DAGGER, width) == 0) && (i == 0 || !habit->single);

      if (begins && i > 0 && habit->spaced)
        begins = text[i - 1] == ' ' && i + width + 1 < length && text[i + width + 1] == ' ';
      if (!begins)
        {
          text[n++] = text[i];
          continue;
        }
      if (habit->spaced && n > 0 && text[n - 1] == ' ')
        n--;
      text[n++] = RC_MARC_SUBFIELD;
      text[n++] = text[i + width];
      i += width + (habit->spaced && i + width + 1 < length ? 1 : 0);
    }
  return n;
}

/* How far behind the tag the lines of a record go on. */
typedef struct
{
  gsize indicators;
  gsize control;  /* the text of a control field */
  gboolean known; /* that of a number is no blank */
  char blank;     /* what the leader has in its place */
} Layout;

/* In control fields blanks count: a date or a sign of an agency shows where their text begins. */
static Layout
find_layout (const GString *lines)
{
  Layout layout = { TAG + 1, TAG + 1, FALSE, ' ' };
  const char *line = lines->str;
  gsize at;

  if (g_str_has_prefix (line, BOM))
    line += strlen (BOM);
  line = skip_remarks (line, strlen (line));
  if (find_leader (line, strlen (line), &at))
    {
      layout.blank = is_blank_sign (line[at + 9]) ? line[at + 9] : is_blank_sign (line[at + 8]) ? line[at + 8] : ' ';
      /* As MARCMaker has it, without the sign before the tag. */
      if (at == TAG + 2 && strchr (" \t", line[TAG]) != NULL)
        {
          layout.indicators = layout.control = TAG + 2;
          layout.known = TRUE;
        }
    }
  while (!layout.known && (line = strchr (line, '\n')) != NULL)
    if (g_str_has_prefix (++line, "005 ") || g_str_has_prefix (line, "003 "))
      {
        layout.control = TAG + strspn (line + TAG, " ");
        layout.known = TRUE;
      }
  return layout;
}

static void
add_control (GArray *fields, RcRawField *field, char *line, gsize length, const Layout *layout)
{
  gsize at = MIN (length, layout->control);

  while (!layout->known && field->tag[2] < '6' && at < length && line[at] == ' ')
    at++;
  field->data = line + at;
  field->length = length - at;
  for (; at < length && field->tag[2] >= '6'; at++)
    if (line[at] == layout->blank)
      line[at] = ' ';
  g_array_append_val (fields, *field);
}

static void
add_line (GArray *fields, char *line, gsize length, const Layout *layout, RcReaderItem *item)
{
  RcRawField field = { { 0 } };
  Habit habit = { 0 };
  gsize sign;
  char indicators[2];

  memcpy (field.tag, line, TAG);
  if (rc_marc_field_is_control (&field))
    {
      add_control (fields, &field, line, length, layout);
      return;
    }
  sign = find_sign (line, length, &habit);
  if (sign == length)
    {
      rc_reader_item_warn (item, _ ("the line “%.40s” is no field and was left out"), line);
      return;
    }
  for (guint i = 0; i < 2; i++)
    {
      gsize at = layout->indicators + i;

      indicators[i] = at < sign && g_ascii_isgraph (line[at]) && !is_blank_sign (line[at]) ? line[at] : ' ';
    }
  field.data = line + sign - 2;
  memcpy (line + sign - 2, indicators, 2);
  field.length = 2 + mark_subfields (line + sign, length - sign, &habit);
  g_array_append_val (fields, field);
}

/* What MARC::Record has below a field: a further subfield of it, "       _bText". It is moved up to it. */
static gboolean
join_subfield (GArray *fields, char *line, gsize length)
{
  RcRawField *last = fields->len > 0 ? &g_array_index (fields, RcRawField, fields->len - 1) : NULL;
  char *end;

  if (last == NULL || rc_marc_field_is_control (last) || length < CONTENT + 2 || line[CONTENT] != '_'
      || strspn (line, " ") != CONTENT)
    return FALSE;
  line[CONTENT] = RC_MARC_SUBFIELD;
  end = (char *) last->data + last->length;
  memmove (end, line + CONTENT, length - CONTENT);
  last->length += length - CONTENT;
  return TRUE;
}

void
rc_marc_lines_read (GString *lines, GArray *fields, char *leader, RcReaderItem *item)
{
  const Layout layout = find_layout (lines);
  char *line = lines->str, *end = lines->str + lines->len, *next;
  gsize at;

  if (g_str_has_prefix (line, BOM))
    line += strlen (BOM);
  for (; line < end; line = next)
    {
      char *stop = memchr (line, '\n', (gsize) (end - line));
      gsize length;

      next = stop != NULL ? stop + 1 : end;
      length = (gsize) (next - line) - (stop != NULL);
      if (length > 0 && line[length - 1] == '\r')
        length--;
      line[length] = '\0';
      if (find_leader (line, length, &at))
        set_leader (leader, line + at, length - at);
      else if (is_field (line, length))
        add_line (fields, line + (*line == '='), length - (*line == '='), &layout, item);
      else if (!join_subfield (fields, line, length))
        rc_reader_item_warn (item, _ ("the line “%.40s” is no field and was left out"), line);
    }
}

/* "LDR" at the beginning of a line, behind the line that the file begins with. */
static const char *
find_microlif (const char *data, gsize length)
{
  for (gsize i = 0; i + TAG + RC_MARC_LEADER_LENGTH < MIN (length, HEAD); i++)
    if ((i == 0 || data[i - 1] == '\n' || data[i - 1] == '\r' || data[i - 1] == RC_MICROLIF_END) && memcmp (data + i, "LDR", TAG) == 0)
      return data + i;
  return NULL;
}

gboolean
rc_microlif_looks_like (const char *data, gsize length)
{
  const char *leader = find_microlif (data, length);
  gsize left = leader != NULL ? length - (gsize) (leader - data) : 0;
  const char *end = left > 0 ? memchr (leader, FIELD_END, left) : NULL;

  /* The leader is whole, and what ends a field is the end of its line. */
  return end != NULL && end - leader >= TAG + RC_MARC_LEADER_LENGTH - 1 && end - leader <= TAG + RC_MARC_LEADER_LENGTH + 1
         && (left == (gsize) (end - leader) + 1 || strchr ("\r\n0123456789", end[1]) != NULL);
}

static void
add_microlif_field (GArray *fields, char *text, gsize length, RcReaderItem *item)
{
  RcRawField field = { { 0 } };

  if (length < TAG + 2 || !g_ascii_isalnum (text[0]) || !g_ascii_isalnum (text[1]) || !g_ascii_isalnum (text[2]))
    {
      text[length] = '\0';
      rc_reader_item_warn (item, _ ("the line “%.40s” is no field and was left out"), text);
      return;
    }
  memcpy (field.tag, text, TAG);
  field.data = text + TAG;
  field.length = length - TAG;
  for (gsize i = TAG + 2; i < length && !rc_marc_field_is_control (&field); i++)
    if (text[i] == '_')
      text[i] = RC_MARC_SUBFIELD;
  g_array_append_val (fields, field);
}

void
rc_microlif_read (GString *record, GArray *fields, char *leader, RcReaderItem *item)
{
  const char *first = find_microlif (record->str, record->len);
  gsize n = 0, start = 0;

  if (first != NULL)
    g_string_erase (record, 0, first - record->str);
  /* Lines end where they are full; only the signs count. */
  for (gsize i = 0; i < record->len; i++)
    if (record->str[i] != '\r' && record->str[i] != '\n' && record->str[i] != RC_MICROLIF_END)
      record->str[n++] = record->str[i];
  g_string_truncate (record, n);
  for (gsize i = 0; i <= n; i++)
    {
      char *text = record->str + start;
      gsize length = i - start;

      if (i < n && record->str[i] != FIELD_END)
        continue;
      start = i + 1;
      if (length == 0)
        continue;
      if (length >= TAG && memcmp (text, "LDR", TAG) == 0)
        set_leader (leader, text + TAG, length - TAG);
      else
        add_microlif_field (fields, text, length, item);
    }
}
