/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The setting of text that flows: where the lines of a block end, and how each is set by Pango.
 *
 * Shaping all the text of a long document takes seconds, and only the lines of the pages that are shown need it. So lines of plain
 * letters end by the sum of their letters' widths, and each is shaped by itself when it is wanted; Pango finds the lines of what is
 * written from right to left, joined, or with marks above its letters. */
#pragma once

#include <pango/pangocairo.h>

#include "renderer/flow.h"

G_BEGIN_DECLS

typedef struct _RcFlowSetter RcFlowSetter;

/* Of a flow that outlives it; lines are as wide as `width` points. */
RcFlowSetter *rc_flow_setter_new (const RcFlow *flow, double width);
void rc_flow_setter_free (RcFlowSetter *self);

typedef struct
{
  guint block;
  guint index;         /* of the line in its block */
  guint start, length; /* bytes of the block */
  float height;        /* points */
  gboolean alone;      /* it is shaped without the rest of its block */
} RcFlowLine;

/* Appends the lines of a block: one at least. */
void rc_flow_setter_break (RcFlowSetter *self, guint block, GArray *lines);

/* A line as it is set. */
typedef struct
{
  const char *text;       /* (borrowed) */
  PangoLayoutLine *glyphs; /* (borrowed) until the next one is set */
  double x;               /* points from the left end of the lines */
  double ascent;          /* points from the line's upper edge to its baseline */
  double size;            /* of the letters, points */
} RcFlowSet;
void rc_flow_setter_set (RcFlowSetter *self, const RcFlowLine *line, RcFlowSet *set);

G_END_DECLS
