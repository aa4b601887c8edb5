/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the cells of a table of publications: several values, days, types. For files of this room only. */
#pragma once

#include "exchange/reader-private.h"
#include "record/reference.h"

G_BEGIN_DECLS

/* The values of a cell. A sign behind \ is a letter, and values that are empty are none; exact: one that is doubled is a
 * letter, and empty values keep the place of others. */
GPtrArray *rc_csv_split (const char *cell, char sign, gboolean exact);
/* A list of names whose commas stand between names, not within them: "Ivanov I. I., Petrov P.". */
gboolean rc_csv_commas_part_names (const char *cell);

/* "1995", "12.05.1995", "[1995]", "1995-1997", "May 1995". FALSE when there is no year; whole: (out) nothing else stood there. */
gboolean rc_csv_read_date (RcReference *reference, const char *text, gboolean *whole);
/* FALSE when the word is no type that we know; genre is set where the word says more than the type. */
gboolean rc_csv_read_type (RcReference *reference, const char *text);

/* What a spreadsheet makes of a long number: 9.78923E+12. */
gboolean rc_csv_is_rounded (const char *cell);

G_END_DECLS
