/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file out of an archive, unpacked as it is read: no more of it is in memory than a buffer. For files of this room only. */
#pragma once

#include "exchange/input.h"

G_BEGIN_DECLS

#define RC_TYPE_ARCHIVE_STREAM (rc_archive_stream_get_type ())
G_DECLARE_FINAL_TYPE (RcArchiveStream, rc_archive_stream, RC, ARCHIVE_STREAM, GInputStream)

/* The bytes are those of an archive that we unpack (ZIP). */
gboolean rc_archive_looks_like (const char *data, gsize length);

/* The first file whose name ends so (".xml"). Borrows input. NULL and an error when there is none, or the archive is broken; reading
 * fails on a file that unpacks to implausibly much. */
GInputStream *rc_archive_stream_new (RcInput *input, const char *suffix, GCancellable *cancellable, GError **error);

G_END_DECLS
