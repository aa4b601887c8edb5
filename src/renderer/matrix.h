/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From points of a page to pixels of a part of it, as RC_RENDERER_RENDER asks for them. */
#pragma once

#include "renderer/answer.h"

G_BEGIN_DECLS

/* From points of the page to pixels of the whole page, scaled and turned. */
void rc_matrix_init (cairo_matrix_t *matrix, double width, double height, double scale, int turns);
/* The answer to RC_RENDERER_RENDER: the part on white, to be drawn on in pixels of the whole page. NULL: the refusal is written. */
cairo_t *rc_matrix_begin (const RcRendererRequest *request, RcAnswer *answer);
/* FALSE when it could not be drawn. */
gboolean rc_matrix_end (cairo_t *cr);

G_END_DECLS
