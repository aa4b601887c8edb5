/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the cells of a table tells what a column holds. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-cells.h"

#include "exchange/csv-copies.h"
#include "exchange/csv-names.h"
#include "exchange/languages.h"
#include "record/identifier.h"

#include <string.h>

const char *
rc_csv_get_cell (GPtrArray *row, guint column)
{
  return column < row->len ? row->pdata[column] : "";
}

gboolean
rc_csv_is_isbn (const char *cell)
{
  g_autofree char *isbn = rc_isbn_normalise (cell);

  return isbn != NULL;
}

gboolean
rc_csv_is_issn (const char *cell)
{
  /* A day, 2004-05-06, would look like one. */
  gboolean day = strchr (cell, '-') != strrchr (cell, '-');
  g_autofree char *issn = strlen (cell) <= 10 && !day ? rc_issn_normalise (cell) : NULL;

  return issn != NULL;
}

gboolean
rc_csv_is_doi (const char *cell)
{
  const char *doi = strstr (cell, "10.");

  return doi != NULL && strchr (doi, '/') != NULL && (doi == cell || strstr (cell, "doi") != NULL);
}

gboolean
rc_csv_is_url (const char *cell)
{
  return g_ascii_strncasecmp (cell, "http://", 7) == 0 || g_ascii_strncasecmp (cell, "https://", 8) == 0;
}

gboolean
rc_csv_is_year (const char *cell)
{
  gint64 year = strlen (cell) == 4 && strspn (cell, "0123456789") == 4 ? g_ascii_strtoll (cell, NULL, 10) : 0;

  return year >= 1450 && year <= 2100;
}

gboolean
rc_csv_is_language (const char *cell)
{
  g_autofree char *code = strlen (cell) <= 60 ? rc_language_from_text (cell) : NULL;

  return code != NULL && (strlen (cell) != 3 || g_str_equal (code, "eng") || g_str_equal (code, "rus") || g_str_equal (code, "kaz"));
}

gboolean
rc_csv_is_name (const char *cell)
{
  g_auto (GStrv) words = g_strsplit_set (cell, " ,;", 40);
  gboolean initials = FALSE;

  for (char **word = words; *word != NULL; word++)
    initials = initials || rc_csv_is_initials (*word);
  return strlen (cell) < 200 && (initials || (strchr (cell, ',') != NULL && g_strv_length (words) <= 6));
}

/* Most cells of a column, two at least, are such. */
gboolean
rc_csv_most_are (GPtrArray *rows, guint from, guint column, gboolean (*is) (const char *cell))
{
  guint n = 0, n_such = 0;

  for (guint i = from; i < rows->len; i++)
    {
      const char *cell = rc_csv_get_cell (rows->pdata[i], column);

      n += *cell != '\0';
      n_such += *cell != '\0' && is (cell);
    }
  return n_such >= 2 && n_such * 10 >= n * 8;
}

gboolean
rc_csv_has_data (GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (rc_csv_is_year (row->pdata[i]) || rc_csv_is_isbn (row->pdata[i]) || rc_csv_is_issn (row->pdata[i]) || rc_csv_is_url (row->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Words, not a number that a record is known by. */
gboolean
rc_csv_has_blank (const char *cell)
{
  return strchr (cell, ' ') != NULL;
}

/* How many bytes a file has, not how many pages. */
gboolean
rc_csv_is_long_number (const char *cell)
{
  gsize length = strlen (cell);

  return length >= 5 && strspn (cell, "0123456789") == length;
}

gboolean
rc_csv_is_status (const char *cell)
{
  g_auto (GStrv) texts = g_strsplit_set (cell, ";|\n", 2);

  return rc_csv_read_status (texts[0], NULL);
}

/* "Status: draft" says nothing of copies. An empty column may say anything. */
gboolean
rc_csv_any_is (GPtrArray *rows, guint from, guint column, gboolean (*is) (const char *cell))
{
  guint n = 0;

  for (guint i = from; i < rows->len; i++)
    {
      const char *cell = rc_csv_get_cell (rows->pdata[i], column);

      if (*cell != '\0' && is (cell))
        return TRUE;
      n += *cell != '\0';
    }
  return n == 0;
}

/* An "id" that counts the rows of one table would match those of any other. */
gboolean
rc_csv_counts_rows (GPtrArray *rows, guint from, guint column)
{
  gint64 before = 0;

  for (guint i = from; i < rows->len; i++)
    {
      const char *cell = rc_csv_get_cell (rows->pdata[i], column);
      gint64 number;

      if (!g_ascii_string_to_signed (cell, 10, 0, G_MAXINT32, &number, NULL) || (i > from && number != before + 1))
        return FALSE;
      before = number;
    }
  return before < 100000;
}
