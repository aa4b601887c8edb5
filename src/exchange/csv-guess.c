/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a table holds, by the names of its columns and by what stands in them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-guess.h"

#include "exchange/csv-copies.h"
#include "exchange/csv-names.h"
#include "exchange/csv-values.h"
#include "exchange/csv-words.h"
#include "exchange/languages.h"
#include "record/identifier.h"
#include "text/fold.h"

#include <string.h>

#define HEADER_SEARCH 6 /* rows in which the names of columns are looked for */
#define MAX_COLUMNS 500

static const char *
get_cell (GPtrArray *row, guint column)
{
  return column < row->len ? row->pdata[column] : "";
}

static gboolean
is_isbn (const char *cell)
{
  g_autofree char *isbn = rc_isbn_normalise (cell);

  return isbn != NULL;
}

static gboolean
is_issn (const char *cell)
{
  /* A day, 2004-05-06, would look like one. */
  gboolean day = strchr (cell, '-') != strrchr (cell, '-');
  g_autofree char *issn = strlen (cell) <= 10 && !day ? rc_issn_normalise (cell) : NULL;

  return issn != NULL;
}

static gboolean
is_doi (const char *cell)
{
  const char *doi = strstr (cell, "10.");

  return doi != NULL && strchr (doi, '/') != NULL && (doi == cell || strstr (cell, "doi") != NULL);
}

static gboolean
is_url (const char *cell)
{
  return g_ascii_strncasecmp (cell, "http://", 7) == 0 || g_ascii_strncasecmp (cell, "https://", 8) == 0;
}

static gboolean
is_year (const char *cell)
{
  gint64 year = strlen (cell) == 4 && strspn (cell, "0123456789") == 4 ? g_ascii_strtoll (cell, NULL, 10) : 0;

  return year >= 1450 && year <= 2100;
}

static gboolean
is_language (const char *cell)
{
  g_autofree char *code = strlen (cell) <= 60 ? rc_language_from_text (cell) : NULL;

  return code != NULL && (strlen (cell) != 3 || g_str_equal (code, "eng") || g_str_equal (code, "rus") || g_str_equal (code, "kaz"));
}

static gboolean
is_name (const char *cell)
{
  g_auto (GStrv) words = g_strsplit_set (cell, " ,;", 40);
  gboolean initials = FALSE;

  for (char **word = words; *word != NULL; word++)
    initials = initials || rc_csv_is_initials (*word);
  return strlen (cell) < 200 && (initials || (strchr (cell, ',') != NULL && g_strv_length (words) <= 6));
}

/* What tells by itself what it is; those in the first half also where a column has a name that says something else. */
static const struct
{
  const char *word;
  gboolean (*is) (const char *cell);
} tests[] = { { "isbn", is_isbn }, { "issn", is_issn }, { "doi", is_doi }, { "url", is_url }, { "year", is_year }, { "language", is_language },
              { "author", is_name } };
#define N_SURE 3

/* Most cells of a column, two at least, are such. */
static gboolean
most_are (GPtrArray *rows, guint from, guint column, gboolean (*is) (const char *cell))
{
  guint n = 0, n_such = 0;

  for (guint i = from; i < rows->len; i++)
    {
      const char *cell = get_cell (rows->pdata[i], column);

      n += *cell != '\0';
      n_such += *cell != '\0' && is (cell);
    }
  return n_such >= 2 && n_such * 10 >= n * 8;
}

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

static gboolean
has_data (GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (is_year (row->pdata[i]) || is_isbn (row->pdata[i]) || is_issn (row->pdata[i]) || is_url (row->pdata[i]))
      return TRUE;
  return FALSE;
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
  return rows->len > 0 && !has_data (rows->pdata[0]) ? 0 : -1;
}

static void
add_columns (RcCsvMapping *self, GPtrArray *rows, int header)
{
  GPtrArray *names = header >= 0 ? rows->pdata[header] : NULL;
  guint n = names != NULL ? names->len : 0;

  for (guint i = 0; i < rows->len && names == NULL; i++)
    n = MAX (n, ((GPtrArray *) rows->pdata[i])->len);
  for (guint i = 0; i < MIN (n, MAX_COLUMNS); i++)
    {
      RcCsvColumn *column = g_new0 (RcCsvColumn, 1);

      column->name = names != NULL && *get_cell (names, i) != '\0' ? g_strdelimit (g_strdup (get_cell (names, i)), "\r\n\t", ' ')
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

        if (column->word == NULL && is_free (self, rc_csv_word_find (tests[t].word)) && most_are (rows, from, i, tests[t].is))
          set_word (column, tests[t].word, TRUE);
      }
}

/* An "id" that counts the rows of one table would match those of any other. */
static gboolean
counts_rows (GPtrArray *rows, guint from, guint column)
{
  gint64 before = 0;

  for (guint i = from; i < rows->len; i++)
    {
      const char *cell = get_cell (rows->pdata[i], column);
      gint64 number;

      if (!g_ascii_string_to_signed (cell, 10, 0, G_MAXINT32, &number, NULL) || (i > from && number != before + 1))
        return FALSE;
      before = number;
    }
  return before < 100000;
}

/* Words, not a number that a record is known by. */
static gboolean
has_blank (const char *cell)
{
  return strchr (cell, ' ') != NULL;
}

