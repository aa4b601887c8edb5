/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From points of a page to pixels of a part of it, as RC_RENDERER_RENDER asks for them. */
#pragma once

#include <cairo.h>

#include "renderer/protocol.h"

G_BEGIN_DECLS

/* From points of the page to pixels of the whole page, scaled and turned. */
void rc_matrix_init (cairo_matrix_t *matrix, double width, double height, double scale, int turns);
gboolean rc_matrix_request_is_sane (const RcRendererRequest *request);

G_END_DECLS
