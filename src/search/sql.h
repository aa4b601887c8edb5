/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite's results as GError. Private to this room. */
#pragma once

#include "search/index.h"

G_BEGIN_DECLS

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
