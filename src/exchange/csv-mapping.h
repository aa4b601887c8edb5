/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of a table of publications hold: guessed, shown to people, changed by them, kept as text.
 *
 * [table]
 * separator=;            also tab
 * encoding=windows-1251
 * skip=2                 rows before the names of the columns
 * header=true            false: the first row is a record already
 * values=;               what stands between several values of a cell
 * names=last-first       or first-last, auto
 *
 * [columns]
 * Название=title         the column's name, or its number, from 1; a word of rc_csv_get_words, or a place in MARC: 245$a
 * Цвет=other             kept beside the record as it stands; none: left out
 *
 * [values]
 * Автор=,                where one column has other signs than the rest
 *
 * What is not said is found out by the file. */
#pragma once

#include "exchange/reader.h"

G_BEGIN_DECLS

typedef enum
{
  RC_CSV_ORDER_AUTO,
  RC_CSV_ORDER_LAST_FIRST, /* Tolstoy Leo */
  RC_CSV_ORDER_FIRST_LAST, /* Leo Tolstoy */
} RcCsvOrder;

typedef struct
{
  char *name;     /* (owned) as the table has it; "3" where it names none */
  char *word;     /* (owned) */
  char values;    /* between several values of a cell; 0: the table's */
  gboolean found; /* the word was guessed by what stands in the cells, or by one word of the name */
} RcCsvColumn;

typedef struct
{
  GPtrArray *columns; /* (owned) RcCsvColumn; after a guess: all of the table, in its order; never NULL */
  char separator;     /* 0: by evidence */
  char *encoding;     /* (owned) (nullable) by evidence */
  guint n_skip;
  gboolean has_header;
  char values; /* 0: by evidence */
  RcCsvOrder order;
} RcCsvMapping;

RcCsvMapping *rc_csv_mapping_new (void);
RcCsvMapping *rc_csv_mapping_copy (const RcCsvMapping *self);
void rc_csv_mapping_free (RcCsvMapping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCsvMapping, rc_csv_mapping_free)

/* By the first bytes of a file (64 KiB are enough). encoding: (nullable). rows: (out) (optional) the first records, each a
 * GPtrArray of char *, one for each column. Error: RC_EXCHANGE_ERROR_MALFORMED when there is no row. */
RcCsvMapping *rc_csv_mapping_guess (const char *data, gsize length, const char *encoding, GPtrArray **rows, GError **error);

/* Whether the beginning of a file is that of a table which may hold publications, also where its columns do not say so. */
gboolean rc_csv_is_table (const char *data, gsize length);

char *rc_csv_mapping_to_key_file (const RcCsvMapping *self);
/* Error: RC_EXCHANGE_ERROR_MALFORMED, which names the line, the group or the word that is none. */
RcCsvMapping *rc_csv_mapping_new_from_key_file (const char *text, GError **error);

/* All words that a column can have beside places in MARC, in a sensible order; NULL-terminated. The caller frees the list alone. */
const char **rc_csv_get_words (void);
gboolean rc_csv_word_is_known (const char *word);

/* A reader of tables reads by this mapping; one of another format does not care. Before the first record. */
void rc_reader_set_mapping (RcReader *self, const RcCsvMapping *mapping);

G_END_DECLS
