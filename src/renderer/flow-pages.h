/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that flows, cut into pages of A4: always into the same ones, so that a renderer that is started again goes on where the last
 * one was. */
#pragma once

#include <cairo.h>

#include "renderer/answer.h"
#include "renderer/flow.h"

G_BEGIN_DECLS

#define RC_FLOW_PAGE_WIDTH 595
#define RC_FLOW_PAGE_HEIGHT 842

typedef struct _RcFlowPages RcFlowPages;

/* Keeps the flow. */
RcFlowPages *rc_flow_pages_new (RcFlow *flow);
void rc_flow_pages_free (RcFlowPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFlowPages, rc_flow_pages_free)

/* At least one. */
guint rc_flow_pages_get_n (const RcFlowPages *self);
gboolean rc_flow_pages_is_right_to_left (const RcFlowPages *self);

/* In points of the page; the paper is there already. */
void rc_flow_pages_draw (RcFlowPages *self, guint page, cairo_t *cr);
/* The answers to the verbs of these names. */
void rc_flow_pages_layer (RcFlowPages *self, guint page, RcAnswer *answer);
void rc_flow_pages_blocks (RcFlowPages *self, guint page, RcAnswer *answer);
void rc_flow_pages_outline (RcFlowPages *self, RcAnswer *answer);

G_END_DECLS
