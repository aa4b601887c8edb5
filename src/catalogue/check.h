/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk over all records that a check and a repair share. For files of this room only. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* Compares every record with its digest and with what is derived from it. Appends RcProblem. FALSE when it failed itself. */
gboolean rc_check_records (RcDatabase *db, GPtrArray *problems, GError **error);

/* Derives all columns anew and rebuilds the index. Masters and digests stay as they are. */
gboolean rc_check_repair (RcDatabase *db, GError **error);

/* "record 12", message */
void rc_check_add_problem (GPtrArray *problems, gint64 record, const char *control, const char *message);

G_END_DECLS