/* How many bytes a file has, not how many pages. */
static gboolean
is_long_number (const char *cell)
{
  gsize length = strlen (cell);

  return length >= 5 && strspn (cell, "0123456789") == length;
}

static gboolean
is_status (const char *cell)
{
  g_auto (GStrv) texts = g_strsplit_set (cell, ";|\n", 2);

  return rc_csv_read_status (texts[0], NULL);
}

/* "Status: draft" says nothing of copies. An empty column may say anything. */
static gboolean
any_is (GPtrArray *rows, guint from, guint column, gboolean (*is) (const char *cell))
{
  guint n = 0;

  for (guint i = from; i < rows->len; i++)
    {
      const char *cell = get_cell (rows->pdata[i], column);

      if (*cell != '\0' && is (cell))
        return TRUE;
      n += *cell != '\0';
    }
  return n == 0;
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
          && (counts_rows (rows, from, i) || most_are (rows, from, i, has_blank)))
        set_word (column, "other", TRUE);
      if (g_strcmp0 (column->word, "status") == 0 && !any_is (rows, from, i, is_status))
        set_word (column, "other", TRUE);
      if (g_strcmp0 (column->word, "extent") == 0 && most_are (rows, from, i, is_long_number))
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
          const char *cell = get_cell (rows->pdata[k], i);

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

/* What stands between several values of a column's cells: 0 nothing that is seen. */
static char
find_values (GPtrArray *rows, guint from, guint column, gboolean names)
{
  static const char signs[] = { ';', '|', '\n', ',' };
  guint counts[G_N_ELEMENTS (signs)] = { 0 }, n = 0, n_words = 0, n_pieces = 0, best = 0;

  for (guint i = from; i < rows->len; i++)
    {
      const char *cell = get_cell (rows->pdata[i], column);

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

static void
guess_values (RcCsvMapping *self, GPtrArray *rows, guint from)
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
static void
guess_order (RcCsvMapping *self, GPtrArray *rows, guint from)
{
  guint n = 0, n_latin = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const RcCsvColumn *column = self->columns->pdata[i];

      for (guint k = from; k < rows->len && g_str_equal (column->word, "author"); k++)
        {
          const char *cell = get_cell (rows->pdata[k], i);
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

RcCsvMapping *
rc_csv_guess (GPtrArray *rows, guint *n_before)
{
  RcCsvMapping *self = rc_csv_mapping_new ();
  int header = find_header (rows);
  guint from = (guint) (header + 1);

  self->has_header = header >= 0;
  self->n_skip = header > 0 ? (guint) header : 0;
  add_columns (self, rows, header);
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
  guess_values (self, rows, from);
  guess_order (self, rows, from);
  *n_before = from;
  return self;
}

/* A table can have two columns of one name: then the place tells them apart. */
static const RcCsvColumn *
find_column (const RcCsvMapping *mapping, const char *name, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  const RcCsvColumn *same = index < mapping->columns->len ? mapping->columns->pdata[index] : NULL;

  if (same != NULL && (g_str_equal (same->name, name) || g_str_equal (same->name, number)))
    return same;
  for (guint i = 0; i < mapping->columns->len; i++)
    if (g_str_equal (((RcCsvColumn *) mapping->columns->pdata[i])->name, name))
      return mapping->columns->pdata[i];
  for (guint i = 0; i < mapping->columns->len; i++)
    if (g_str_equal (((RcCsvColumn *) mapping->columns->pdata[i])->name, number))
      return mapping->columns->pdata[i];
  return NULL;
}

static gboolean
is_among (const RcCsvMapping *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (g_str_equal (((RcCsvColumn *) self->columns->pdata[i])->name, name) || g_str_equal (number, name))
        return TRUE;
    }
  return FALSE;
}

RcCsvMapping *
rc_csv_match (const RcCsvMapping *mapping, GPtrArray *rows, guint *n_before, char **missing)
{
  RcCsvMapping *self = rc_csv_mapping_new ();
  guint from = mapping->n_skip + (mapping->has_header ? 1 : 0);

  self->has_header = mapping->has_header;
  self->n_skip = mapping->n_skip;
  self->values = mapping->values;
  self->order = mapping->order;
  self->encoding = g_strdup (mapping->encoding);
  add_columns (self, rows, mapping->has_header && mapping->n_skip < rows->len ? (int) mapping->n_skip : -1);
  for (guint i = 0; i < self->columns->len; i++)
    {
      RcCsvColumn *column = self->columns->pdata[i];
      const RcCsvColumn *said = find_column (mapping, column->name, i);

      column->word = g_strdup (said != NULL ? said->word : "other");
      column->values = said != NULL ? said->values : '\0';
    }
  *missing = NULL;
  for (guint i = 0; i < mapping->columns->len && *missing == NULL; i++)
    {
      const char *name = ((RcCsvColumn *) mapping->columns->pdata[i])->name;

      if (!is_among (self, name))
        *missing = g_strdup (name);
    }
  if (self->values == '\0')
    guess_values (self, rows, from);
  if (self->order == RC_CSV_ORDER_AUTO)
    guess_order (self, rows, from);
  *n_before = from;
  return self;
}
