/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records, changes and questions made up by chance, and answers that must be the same. */
#pragma once

#include "../remove-tree.h"
#include "common.h"

/* Opened with these flags of SQLite, or the test fails. */
sqlite3 *test_open_database (const char *path, int flags);
gint64 test_get_number (sqlite3 *db, const char *sql);
/* The index is whole and has so many records. */
void test_assert_whole (sqlite3 *db, guint64 n_records);

/* A copy in memory whose index has no file: all of it is a delta. */
sqlite3 *test_copy_without_file (sqlite3 *db);

/* A record with more subjects than a row has room for, now and then. */
void random_put (GRand *random, RcSearchWriter *writer, gint64 id);
/* One transaction of `n` changes among the ids up to `n_records`, which is undone now and then. */
void random_change (GRand *random, sqlite3 *db, int n, gint32 n_records);
RcSearchQuery *random_query (GRand *random);
/* Asks both the same `n` questions. */
void random_compare (GRand *random, sqlite3 *db, sqlite3 *other, guint n);
