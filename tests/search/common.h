/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database in memory with an index in it. */
#pragma once

#include "search/index.h"
#include "search/search.h"

sqlite3 *test_open (void);
void test_put (sqlite3 *db, const RcSearchEntry *entry);
/* Asserts that it succeeds. */
RcSearchAnswer *test_run (sqlite3 *db, const RcSearchQuery *query);
RcSearchAnswer *test_search (sqlite3 *db, const char *text);
gboolean test_has (const RcSearchAnswer *answer, gint64 id);
/* 0 when the value is not listed. */
guint64 test_count (const RcSearchAnswer *answer, RcFacetName facet, const char *value);
