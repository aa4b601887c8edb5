/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page of a document as a small picture. */
#pragma once

#include "catalogue/covers.h"
#include "documents/pdf.h"

G_BEGIN_DECLS

#define RC_COVER_MAX_WIDTH 232
#define RC_COVER_MAX_HEIGHT 330

/* Two sizes, the second half of the first; FALSE when the page cannot be drawn. */
gboolean rc_cover_draw (RcPdf *pdf, RcCoverPicture **large, RcCoverPicture **small, GCancellable *cancellable, GError **error);

/* Rows of pixels as of CAIRO_FORMAT_RGB24 in 4 * width bytes each; NULL when it is no picture. */
GBytes *rc_cover_picture_unpack (const RcCoverPicture *self);

G_END_DECLS
