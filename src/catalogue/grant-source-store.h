/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of what sources say of grants. For files of this room only. */
#pragma once

#include "catalogue/grant-sources.h"

G_BEGIN_DECLS

/* `row` (out): NULL when the source has no such entry. FALSE on error. */
gboolean rc_grant_source_find (RcDatabase *db, gint64 source, const char *control, RcGrantSource **row, GError **error);
/* Writes the row, new or not, and its keys. */
gboolean rc_grant_source_store (RcDatabase *db, const RcGrantSource *row, GError **error);

/* The rows of a record in a snapshot. */
#define RC_GRANT_SOURCES_TYPE "a(xsismsbbx)"
/* NULL on error. */
GVariant *rc_grant_sources_pack (RcDatabase *db, gint64 record, GError **error);
/* Makes the rows of a record what they were; `packed` NULL: none. */
gboolean rc_grant_sources_restore (RcDatabase *db, gint64 record, GVariant *packed, GError **error);

/* Rows against what they must be, for the check: appends RcProblem. */
gboolean rc_grant_sources_check (RcDatabase *db, GPtrArray *problems, GError **error);

G_END_DECLS
