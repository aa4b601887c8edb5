/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several values in one cell of a table: what stands between them, and in which order people are named. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-cells.h"
#include "exchange/csv-guess-private.h"
#include "exchange/csv-names.h"
#include "exchange/csv-values.h"
#include "exchange/csv-words.h"

#include <string.h>

/* What stands between several values of a column's cells: 0 nothing that is seen. */
static char
find_values (GPtrArray *rows, guint from, guint column, gboolean names)
{
  static const char signs[] = { ';', '|', '\n', ',' };
  guint counts[G_N_ELEMENTS (signs)] = { 0 }, n = 0, n_words = 0, n_pieces = 0, best = 0;

  for (guint i = from; i < rows->len; i++)
    {
      const char *cell = rc_csv_get_cell (rows->pdata[i], column);

      n += *cell != '\0';
      for (guint s = 0; s < G_N_ELEMENTS (signs); s++)
        counts[s] += strchr (cell, signs[s]) != NULL;
      for (const char *p = cell; *p != '\0'; p++)
        {
          n_words += *p == ' ';
          n_pieces += *p == ',';
        }
    }
  for (guint s = 1; s < 3; s++)
    if (counts[s] > counts[best])
      best = s;
  if (counts[best] > 0)
    return best == 0 ? '\0' : signs[best];
  /* Keywords: commas in most cells, and few words between them. Names are looked at one cell after another. */
  return !names && counts[3] * 2 > n && n_pieces * 4 > n_words ? ',' : '\0';
}

static gboolean
can_hold_several (const RcCsvWord *word)
{
  return word != NULL && (word->kind == RC_CSV_LIST || word->kind == RC_CSV_NAMES) && !g_str_equal (word->word, "notes");
}

void
rc_csv_guess_values (RcCsvMapping *self, GPtrArray *rows, guint from)
{
  char copies = '\0';

  for (guint i = 0; i < self->columns->len; i++)
    {
      RcCsvColumn *column = self->columns->pdata[i];
      const RcCsvWord *word = rc_csv_word_find (column->word);

      if (can_hold_several (word))
        column->values = find_values (rows, from, i, word->kind == RC_CSV_NAMES);
      else if (word != NULL && g_str_equal (word->word, "notes"))
        column->values = find_values (rows, from, i, TRUE);
      else if (word != NULL && word->kind == RC_CSV_BARCODE)
        copies = column->values = find_values (rows, from, i, FALSE);
    }
  /* The shelfmarks of several copies stand as their barcodes do. */
  for (guint i = 0; i < self->columns->len && copies != '\0'; i++)
    {
      RcCsvColumn *column = self->columns->pdata[i];
      const RcCsvWord *word = rc_csv_word_find (column->word);

      if (word != NULL && word->kind > RC_CSV_BARCODE && word->kind <= RC_CSV_DUE)
        column->values = copies;
    }
}

static gboolean
is_latin_name (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " ", 6);
  guint n = g_strv_length (words);

  for (guint i = 0; i < n; i++)
    {
      gunichar c = g_utf8_get_char (words[i]);

      if (!g_unichar_isupper (c) || g_unichar_get_script (c) != G_UNICODE_SCRIPT_LATIN)
        return FALSE;
    }
  return n >= 2 && n <= 4 && !rc_csv_is_body (name) && !rc_csv_is_initials (words[n - 1]);
}

/* First name first, where that is how nearly all names look: Latin letters, no comma. */
void
rc_csv_guess_order (RcCsvMapping *self, GPtrArray *rows, guint from)
{
  guint n = 0, n_latin = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const RcCsvColumn *column = self->columns->pdata[i];

      for (guint k = from; k < rows->len && g_str_equal (column->word, "author"); k++)
        {
          const char *cell = rc_csv_get_cell (rows->pdata[k], i);
          char sign = column->values != '\0' ? column->values : strchr (cell, ';') == NULL && rc_csv_commas_part_names (cell) ? ',' : ';';
          g_autoptr (GPtrArray) names = rc_csv_split_names (cell, sign);

          for (guint m = 0; m < names->len; m++)
            {
              n++;
              n_latin += strchr (names->pdata[m], ',') == NULL && is_latin_name (names->pdata[m]);
            }
        }
    }
  if (n_latin >= 2 && n_latin * 10 >= n * 8)
    self->order = RC_CSV_ORDER_FIRST_LAST;
}
