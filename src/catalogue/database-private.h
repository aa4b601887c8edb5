/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection as the files of this room see it. */
#pragma once

#include <sqlite3.h>

#include "catalogue/database.h"
#include "catalogue/match-keys.h"
#include "catalogue/prepared.h"
#include "catalogue/statement.h"
#include "search/index.h"

G_BEGIN_DECLS

/* "RCat": what catalogue.db says it is. */
#define RC_DATABASE_APPLICATION_ID 0x52436174
#define RC_DATABASE_FILE "catalogue.db"

/* Asserts that it is used in its own thread. */
sqlite3 *rc_database_get_handle (RcDatabase *self);
GHashTable *rc_database_get_statements (RcDatabase *self);
void rc_statement_destroy (RcStatement *self);

/* The writer of the search index, made when it is wanted first in a transaction. */
RcSearchWriter *rc_database_get_search_writer (RcDatabase *self, GError **error);

/* The keys of a transaction that are not written yet, made when they are wanted first; and forgotten. */
RcMatchKeys *rc_database_get_match_keys (RcDatabase *self, GError **error);
void rc_database_drop_match_keys (RcDatabase *self);

/* For what is prepared in the thread that writes it. */
RcPreparer *rc_database_get_preparer (RcDatabase *self);

/* An error of ours for a result code of SQLite; a cancelled one is G_IO_ERROR_CANCELLED. */
void rc_database_set_error (RcDatabase *self, int rc, GError **error);
/* The same for a connection that is no RcDatabase yet. `handle` may be NULL. */
void rc_database_set_sqlite_error (sqlite3 *handle, int rc, const char *path, GError **error);

/* Several statements without parameters and rows. */
gboolean rc_database_exec (RcDatabase *self, const char *sql, GError **error);
/* One number out of a statement without parameters. */
gboolean rc_database_get_number (RcDatabase *self, const char *sql, gint64 *number, GError **error);

/* For a moment in which nobody waits: brings the file of the search up to date where that is worth it. May take seconds. */
void rc_database_tidy (RcDatabase *self, GCancellable *cancellable);

/* Catalogue.db was replaced (by a restore) since it was opened. */
gboolean rc_database_is_stale (RcDatabase *self);
gboolean rc_database_is_cancelled (RcDatabase *self, GError **error);

G_END_DECLS
