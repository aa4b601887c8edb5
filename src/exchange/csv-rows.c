/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a table in text, streamed: which signs it uses is found out by its first rows, its encoding by its bytes. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-rows.h"

#include "exchange/charset-guess.h"
#include "exchange/charset.h"
#include "exchange/csv-scan.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define LEAST_QUOTED (16 * 1024) /* bytes of a cell with several lines, in a table where many are not closed */

struct _RcCsvRows
{
  RcInput *input; /* (unowned) */
  char *encoding; /* (owned) (nullable) what was asked for */
  const char *found;   /* (nullable) what the file seems to be in; NULL while all is ASCII */
  const char *current; /* (nullable) what charset is made for */
  RcCharset *charset;  /* (owned) (nullable) */
  RcCsvSigns signs;
  RcCsvSpan span;
  guint64 line;
  gboolean started;
  gboolean told; /* that the encoding was guessed */
};

RcCsvRows *
rc_csv_rows_new (RcInput *input, char separator, const char *encoding)
{
  RcCsvRows *self = g_new0 (RcCsvRows, 1);

  self->input = input;
  self->encoding = g_strdup (encoding);
  self->signs = (RcCsvSigns) RC_CSV_SIGNS_INIT;
  self->signs.separator = (guchar) separator;
  self->span.cells = g_array_new (FALSE, FALSE, sizeof (RcCsvCell));
  self->line = 1;
  return self;
}

void
rc_csv_rows_free (RcCsvRows *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->span.cells);
  rc_charset_free (self->charset);
  g_free (self->encoding);
  g_free (self);
}

void
rc_csv_row_free (RcCsvRow *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cells);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_free (self->broken);
  g_free (self);
}

static gboolean
start (RcCsvRows *self, GCancellable *cancellable, GError **error)
{
  gsize length, skip;
  const char *data;
  guint score;

  self->started = TRUE;
  if (!rc_input_fill (self->input, RC_CSV_SAMPLE_BYTES, cancellable, error))
    return FALSE;
  data = rc_input_peek (self->input, &length);
  skip = rc_csv_signs_find (&self->signs, self->encoding, data, length, rc_input_at_end (self->input), &score);
  if (!rc_csv_signs_allow (&self->signs, data, MIN (length, RC_CSV_SAMPLE_BYTES)))
    {
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the file is no table in text"));
      return FALSE;
    }
  if (skip > 3 * self->signs.width)
    self->line++; /* more than a mark: the line with the separator */
  rc_input_skip (self->input, skip);
  return TRUE;
}

/* Characters of several bytes that are well-formed UTF-8, and bytes that are none. */
static void
count_utf8 (const char *data, gsize length, gsize *n_good, gsize *n_bad)
{
  *n_good = *n_bad = 0;
  for (gsize at = 0; at < length;)
    {
      gunichar c;

      if ((data[at] & 0x80) == 0)
        {
          at++;
          continue;
        }
      c = g_utf8_get_char_validated (data + at, (gssize) (length - at));
      if (c == (gunichar) -2 && length - at < 4)
        return; /* cut by the end of the sample */
      *n_good += c < (gunichar) -2;
      *n_bad += c >= (gunichar) -2;
      at += c < (gunichar) -2 ? (gsize) g_unichar_to_utf8 (c, NULL) : 1;
    }
}

/* By all lines of some text; what reads like nothing is what Windows has in the West. */
static const char *
guess_8bit (const char *data, gsize length)
{
  g_autoptr (RcEvidence) evidence = rc_evidence_new ();
  const char *encoding;

  for (gsize at = 0; at < length;)
    {
      const char *stop = memchr (data + at, '\n', length - at);
      gsize end = stop != NULL ? (gsize) (stop - data) : length;

      rc_evidence_add (evidence, data + at, end - at);
      at = end + 1;
    }
  encoding = rc_evidence_choose (evidence, NULL);
  return encoding != NULL ? encoding : "windows-1252";
}

