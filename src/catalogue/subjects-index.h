/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thesaurus as a whole: told to the search, kept before it changes, put back. For files of this room only. */
#pragma once

#include "catalogue/batches.h"

G_BEGIN_DECLS

/* All of these inside a transaction. Tells the search what the thesaurus is now; no record is touched. */
gboolean rc_subjects_index (RcDatabase *db, GCancellable *cancellable, GError **error);

/* Keeps the thesaurus as it is, to be put back when the batch is undone. */
gboolean rc_subjects_keep (RcDatabase *db, gint64 batch, GError **error);
/* Puts back what was kept for the batch; CONFLICT when a later one has changed it and still stands. Counts subjects into
 * the report. */
gboolean rc_subjects_restore (RcDatabase *db, gint64 batch, RcUndoReport *report, GError **error);

G_END_DECLS
