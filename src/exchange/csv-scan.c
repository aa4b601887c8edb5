/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where one row of a table ends and its cells stand. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-scan.h"

#define AHEAD 16                /* units behind a quotation mark that must be known to judge it */
#define RECOVERY (16 * 1024)    /* bytes in which a next row is looked for */

typedef struct
{
  const RcCsvSigns *signs;
  const char *data;
  gsize length;
  gboolean at_end;
  RcCsvSpan *span;
  gsize at;
} Scan;

guint
rc_csv_get_unit (const RcCsvSigns *signs, const char *data, gsize at)
{
  if (signs->width == 1)
    return (guchar) data[at];
  if (signs->big_endian)
    return (guint) (guchar) data[at] << 8 | (guchar) data[at + 1];
  return (guint) (guchar) data[at + 1] << 8 | (guchar) data[at];
}

static gboolean
is_inside (const Scan *self, gsize at)
{
  return at + self->signs->width <= self->length;
}

/* Whether there is enough behind `at` to judge what stands there. */
static gboolean
is_known (const Scan *self, gsize at)
{
  return self->at_end || is_inside (self, at + AHEAD * self->signs->width);
}

/* Blanks, then a separator, the end of the line or of the file. */
static gboolean
ends_cell (const Scan *self, gsize at)
{
  guint unit;

  for (guint n = 0; n < AHEAD - 1; n++, at += self->signs->width)
    {
      if (!is_inside (self, at))
        return TRUE;
      unit = rc_csv_get_unit (self->signs, self->data, at);
      if (unit == self->signs->separator || unit == self->signs->newline)
        return TRUE;
      if (unit != ' ' && unit != '\r')
        return FALSE;
    }
  return FALSE;
}

static void
add_cell (Scan *self, gsize start, gsize end, gboolean quoted)
{
  RcCsvCell cell = { start, MAX (start, end), quoted };

  if (self->span->cells->len < RC_CSV_MAX_CELLS)
    g_array_append_val (self->span->cells, cell);
  else
    self->span->n_cut++;
}

typedef enum
{
  MARK_CLOSES,
  MARK_MISSING,
  MARK_MORE,
} MarkResult;

/* Whether a cell in quotation marks that had another mark inside, at `at`, is closed further on in its first line. If not,
 * the first one was a letter, too. */
static MarkResult
find_closing_mark (const Scan *self, gsize at)
{
  guint before = '"';

  for (at += self->signs->width; is_inside (self, at); at += self->signs->width)
    {
      guint unit = rc_csv_get_unit (self->signs, self->data, at);

      if (!is_known (self, at))
        return MARK_MORE;
      if (unit == self->signs->newline || (unit == '"' && before == self->signs->separator))
        return MARK_MISSING;
      if (unit == '"' && ends_cell (self, at + self->signs->width))
        return MARK_CLOSES;
      if (unit != ' ')
        before = unit;
    }
  return self->at_end ? MARK_MISSING : MARK_MORE;
}

typedef enum
{
  CELL_DONE,    /* at stands on what ends it */
  CELL_LITERAL, /* it has no quotation marks around it after all */
  CELL_BROKEN,
  CELL_MORE,
} CellResult;

static CellResult
close_cell (Scan *self, gsize start, gsize end, gboolean stray)
{
  const guint width = self->signs->width;

  add_cell (self, start, end, TRUE);
  for (self->at = end + width; is_inside (self, self->at); self->at += width)
    {
      guint unit = rc_csv_get_unit (self->signs, self->data, self->at);

      if (unit == self->signs->newline || (unit != ' ' && unit != '\r'))
        break;
    }
  self->span->stray = self->span->stray || stray;
  return CELL_DONE;
}

/* A cell whose first unit is a quotation mark. line_end: (out) behind its first line when it has several, else 0. */
static CellResult
scan_quoted (Scan *self, gsize *line_end)
{
  const guint width = self->signs->width;
  const gsize start = self->at + width;
  gboolean stray = FALSE;

  *line_end = 0;
  for (gsize at = start; is_inside (self, at) && is_known (self, at); at += width)
    {
      guint unit = rc_csv_get_unit (self->signs, self->data, at);

      if (unit == self->signs->newline)
        {
          *line_end = *line_end > 0 ? *line_end : at + width;
          if (stray)
            return CELL_BROKEN;
        }
      else if (unit == '"' && is_inside (self, at + width) && rc_csv_get_unit (self->signs, self->data, at + width) == '"')
        at += width;
      else if (unit == '"' && ends_cell (self, at + width))
        return close_cell (self, start, at, stray);
      else if (unit == '"' && *line_end > 0)
        return CELL_BROKEN; /* a cell of several lines doubles its quotation marks, or nobody can say where it ends */
      else if (unit == '"' && !stray)
        {
          MarkResult mark = find_closing_mark (self, at);

          if (mark != MARK_CLOSES)
            return mark == MARK_MISSING ? CELL_LITERAL : CELL_MORE;
          stray = TRUE;
        }
      if (*line_end > 0 && at - start > self->signs->most_quoted)
        {
          self->span->vain = TRUE;
          return CELL_BROKEN;
        }
    }
  if (*line_end == 0)
    *line_end = self->length;
  return self->at_end ? CELL_BROKEN : CELL_MORE;
}

