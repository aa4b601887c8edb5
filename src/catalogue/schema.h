/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of catalogue.db and the way from each to the next. For files of this room only. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* The version this program writes: the number of the last migration. */
int rc_schema_get_newest (void);

/* Brings an open database (inside a transaction) from `version` (0: empty) to the newest. */
gboolean rc_schema_migrate (RcDatabase *db, int version, GError **error);

G_END_DECLS
