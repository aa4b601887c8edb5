/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publications that a source brings, into an open batch.
 *
 * An entry that is known brings its record up to date; what was changed here stays, field by field, and copies and local fields do as
 * in an import. A new one that is surely a record of the catalogue leaves that alone, for a librarian has described it; the others are added.
 * What the source deletes stays in the catalogue: somebody may hold the book. It is counted, and among what is to be checked. */
#pragma once

#include "import/import.h"

G_BEGIN_DECLS

/* A publication with a control number, as `source` has it. A new one begins in `state`. `beside` (out): the source says something else of what
 * was changed here. FALSE: the whole batch has failed. */
gboolean rc_import_entry (RcDatabase *db, gint64 batch, gint64 source, const RcRecord *record, RcState state, RcOutcome *outcome, gboolean *beside,
                          GError **error);

/* The name by which the source will say that the record is deleted: the identifier of its OAI-PMH header, which is in 035 where the record
 * has a number of its own; else the control number. */
char *rc_import_dup_entry_name (const RcRecord *record);

G_END_DECLS
