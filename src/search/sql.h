/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The room's tables, and SQLite's results as GError. Private to this room. */
#pragma once

#include "search/index.h"

G_BEGIN_DECLS

/* The blob search_entry.entry, one column since a broad query reads them all: kind, material, hidden, a zero, each a
 * byte; little-endian, the year as guint32, added and deadline as gint64; then the values. */
#define RC_ENTRY_YEAR 4
#define RC_ENTRY_ADDED 8
#define RC_ENTRY_DEADLINE 16
#define RC_ENTRY_VALUES 24
/* A value is a guint32: its RcValues above, its id below. */
#define RC_VALUE_ID_BITS 30
#define RC_VALUE_ID_MASK ((1u << RC_VALUE_ID_BITS) - 1)

typedef enum
{
  RC_VALUES_LANGUAGE,
  RC_VALUES_SUBJECT,
  RC_VALUES_PLACE,
  RC_N_VALUES,
} RcValues;

/* Sets `error` to what SQLite says; G_IO_ERROR_CANCELLED when it was interrupted. Always FALSE. */
gboolean rc_search_set_error (sqlite3 *db, GError **error);

/* Prepares one statement; NULL with `error`. */
sqlite3_stmt *rc_search_prepare (sqlite3 *db, const char *sql, GError **error);

/* TRUE: a row; FALSE without `*failed`: the end. */
gboolean rc_search_step (sqlite3_stmt *statement, gboolean *failed, GError **error);

static inline void
rc_search_finalize (sqlite3_stmt **statement)
{
  sqlite3_finalize (*statement);
}
#define RC_AUTO_STATEMENT __attribute__ ((cleanup (rc_search_finalize))) sqlite3_stmt

G_END_DECLS
