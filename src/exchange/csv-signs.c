/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which signs a table is written with, by its first rows. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-scan.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"
#define SAMPLE_ROWS 50
#define CERTAIN 130 /* of a score: four rows of five, the first among them, have the same number of cells */
#define MOST_FOREIGN 200 /* one byte of so many may be one that no text has */
#define LIKELY 60   /* every other one has */

/* How the first rows come out with a separator: more is better, 0 is no table. n_columns: (out) of most of them. */
static guint
judge_separator (RcCsvSigns signs, char separator, const char *data, gsize length, gboolean at_end, guint *n_columns)
{
  RcCsvSpan span = { .cells = g_array_new (FALSE, FALSE, sizeof (RcCsvCell)) };
  guint counts[SAMPLE_ROWS], n_rows = 0, n_same = 0;

  signs.separator = (guchar) separator;
  *n_columns = 1;
  while (length >= signs.width && n_rows < SAMPLE_ROWS)
    {
      RcCsvResult result = rc_csv_scan_row (&signs, data, length, at_end, &span);
      gboolean blank = span.cells->len == 0
                       || (span.cells->len == 1 && g_array_index (span.cells, RcCsvCell, 0).start
                                                       == g_array_index (span.cells, RcCsvCell, 0).end);

      if (result == RC_CSV_MORE)
        break;
      if (result == RC_CSV_ROW && !blank)
        counts[n_rows++] = span.cells->len;
      data += span.end;
      length -= span.end;
    }
  g_array_unref (span.cells);
  for (guint i = 0; i < n_rows; i++)
    {
      guint n = 0;

      for (guint k = 0; k < n_rows; k++)
        n += counts[k] == counts[i];
      if (n > n_same)
        {
          n_same = n;
          *n_columns = counts[i];
        }
    }
  if (*n_columns < 2)
    return 0;
  return n_same * 100 / n_rows + (counts[0] == *n_columns ? 50 : 0) + MIN (*n_columns, 20);
}

static guint
find_separator (RcCsvSigns *signs, const char *data, gsize length, gboolean at_end)
{
  static const char candidates[] = { ',', ';', '\t', '|' };
  guint best = 0;

  signs->separator = RC_CSV_NO_SEPARATOR;
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      guint n_columns, score = judge_separator (*signs, candidates[i], data, length, at_end, &n_columns);

      if (score > best)
        {
          best = score;
          signs->separator = (guchar) candidates[i];
          signs->n_columns = n_columns;
        }
    }
  return best;
}

/* UTF-16 without a mark: every other byte is 0, or 4 in Cyrillic. */
static gboolean
is_utf16 (const char *data, gsize length, gboolean big_endian)
{
  gsize n = MIN (length, 2000) / 2, n_high = 0, n_zero = 0;

  for (gsize i = 0; i < n; i++)
    {
      guchar high = (guchar) data[2 * i + (big_endian ? 0 : 1)];

      n_high += high == 0 || high == 4;
      n_zero += high == 0;
    }
  return n > 2 && n_zero > 0 && n_high * 10 >= n * 9;
}

/* Sets the width of the signs; the bytes of the mark at the start, if there is one. */
static gsize
find_width (RcCsvSigns *signs, const char *encoding, const char *data, gsize length)
{
  gboolean said = encoding != NULL && g_ascii_strncasecmp (encoding, "utf-16", 6) == 0;
  gboolean little_mark = length >= 2 && memcmp (data, "\xff\xfe", 2) == 0;
  gboolean big_mark = length >= 2 && memcmp (data, "\xfe\xff", 2) == 0;

  if (encoding != NULL && !said)
    little_mark = big_mark = FALSE;
  if (said || little_mark || big_mark || (encoding == NULL && (is_utf16 (data, length, FALSE) || is_utf16 (data, length, TRUE))))
    {
      signs->width = 2;
      signs->big_endian = big_mark || (!little_mark && (said ? g_ascii_strcasecmp (encoding, "utf-16be") == 0
                                                             : is_utf16 (data, length, TRUE)));
      return little_mark || big_mark ? 2 : 0;
    }
  return length >= strlen (BOM) && memcmp (data, BOM, strlen (BOM)) == 0 ? strlen (BOM) : 0;
}

/* The line "sep=;" that tells Excel the separator: its bytes, or 0. */
static gsize
read_separator_line (RcCsvSigns *signs, const char *data, gsize length)
{
  static const char word[] = "sep=";
  gsize at = 0, width = signs->width;

  if (length < 6 * width)
    return 0;
  for (guint i = 0; word[i] != '\0'; i++, at += width)
    if (g_ascii_tolower ((char) rc_csv_get_unit (signs, data, at)) != word[i])
      return 0;
  signs->separator = rc_csv_get_unit (signs, data, at);
  at += width;
  while (at + width <= length && rc_csv_get_unit (signs, data, at) == '\r')
    at += width;
  return at + width <= length && rc_csv_get_unit (signs, data, at) == '\n' ? at + width : at;
}

/* Only returns end the lines, as on old Macintoshes. */
static gboolean
has_returns_only (const char *data, gsize length)
{
  return memchr (data, '\n', length) == NULL && memchr (data, '\r', length) != NULL;
}

gsize
rc_csv_signs_find (RcCsvSigns *signs, const char *encoding, const char *data, gsize length, gboolean at_end, guint *score)
{
  guint asked = signs->separator;
  gsize skip = find_width (signs, encoding, data, length);
  gsize line;

  if (has_returns_only (data, length))
    signs->newline = '\r';
  line = read_separator_line (signs, data + skip, length - skip);
  skip += line;
  if (asked == 0 && line > 0)
    asked = signs->separator;
  *score = find_separator (signs, data + skip, length - skip, at_end);
  if (asked != 0 && asked != signs->separator)
    {
      *score = judge_separator (*signs, (char) asked, data + skip, length - skip, at_end, &signs->n_columns);
      signs->separator = asked;
    }
  return skip;
}

gboolean
rc_csv_signs_allow (const RcCsvSigns *signs, const char *data, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length && signs->width == 1; i++)
    n += data[i] == '\0' || data[i] == '\x1d' || data[i] == '\x1e' || data[i] == '\x1f';
  return n * MOST_FOREIGN <= length;
}

gboolean
rc_csv_looks_like (const char *data, gsize length, gboolean *certain)
{
  RcCsvSigns signs = RC_CSV_SIGNS_INIT;
  guint score;

  rc_csv_signs_find (&signs, NULL, data, length, length < RC_CSV_SAMPLE_BYTES, &score);
  if (!rc_csv_signs_allow (&signs, data, length))
    return FALSE;
  *certain = score >= CERTAIN;
  return score >= LIKELY;
}
