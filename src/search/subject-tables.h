/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the thesaurus. Private to this room. */
#pragma once

#include "search/sql.h"

G_BEGIN_DECLS

/* Inside the caller's transaction. */
gboolean rc_subject_tables_create (sqlite3 *db, GError **error);
gboolean rc_subject_tables_drop (sqlite3 *db, GError **error);

/* Matches the values that came since the last time; nothing to do without a thesaurus. */
gboolean rc_subject_tables_match_new (sqlite3 *db, GCancellable *cancellable, GError **error);

/* The statement that looks up subjects by their labels; NULL with `error`. */
sqlite3_stmt *rc_subject_tables_prepare_find (sqlite3 *db, GError **error);

/* The subject that a heading of `length` bytes is the name of, by that statement; 0: none. */
gint64 rc_subject_tables_step_find (sqlite3_stmt *find, const char *heading, gsize length, gboolean *failed, GError **error);

/* The same for a single heading; 0 also with `error`. */
gint64 rc_subject_tables_find (sqlite3 *db, const char *heading, GError **error);

G_END_DECLS
