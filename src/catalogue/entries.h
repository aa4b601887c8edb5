/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publications that a source brings: which record an entry became, and what the source said of it last. */
#pragma once

#include "catalogue/grant-sources.h"

G_BEGIN_DECLS

/* `entry` (out): NULL when the source has no such entry. Its `upstream` is what rc_entries_keep was given. */
gboolean rc_entries_find (RcDatabase *db, gint64 source, const char *control, RcGrantSource **entry, GError **error);
/* In a batch. The record is what the entry of the source became; `said` is a text that is another one when the source says something else. */
gboolean rc_entries_keep (RcDatabase *db, gint64 batch, gint64 source, const char *control, gint64 record, const char *said, GError **error);
/* In a batch. The source has it no more: the record stays as it is, and says so. */
gboolean rc_entries_withdraw (RcDatabase *db, gint64 batch, const RcGrantSource *entry, GError **error);

/* Publications that any source has withdrawn, and nobody has removed here: gint64 ids, the newest first. */
GArray *rc_entries_list_withdrawn (RcDatabase *db, GCancellable *cancellable, GError **error);

G_END_DECLS
