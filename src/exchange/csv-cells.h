/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the cells of a table. For files of this room only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A row is a GPtrArray of char *; "" where it is shorter. */
const char *rc_csv_get_cell (GPtrArray *row, guint column);

/* What a cell looks like. */
gboolean rc_csv_is_isbn (const char *cell);
gboolean rc_csv_is_issn (const char *cell);
gboolean rc_csv_is_doi (const char *cell);
gboolean rc_csv_is_url (const char *cell);
gboolean rc_csv_is_year (const char *cell);
gboolean rc_csv_is_language (const char *cell);
/* People: initials, or few words with a comma. */
gboolean rc_csv_is_name (const char *cell);
/* Words, not a number that a record is known by. */
gboolean rc_csv_has_blank (const char *cell);
/* How many bytes a file has, not how many pages. */
gboolean rc_csv_is_long_number (const char *cell);
/* Of a copy. */
gboolean rc_csv_is_status (const char *cell);

/* Most cells of a column, two at least, are such. */
gboolean rc_csv_most_are (GPtrArray *rows, guint from, guint column, gboolean (*is) (const char *cell));
/* One of them is, or all are empty: these may say anything. */
gboolean rc_csv_any_is (GPtrArray *rows, guint from, guint column, gboolean (*is) (const char *cell));
/* The column counts the rows. */
gboolean rc_csv_counts_rows (GPtrArray *rows, guint from, guint column);
/* There is something in the row that is no name of a column. */
gboolean rc_csv_has_data (GPtrArray *row);

G_END_DECLS
