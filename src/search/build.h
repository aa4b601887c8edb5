/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a new file of the index: out of entries, and of an older file that they change. Private to this room. */
#pragma once

#include "search/file-writer.h"

G_BEGIN_DECLS

typedef struct _RcBuild RcBuild;

/* `folder` is where the file is going to be. `base` (nullable): all its records stay that are not removed or added again. */
RcBuild *rc_build_new (const char *folder, RcIndexFile *base);
void rc_build_free (RcBuild *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcBuild, rc_build_free)

void rc_build_remove (RcBuild *self, guint32 id);
/* Ids come in ascending order. */
gboolean rc_build_add (RcBuild *self, guint32 id, const RcEntry *entry, GError **error);

/* The finished file, not yet in its place; `db` has the values. */
RcFileWriter *rc_build_finish (RcBuild *self, sqlite3 *db, const guint8 *token, gint64 revision, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