static gsize
skip_to_end_of_cell (const Scan *self, gsize at)
{
  for (; is_inside (self, at); at += self->signs->width)
    {
      guint unit = rc_csv_get_unit (self->signs, self->data, at);

      if (unit == self->signs->separator || unit == self->signs->newline)
        break;
    }
  return at;
}

/* Whether the line at `at` may be a row: it has as many cells as the table, or begins one that goes on in the next line. */
static gboolean
is_plausible (const Scan *self, gsize at)
{
  const RcCsvSigns *signs = self->signs;
  gboolean quoted = FALSE, start = TRUE;
  guint n = 1;

  for (; is_inside (self, at); at += signs->width)
    {
      guint unit = rc_csv_get_unit (signs, self->data, at);

      if (unit == signs->newline)
        break;
      if (unit == '"' && (quoted || start))
        quoted = !quoted;
      else if (unit == signs->separator && !quoted)
        n++;
      start = !quoted && unit == signs->separator;
    }
  return n == signs->n_columns || (quoted && n > 1 && n <= signs->n_columns);
}

/* Where to read on after a mark that is not closed: line_end is behind its first line. */
static gsize
find_next_row (const Scan *self, gsize line_end)
{
  const guint width = self->signs->width;
  gsize most = MIN (self->length, line_end + RECOVERY);

  if (self->signs->n_columns < 2)
    return line_end;
  for (gsize at = line_end; at < most;)
    {
      if (is_plausible (self, at))
        return at;
      while (at + width <= most && rc_csv_get_unit (self->signs, self->data, at) != self->signs->newline)
        at += width;
      at += width;
    }
  return line_end;
}

/* A cell without quotation marks. FALSE when the data ends first. */
static gboolean
scan_plain (Scan *self, gsize from)
{
  gsize start = self->at, end = skip_to_end_of_cell (self, from);

  if (!is_inside (self, end) && !self->at_end)
    return FALSE;
  add_cell (self, start, end, FALSE);
  self->at = MIN (end, self->length);
  return TRUE;
}

static RcCsvResult
scan_cell (Scan *self)
{
  const guint width = self->signs->width;
  gsize at = self->at, line_end;

  while (is_inside (self, at) && rc_csv_get_unit (self->signs, self->data, at) == ' ')
    at += width;
  if (!is_inside (self, at) && !self->at_end)
    return RC_CSV_MORE;
  if (!is_inside (self, at) || rc_csv_get_unit (self->signs, self->data, at) != '"')
    return scan_plain (self, at) ? RC_CSV_ROW : RC_CSV_MORE;
  self->at = at;
  switch (scan_quoted (self, &line_end))
    {
    case CELL_DONE:
      return RC_CSV_ROW;
    case CELL_LITERAL:
      self->span->stray = TRUE;
      return scan_plain (self, at + width) ? RC_CSV_ROW : RC_CSV_MORE;
    case CELL_BROKEN:
      if (!self->at_end && self->length < line_end + 2 * RECOVERY)
        return RC_CSV_MORE;
      self->span->end = find_next_row (self, line_end);
      return RC_CSV_BROKEN;
    case CELL_MORE:
    default:
      return RC_CSV_MORE;
    }
}

RcCsvResult
rc_csv_scan_row (const RcCsvSigns *signs, const char *data, gsize length, gboolean at_end, RcCsvSpan *span)
{
  Scan self = { .signs = signs, .data = data, .length = length, .at_end = at_end, .span = span };

  g_array_set_size (span->cells, 0);
  span->n_cut = 0;
  span->stray = span->vain = FALSE;
  for (;; self.at += signs->width)
    {
      RcCsvResult result = scan_cell (&self);

      if (result != RC_CSV_ROW)
        return result;
      if (!is_inside (&self, self.at))
        {
          span->end = length;
          return at_end ? RC_CSV_ROW : RC_CSV_MORE;
        }
      if (rc_csv_get_unit (signs, data, self.at) == signs->newline)
        {
          span->end = self.at + signs->width;
          return RC_CSV_ROW;
        }
    }
}
