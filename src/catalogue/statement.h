/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fixed SQL statements, prepared once a connection. For files of this room only. */
#pragma once

#include <sqlite3.h>

#include "catalogue/database.h"

G_BEGIN_DECLS

/* A prepared statement out of the connection's cache. Leaving its scope resets it and gives it back. */
typedef struct _RcStatement RcStatement;

/* `sql` must be a string literal: the cache knows it by its address. NULL and an error when it cannot be prepared. */
RcStatement *rc_statement_new (RcDatabase *db, const char *sql, GError **error);
void rc_statement_free (RcStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcStatement, rc_statement_free)

/* Parameters count from 1. Texts and bytes are borrowed until the statement is freed or run again; NULL binds null. */
void rc_statement_bind_int (RcStatement *self, int index, gint64 value);
/* Binds null for 0. */
void rc_statement_bind_id (RcStatement *self, int index, gint64 id);
void rc_statement_bind_text (RcStatement *self, int index, const char *text);
void rc_statement_bind_bytes (RcStatement *self, int index, GBytes *bytes);

/* Goes to the next row: TRUE when there is one. FALSE at the end, and with `error` set when it failed. */
gboolean rc_statement_step (RcStatement *self, GError **error);
/* For statements without rows: runs it and makes it ready to be bound again. */
gboolean rc_statement_run (RcStatement *self, GError **error);

/* The same at once, for one without rows whose only parameter is an id. */
gboolean rc_statement_run_with_id (RcDatabase *db, const char *sql, gint64 id, GError **error);
/* The number in the first row of one whose only parameter is an id; 0 when there is no row. FALSE when it failed. */
gboolean rc_statement_find_int (RcDatabase *db, const char *sql, gint64 id, gint64 *number, GError **error);

/* Columns of the row, counted from 0. */
gint64 rc_statement_get_int (RcStatement *self, int column);
/* Appends the first column of every row that is left to an array of gint64. */
gboolean rc_statement_add_ids (RcStatement *self, GArray *ids, GError **error);
gboolean rc_statement_is_null (RcStatement *self, int column);
/* NULL for null. Borrowed until the next step. */
const char *rc_statement_get_text (RcStatement *self, int column);
char *rc_statement_dup_text (RcStatement *self, int column);
const void *rc_statement_get_bytes (RcStatement *self, int column, gsize *size);
/* NULL for null. */
GBytes *rc_statement_dup_bytes (RcStatement *self, int column);

G_END_DECLS
