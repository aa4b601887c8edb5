/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of a table hold, by their names and by what stands in them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-guess.h"

#include "exchange/csv-cells.h"
#include "exchange/csv-guess-private.h"
#include "exchange/csv-words.h"
#include "text/fold.h"

#include <string.h>

#define HEADER_SEARCH 6 /* rows in which the names of columns are looked for */
#define MAX_COLUMNS 500

/* What tells by itself what it is; those in the first half also where a column has a name that says something else. */
static const struct
{
  const char *word;
  gboolean (*is) (const char *cell);
} tests[] = { { "isbn", rc_csv_is_isbn }, { "issn", rc_csv_is_issn }, { "doi", rc_csv_is_doi },          { "url", rc_csv_is_url },
              { "year", rc_csv_is_year }, { "language", rc_csv_is_language }, { "author", rc_csv_is_name } };
#define N_SURE 3

static gboolean
has_word (const RcCsvMapping *self, const char *word)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (((RcCsvColumn *) self->columns->pdata[i])->word, word) == 0)
      return TRUE;
  return FALSE;
}

/* Several columns can hold people, subjects, notes …, but one the title. */
static gboolean
is_free (const RcCsvMapping *self, const RcCsvWord *word)
{
  return word->kind == RC_CSV_LIST || word->kind == RC_CSV_NAMES || word->kind == RC_CSV_LANGUAGE || !has_word (self, word->word);
}

static void
set_word (RcCsvColumn *column, const char *word, gboolean found)
{
  g_free (column->word);
  column->word = g_strdup (word);
  column->found = found;
}

static guint
count_names (GPtrArray *row, guint *n_filled)
{
  guint n = 0;

  *n_filled = 0;
  for (guint i = 0; i < row->len; i++)
    {
      gboolean certain = FALSE;
      RcCsvPlace place;
      const char *cell = row->pdata[i];

      *n_filled += *cell != '\0';
      if (strlen (cell) < 100)
        n += (rc_csv_word_guess (cell, &certain) != NULL && certain) || rc_csv_place_parse (cell, &place);
    }
  return n;
}

/* Which row names the columns, or -1. */
static int
find_header (GPtrArray *rows)
{
  for (guint i = 0; i < MIN (rows->len, HEADER_SEARCH); i++)
    {
      guint n_filled, n = count_names (rows->pdata[i], &n_filled);

      if (n > 0 && (n >= 2 || i == 0) && (n_filled > 1 || ((GPtrArray *) rows->pdata[i])->len == 1))
        return (int) i;
    }
  return rows->len > 0 && !rc_csv_has_data (rows->pdata[0]) ? 0 : -1;
}

void
rc_csv_add_columns (RcCsvMapping *self, GPtrArray *rows, int header)
{
  GPtrArray *names = header >= 0 ? rows->pdata[header] : NULL;
  guint n = names != NULL ? names->len : 0;

  for (guint i = 0; i < rows->len && names == NULL; i++)
    n = MAX (n, ((GPtrArray *) rows->pdata[i])->len);
  for (guint i = 0; i < MIN (n, MAX_COLUMNS); i++)
    {
      RcCsvColumn *column = g_new0 (RcCsvColumn, 1);

      column->name = names != NULL && *rc_csv_get_cell (names, i) != '\0' ? g_strdelimit (g_strdup (rc_csv_get_cell (names, i)), "\r\n\t", ' ')
                                                                    : g_strdup_printf ("%u", i + 1);
      g_ptr_array_add (self->columns, column);
    }
}

/* Where the first page stands in a column of its own, the last one does, too. */
static gboolean
is_last_page (const char *name)
{
  static const char *const names[] = { "page end", "end page", "last page", "ending page", "ep", NULL };
  g_autofree char *folded = rc_text_fold (name, -1);

  return g_strv_contains (names, folded);
}

/* What a column may hold when there is one already for what its name says: "Publication Title" beside "Title". */
static const RcCsvWord *
find_other_word (const RcCsvMapping *self, const RcCsvColumn *column, const RcCsvWord *word)
{
  static const struct
  {
    const char *taken, *other;
  } others[] = { { "title", "in" }, { "pages", "extent" } };
  g_autofree char *name = rc_text_fold (column->name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (word->word, others[i].taken) && (strstr (name, "publication") != NULL || strstr (name, "num") != NULL || strstr (name, "count") != NULL)
        && !has_word (self, others[i].other))
      return rc_csv_word_find (others[i].other);
  return NULL;
}

/* Names that are just those of a thing come before those in which a word tells. */
static void
guess_by_names (RcCsvMapping *self, gboolean sure)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      RcCsvColumn *column = self->columns->pdata[i];
      gboolean certain = FALSE;
      const RcCsvWord *word = column->word == NULL ? rc_csv_word_guess (column->name, &certain) : NULL;
      RcCsvPlace place;

      if (word != NULL && certain == sure && !is_free (self, word))
        word = find_other_word (self, column, word);
      if (word != NULL && certain == sure)
        set_word (column, word->word, !certain);
      else if (column->word == NULL && sure && has_word (self, "pages") && is_last_page (column->name))
        set_word (column, "pages", FALSE);
      else if (column->word == NULL && sure && rc_csv_place_parse (column->name, &place))
        set_word (column, column->name, FALSE);
    }
}

