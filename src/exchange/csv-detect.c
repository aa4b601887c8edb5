/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a file is a table, and of what. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-guess.h"

#include "exchange/csv-rows.h"
#include "exchange/csv-scan.h"
#include "exchange/listing-names.h"

#include <glib/gi18n.h>

#define MAX_ROWS 50
#define LONGEST_NAME 4 /* words of a column's name; longer ones are questions */

static gboolean
has_word (const RcCsvMapping *mapping, const char *word)
{
  for (guint i = 0; i < mapping->columns->len; i++)
    if (g_str_equal (((RcCsvColumn *) mapping->columns->pdata[i])->word, word))
      return TRUE;
  return FALSE;
}

/* The first rows of the bytes. separator: (out) (optional). */
static GPtrArray *
read_rows (const char *data, gsize length, const char *encoding, char *separator)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (RcInput) input = rc_input_new (stream);
  g_autoptr (RcCsvRows) reader = rc_csv_rows_new (input, 0, encoding);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  while (rows->len < MAX_ROWS)
    {
      g_autoptr (RcCsvRow) row = rc_csv_rows_next (reader, NULL, NULL);

      if (row == NULL)
        break;
      if (row->broken == NULL)
        g_ptr_array_add (rows, g_ptr_array_ref (row->cells));
    }
  if (separator != NULL)
    *separator = rc_csv_rows_get_separator (reader);
  return rows;
}

RcCsvMapping *
rc_csv_mapping_guess (const char *data, gsize length, const char *encoding, GPtrArray **rows, GError **error)
{
  char separator;
  g_autoptr (GPtrArray) found = read_rows (data, length, encoding, &separator);
  RcCsvMapping *self;
  guint n_before;

  if (found->len == 0)
    {
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the table has no row"));
      return NULL;
    }
  self = rc_csv_guess (found, &n_before);
  self->separator = separator != RC_CSV_NO_SEPARATOR ? separator : '\0';
  self->encoding = g_strdup (encoding);
  if (rows != NULL)
    {
      g_ptr_array_remove_range (found, 0, MIN (n_before, found->len));
      *rows = g_steal_pointer (&found);
    }
  return self;
}

/* A table of grants or awards has two columns, at least, that are called by such words. */
static gboolean
speaks_of_grants (GPtrArray *header)
{
  static const char *const words[] = { "grant", "grants", "award", "awards", "funder", "funding", "grantee", "eligibility", "eligible", "applicant", "applicants",
                                       "deadline", "deadlines", "opportunity", "recipient", "грант", "гранты", "срок", "subvention", NULL };
  guint n = 0;

  for (guint i = 0; i < header->len; i++)
    {
      g_autoptr (GPtrArray) parts = rc_listing_names_split (header->pdata[i]);
      gboolean tells = FALSE;

      for (guint j = 0; j < parts->len && parts->len <= LONGEST_NAME; j++)
        tells = tells || g_strv_contains (words, parts->pdata[j]);
      n += tells;
    }
  return n >= 2;
}

/* A title and something else that publications have; a name that is exactly one of ours does, too. */
static gboolean
speaks_of_publications (const RcCsvMapping *mapping)
{
  static const char *const words[] = { "author", "corporate author", "editor", "year", "isbn", "issn", "doi", "publisher", "place", "language", "subject", "series",
                                       "in", "pages", "extent", "edition", "barcode", "shelfmark", "control", "parallel title", "responsibility", NULL };
  gboolean title = FALSE, other = FALSE, ours = TRUE;

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const RcCsvColumn *column = mapping->columns->pdata[i];

      title = title || g_str_equal (column->word, "title") || g_str_has_prefix (column->word, "245");
      other = other || g_strv_contains (words, column->word) || g_ascii_isdigit (*column->word);
      ours = ours && g_ascii_strcasecmp (column->name, column->word) == 0;
    }
  if (!mapping->has_header)
    return title && (has_word (mapping, "isbn") || has_word (mapping, "issn") || has_word (mapping, "doi"));
  return title && (other || ours);
}

RcCsvTable
rc_csv_detect (const char *data, gsize length)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (RcCsvMapping) mapping = NULL;
  guint n_before;
  gboolean certain;

  if (!rc_csv_looks_like (data, length, &certain))
    return RC_CSV_TABLE_NONE;
  rows = read_rows (data, length, NULL, NULL);
  if (rows->len < 2)
    return RC_CSV_TABLE_NONE;
  mapping = rc_csv_guess (rows, &n_before);
  /* A list of articles can say who paid for them, but no grant stands in a journal. */
  if (speaks_of_grants (rows->pdata[0]) && !(has_word (mapping, "title") && has_word (mapping, "author") && has_word (mapping, "in")))
    return RC_CSV_TABLE_GRANTS;
  if (speaks_of_publications (mapping))
    return RC_CSV_TABLE_PUBLICATIONS;
  return certain ? RC_CSV_TABLE_OTHER : RC_CSV_TABLE_NONE;
}

gboolean
rc_csv_is_table (const char *data, gsize length)
{
  RcCsvTable table = data != NULL ? rc_csv_detect (data, length) : RC_CSV_TABLE_NONE;

  return table == RC_CSV_TABLE_PUBLICATIONS || table == RC_CSV_TABLE_OTHER;
}
