/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the index: where they lie, how they are made out of the tables. Private to this room. */
#pragma once

#include "search/build.h"

G_BEGIN_DECLS

/* Where the file of this number lies. */
char *rc_search_get_file_path (const char *folder, gint64 number);

/* The whole file that the database names, as the caller's transaction sees it; NULL with `error` when there is none
 * (G_FILE_ERROR_NOENT) or it cannot be used. */
RcIndexFile *rc_search_open_file (sqlite3 *db, GError **error);

/* There is none, but could be: it will be made of all entries. FALSE also when that cannot be told. */
gboolean rc_search_index_lacks_file (sqlite3 *db);

/* A finished file, without a name yet: of `base` and of what has changed since, or, when that is NULL, of all entries.
 * Runs in the caller's transaction. */
RcFileWriter *rc_search_build_file (sqlite3 *db, const char *folder, RcIndexFile *base, const guint8 *token,
                                    GCancellable *cancellable, GError **error);

G_END_DECLS