static gboolean
is_utf8_name (const char *encoding)
{
  return g_str_equal (encoding, RC_CHARSET_UTF8);
}

/* What to read a row in: what most of the file is in, unless the row itself speaks against it. */
static const char *
choose_encoding (RcCsvRows *self, const char *data, gsize length)
{
  gsize n_good, n_bad;

  if (self->encoding != NULL)
    return self->encoding;
  if (rc_charset_is_ascii (data, length))
    return RC_CHARSET_UTF8;
  if (self->found == NULL)
    {
      gsize window;
      const char *sample = rc_input_peek (self->input, &window);

      window = MIN (window, RC_CSV_SAMPLE_BYTES);
      count_utf8 (sample, window, &n_good, &n_bad);
      self->found = n_good > 4 * n_bad ? RC_CHARSET_UTF8 : guess_8bit (sample, window);
    }
  count_utf8 (data, length, &n_good, &n_bad);
  if (n_bad == 0 && (is_utf8_name (self->found) || n_good > 2))
    return RC_CHARSET_UTF8;
  return is_utf8_name (self->found) ? guess_8bit (data, length) : self->found;
}

static guint
convert_utf16 (const RcCsvSigns *signs, const char *data, gsize length, GString *out)
{
  guint n_lost = 0;

  for (gsize at = 0; at + 2 <= length; at += 2)
    {
      gunichar c = rc_csv_get_unit (signs, data, at);

      if (c >= 0xd800 && c < 0xdc00 && at + 4 <= length)
        {
          gunichar low = rc_csv_get_unit (signs, data, at + 2);

          if (low >= 0xdc00 && low < 0xe000)
            {
              c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
              at += 2;
            }
        }
      if (c >= 0xd800 && c < 0xe000)
        {
          c = 0xfffd;
          n_lost++;
        }
      g_string_append_unichar (out, c);
    }
  return n_lost;
}

/* Doubled quotation marks become one, and what no field may hold a blank. */
static void
clean (GString *text, gboolean quoted)
{
  gsize to = 0;

  for (gsize at = 0; at < text->len; at++)
    {
      char c = text->str[at];

      if (quoted && c == '"' && text->str[at + 1] == '"')
        at++;
      text->str[to++] = (guchar) c < ' ' && c != '\n' && c != '\t' && c != '\r' ? ' ' : c;
    }
  g_string_truncate (text, to);
}

static void
read_cells (RcCsvRows *self, const char *data, RcCsvRow *row)
{
  const char *encoding = self->signs.width == 2 ? NULL : choose_encoding (self, data, self->span.end);

  if (encoding != NULL && g_strcmp0 (encoding, self->current) != 0)
    {
      g_clear_pointer (&self->charset, rc_charset_free);
      self->charset = rc_charset_new (encoding);
      self->current = encoding;
    }
  for (guint i = 0; i < self->span.cells->len; i++)
    {
      const RcCsvCell *cell = &g_array_index (self->span.cells, RcCsvCell, i);
      g_autoptr (GString) text = g_string_sized_new (cell->end - cell->start);

      if (encoding == NULL)
        row->n_lost += convert_utf16 (&self->signs, data + cell->start, cell->end - cell->start, text);
      else
        row->n_lost += rc_charset_convert (self->charset, data + cell->start, cell->end - cell->start, text);
      clean (text, cell->quoted);
      g_ptr_array_add (row->cells, g_strstrip (g_string_free (g_steal_pointer (&text), FALSE)));
    }
  row->encoding = encoding == NULL ? "utf-16" : rc_charset_is_ascii (data, self->span.end) ? NULL : g_intern_string (encoding);
  if (encoding == NULL || self->encoding != NULL || is_utf8_name (encoding))
    return;
  /* Once for the file, and for each row that is in another encoding than the file. */
  if (!self->told || !g_str_equal (encoding, self->found))
    row->guessed = TRUE;
  self->told = self->told || g_str_equal (encoding, self->found);
}

