/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a disc are known by on other discs. For files of this room only. */
#pragma once

#include "disc/tree.h"

G_BEGIN_DECLS

/* `done` bytes of so many are read. */
typedef void (*RcCaptureRead) (gint64 done, gint64 total, gpointer user_data);

/* Reads every file and sets its sha256; what cannot be read is in `problems` (RcProblem) and counted in `unreadable`. FALSE only when
 * cancelled. */
gboolean rc_capture_digest_files (RcDisc *disc, GPtrArray *entries, GPtrArray *problems, guint64 *unreadable, RcCaptureRead progress,
                                  gpointer user_data, GCancellable *cancellable, GError **error);

/* The SHA-256 of all paths, sizes and digests, in hexadecimal: the same for an image of a disc and a folder it was copied to. NULL when
 * no file of it has any content, or one has no digest. */
char *rc_capture_digest_tree (GPtrArray *entries);

G_END_DECLS
