/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which signs a table is written with, where a row of it ends and its cells stand, in bytes that are not converted yet.
 * For files of this room only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_CSV_MAX_CELLS 2000               /* of a row */
#define RC_CSV_MAX_QUOTED (4 * 1024 * 1024)  /* bytes of a cell with several lines */
#define RC_CSV_SAMPLE_BYTES (64 * 1024)
#define RC_CSV_NO_SEPARATOR '\x1f'           /* a table of one column */

/* How bytes are signs of the table: UTF-16 has two each. */
typedef struct
{
  guint width; /* 1, or 2: UTF-16 */
  gboolean big_endian;
  guint newline;   /* what ends a row: '\n', or '\r' where there is no other */
  guint separator;
  guint n_columns; /* of the table; 0 not known yet */
  gsize most_quoted; /* bytes of a cell with several lines */
} RcCsvSigns;
#define RC_CSV_SIGNS_INIT { .width = 1, .newline = '\n', .most_quoted = RC_CSV_MAX_QUOTED }

/* Finds out what is not set yet by the beginning of a file; how many bytes stand before the first row. score: (out) how
 * sure it is that this is a table. */
gsize rc_csv_signs_find (RcCsvSigns *signs, const char *encoding, const char *data, gsize length, gboolean at_end, guint *score);
/* FALSE where there are many bytes that no table has, but MARC and pictures. */
gboolean rc_csv_signs_allow (const RcCsvSigns *signs, const char *data, gsize length);
/* TRUE for the beginning of a file whose first rows mostly have the same number of cells, two at least; certain: (out) nearly
 * all of them have. */
gboolean rc_csv_looks_like (const char *data, gsize length, gboolean *certain);

/* From start to end, in bytes from the start of the row; without its quotation marks. */
typedef struct
{
  gsize start, end;
  gboolean quoted;
} RcCsvCell;

typedef struct
{
  GArray *cells;  /* (owned) RcCsvCell */
  gsize end;      /* behind the row */
  guint n_cut;    /* cells past the limit */
  gboolean stray; /* a quotation mark that is no sign of the table */
  gboolean vain;  /* a quoted cell that reached its limit of bytes */
} RcCsvSpan;

typedef enum
{
  RC_CSV_ROW,
  RC_CSV_BROKEN, /* a quotation mark that is never closed; end is where the next row seems to begin */
  RC_CSV_MORE,   /* the row is longer than the data */
} RcCsvResult;

/* The row that begins with the data. at_end: there is nothing behind the data. */
RcCsvResult rc_csv_scan_row (const RcCsvSigns *signs, const char *data, gsize length, gboolean at_end, RcCsvSpan *span);

guint rc_csv_get_unit (const RcCsvSigns *signs, const char *data, gsize at);

G_END_DECLS
