/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a try of a source says that brought nothing new: a small file beside catalogue.db, so that the database is not written for it. It
 * holds for one epoch of the source's row, and is taken into the database with the next change of the row. */
#pragma once

#include "catalogue/refreshes.h"
#include "catalogue/sources.h"

G_BEGIN_DECLS

/* The folder of these files and of the locks of the sources, in the catalogue's. */
#define RC_SOURCE_STATE_FOLDER "sources"

/* Puts what the file says over what the row says. Without a file of this epoch nothing changes. */
void rc_source_state_overlay (const char *folder, gint64 epoch, RcSource *source);
/* RcPastRefresh, oldest first, that are not in the database yet. `epoch` of the row. Never NULL. */
GPtrArray *rc_source_state_list (const char *folder, gint64 epoch, gint64 source);

/* Keeps what is known of the last try of the source, and a line of its log. Not in a transaction. */
gboolean rc_source_state_keep (RcDatabase *db, const RcSource *source, const RcPastRefresh *refresh, GError **error);

/* Takes the lines of the file into the database; the caller writes the row anew, in the same transaction. */
gboolean rc_source_state_fold (RcDatabase *db, gint64 source, GError **error);

G_END_DECLS