static gboolean
is_blank (const RcCsvRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    if (*(const char *) row->cells->pdata[i] != '\0')
      return FALSE;
  return row->broken == NULL;
}

static guint64
count_lines (const RcCsvSigns *signs, const char *data, gsize length)
{
  guint64 n = 0;

  for (gsize at = 0; at + signs->width <= length; at += signs->width)
    n += rc_csv_get_unit (signs, data, at) == signs->newline;
  return n;
}

/* The next row, blank or not; NULL at the end or on an error. */
static RcCsvRow *
take_row (RcCsvRows *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcCsvRow) row = NULL;
  RcCsvResult result;
  const char *data;
  gsize length;

  for (;;)
    {
      data = rc_input_peek (self->input, &length);
      if (length < self->signs.width && rc_input_at_end (self->input))
        return NULL;
      result = rc_csv_scan_row (&self->signs, data, length, rc_input_at_end (self->input), &self->span);
      if (result != RC_CSV_MORE)
        break;
      if (length > RC_MAX_RECORD_BYTES)
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("a row of more than %d MiB"),
                       RC_MAX_RECORD_BYTES / 1024 / 1024);
          return NULL;
        }
      if (!rc_input_fill (self->input, MAX (2 * length, RC_CSV_SAMPLE_BYTES), cancellable, error))
        return NULL;
    }
  row = g_new0 (RcCsvRow, 1);
  row->cells = g_ptr_array_new_with_free_func (g_free);
  row->raw = g_bytes_new (data, self->span.end);
  row->line = self->line;
  row->n_cut = self->span.n_cut;
  row->stray = self->span.stray;
  self->line += count_lines (&self->signs, data, self->span.end);
  if (result == RC_CSV_ROW)
    read_cells (self, data, row);
  else
    {
      row->broken = g_strdup_printf (_ ("line %" PRIu64 ": a quotation mark is not closed; reading went on at line %" PRIu64),
                                     row->line, self->line);
      if (self->span.vain)
        self->signs.most_quoted = MAX (self->signs.most_quoted / 2, LEAST_QUOTED);
    }
  rc_input_skip (self->input, self->span.end);
  return g_steal_pointer (&row);
}

RcCsvRow *
rc_csv_rows_next (RcCsvRows *self, GCancellable *cancellable, GError **error)
{
  if (!self->started && !start (self, cancellable, error))
    return NULL;
  for (;;)
    {
      RcCsvRow *row = take_row (self, cancellable, error);

      if (row == NULL || !is_blank (row))
        return row;
      rc_csv_row_free (row);
    }
}

void
rc_csv_row_account (const RcCsvRow *self, RcReaderItem *item)
{
  item->raw = g_bytes_ref (self->raw);
  if (self->broken != NULL)
    rc_reader_item_reject (item, "%s", self->broken);
  item->encoding = self->encoding;
  if (self->guessed)
    rc_reader_item_warn (item, _ ("the text was read as %s: a guess by its letters"), self->encoding);
  if (self->n_lost > 0)
    rc_reader_item_warn (item, ngettext ("%u character could not be converted and is shown as �",
                                         "%u characters could not be converted and are shown as �", self->n_lost),
                         self->n_lost);
  if (self->stray)
    rc_reader_item_warn (item, _ ("line %" PRIu64 ": a quotation mark inside a cell is not doubled and stays as it is"), self->line);
  if (self->n_cut > 0)
    rc_reader_item_warn (item, ngettext ("line %" PRIu64 ": %u cell past the first %d was left out",
                                         "line %" PRIu64 ": %u cells past the first %d were left out", self->n_cut),
                         self->line, self->n_cut, RC_CSV_MAX_CELLS);
}

char
rc_csv_rows_get_separator (RcCsvRows *self)
{
  return (char) self->signs.separator;
}
