/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Showing results for …". Private to this room. */
#pragma once

#include <sqlite3.h>

#include "search/parse.h"

G_BEGIN_DECLS

/* The words as they stand in the hit `best` when nothing has them as they were typed; "" otherwise; NULL with `error`. */
char *rc_understood_new (sqlite3 *db, const RcTyped *typed, gint64 best, GError **error);

G_END_DECLS
