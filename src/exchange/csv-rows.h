/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a table in text: RFC 4180 and what offices send instead of it, one row at a time. For files of this room only. */
#pragma once

#include "exchange/reader-private.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *cells; /* (owned) char *, UTF-8, trimmed; empty when the row is broken */
  GBytes *raw;      /* (owned) its own bytes */
  guint64 line;     /* its first line in the file, from 1 */
  char *broken;     /* (owned) (nullable) why it could not be taken apart */
  const char *encoding; /* (nullable) what it was read in; NULL: ASCII */
  gboolean guessed;    /* the encoding is a guess that is to be told: the first of the file, or another one than that */
  guint n_lost;        /* characters that could not be converted */
  guint n_cut;         /* cells past the limit, which were left out */
  gboolean stray;      /* a quotation mark in a cell was no sign of the table and stands as it is */
} RcCsvRow;

void rc_csv_row_free (RcCsvRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCsvRow, rc_csv_row_free)

typedef struct _RcCsvRows RcCsvRows;

/* separator: 0 by the first rows. encoding: (nullable) by the bytes. The input must outlive it. */
RcCsvRows *rc_csv_rows_new (RcInput *input, char separator, const char *encoding);
void rc_csv_rows_free (RcCsvRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCsvRows, rc_csv_rows_free)

/* The next row that is not blank; NULL at the end, or with an error when no more can be read. A quotation mark that is
 * never closed costs its row, not the rest of the file: the next one begins where a line has as many cells as the table. */
RcCsvRow *rc_csv_rows_next (RcCsvRows *self, GCancellable *cancellable, GError **error);

/* Gives the item the row's bytes, and says what was guessed, lost or broken in it. */
void rc_csv_row_account (const RcCsvRow *self, RcReaderItem *item);

/* What was found out with the first row. */
char rc_csv_rows_get_separator (RcCsvRows *self);

G_END_DECLS
