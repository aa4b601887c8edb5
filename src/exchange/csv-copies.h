/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies that stand in a row of a table, several in a cell. For files of this room only. */
#pragma once

#include "exchange/csv-words.h"
#include "exchange/reader.h"
#include "record/copy.h"

G_BEGIN_DECLS

#define RC_CSV_N_COPY_PARTS (RC_CSV_DUE - RC_CSV_BARCODE + 1)

typedef struct
{
  GPtrArray *texts[RC_CSV_N_COPY_PARTS];   /* (owned) (nullable) char *, one for each copy */
  const char *cells[RC_CSV_N_COPY_PARTS];  /* (unowned) (nullable) the same, whole */
  const char *columns[RC_CSV_N_COPY_PARTS]; /* (unowned) (nullable) where it stood */
} RcCsvCopies;

void rc_csv_copies_clear (RcCsvCopies *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcCsvCopies, rc_csv_copies_clear)

/* A cell whose word is of this kind. FALSE when there was one before. column and cell stay as long as self. */
gboolean rc_csv_copies_read (RcCsvCopies *self, RcCsvKind kind, const char *column, const char *cell, char sign, gboolean exact);
/* What no copy says, as it is no status or day, or there is none: goes to `reference` and is told to the item. */
void rc_csv_copies_settle (RcCsvCopies *self, RcReference *reference, const char *format, RcReaderItem *item);
/* RcCopy; says_status: (out) the table has the status of them, or the day they are due back. */
GPtrArray *rc_csv_copies_make (const RcCsvCopies *self, gboolean *says_status);

/* The same back: one value for each copy, so that those of one have the same place in each cell. */
char *rc_csv_copies_get (const RcCopy *copy, RcCsvKind kind);
/* FALSE when the words name no status. status: (out) (optional) */
gboolean rc_csv_read_status (const char *text, RcCopyStatus *status);

G_END_DECLS
