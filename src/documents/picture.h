/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures (PNG, JPEG, GIF, SVG, TIFF, BMP …) decoded by the sandboxed renderer. */
#pragma once

#include "documents/pdf.h"

G_BEGIN_DECLS

/* `fd` (kept by the caller) is a regular file open for reading only. The longer side has at most `max_side` pixels (and
 * 4096). Upright as its EXIF says. Errors are of RC_DOCUMENTS_ERROR. */
RcPixels *rc_picture_load (int fd, int max_side, GCancellable *cancellable, GError **error);

/* Takes fd. */
void rc_picture_load_async (
    int fd, int max_side, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcPixels *rc_picture_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