static void
guess_by_cells (RcCsvMapping *self, GPtrArray *rows, guint from, guint n_tests)
{
  for (guint t = 0; t < n_tests; t++)
    for (guint i = 0; i < self->columns->len; i++)
      {
        RcCsvColumn *column = self->columns->pdata[i];

        if (column->word == NULL && is_free (self, rc_csv_word_find (tests[t].word)) && rc_csv_most_are (rows, from, i, tests[t].is))
          set_word (column, tests[t].word, TRUE);
      }
}

/* What columns are called by names of ours and hold something else. */
static void
drop_untrue (RcCsvMapping *self, GPtrArray *rows, guint from)
{
  static const char *const names[] = { "id", "identifier", "ид", "идентификатор", "identifiant", "identificador", NULL };

  for (guint i = 0; i < self->columns->len; i++)
    {
      RcCsvColumn *column = self->columns->pdata[i];
      g_autofree char *name = g_utf8_strdown (column->name, -1);

      if (g_strcmp0 (column->word, "control") == 0 && g_strv_contains (names, name)
          && (rc_csv_counts_rows (rows, from, i) || rc_csv_most_are (rows, from, i, rc_csv_has_blank)))
        set_word (column, "other", TRUE);
      if (g_strcmp0 (column->word, "status") == 0 && !rc_csv_any_is (rows, from, i, rc_csv_is_status))
        set_word (column, "other", TRUE);
      if (g_strcmp0 (column->word, "extent") == 0 && rc_csv_most_are (rows, from, i, rc_csv_is_long_number))
        set_word (column, "other", TRUE);
    }
}

static RcCsvColumn *
find_named (const RcCsvMapping *self, const char *word, const char *const *names)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      RcCsvColumn *column = self->columns->pdata[i];
      g_autofree char *name = rc_text_fold (column->name, -1);

      if (g_strcmp0 (column->word, word) == 0 && g_strv_contains (names, name))
        return column;
    }
  return NULL;
}

/* What a column holds in the light of the others. */
static void
weigh_columns (RcCsvMapping *self)
{
  static const char *const full[] = { "author full names", "af", "author l f", NULL }, *const brief[] = { "author", "authors", "au", NULL };
  static const char *const source[] = { "source", "источник", "fuente", "quelle", NULL }, *const name[] = { "name", "имя", "фио", NULL };
  RcCsvColumn *column = find_named (self, "author", brief);

  /* The names written out tell more than "Lee A.". */
  if (column != NULL && find_named (self, "author", full) != NULL)
    set_word (column, "other", TRUE);
  /* Of a book: the shop it came from. */
  column = find_named (self, "in", source);
  if (column != NULL && has_word (self, "isbn") && !has_word (self, "issn") && !has_word (self, "volume") && !has_word (self, "issue"))
    set_word (column, "other", TRUE);
  column = find_named (self, NULL, name);
  if (column != NULL && has_word (self, "title") && !has_word (self, "author"))
    set_word (column, "author", TRUE);
}

/* In a table without names: the longest texts that differ are titles. */
static void
guess_title (RcCsvMapping *self, GPtrArray *rows, guint from)
{
  RcCsvColumn *best = NULL;
  gsize most = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      RcCsvColumn *column = self->columns->pdata[i];
      gsize length = 0, n_letters = 0;

      for (guint k = from; k < rows->len; k++)
        {
          const char *cell = rc_csv_get_cell (rows->pdata[k], i);

          length += MIN (strlen (cell), 300);
          n_letters += strcspn (cell, "0123456789") > 3;
        }
      if (column->word == NULL && length > most && n_letters * 2 > rows->len - from)
        {
          most = length;
          best = column;
        }
    }
  if (best != NULL)
    set_word (best, "title", TRUE);
}

RcCsvMapping *
rc_csv_guess (GPtrArray *rows, guint *n_before)
{
  RcCsvMapping *self = rc_csv_mapping_new ();
  int header = find_header (rows);
  guint from = (guint) (header + 1);

  self->has_header = header >= 0;
  self->n_skip = header > 0 ? (guint) header : 0;
  rc_csv_add_columns (self, rows, header);
  if (header >= 0)
    {
      guess_by_names (self, TRUE);
      guess_by_names (self, FALSE);
      weigh_columns (self);
      drop_untrue (self, rows, from);
    }
  guess_by_cells (self, rows, from, header >= 0 ? N_SURE : G_N_ELEMENTS (tests));
  if (header < 0)
    guess_title (self, rows, from);
  for (guint i = 0; i < self->columns->len; i++)
    if (((RcCsvColumn *) self->columns->pdata[i])->word == NULL)
      set_word (self->columns->pdata[i], "other", FALSE);
  rc_csv_guess_values (self, rows, from);
  rc_csv_guess_order (self, rows, from);
  *n_before = from;
  return self;
}
