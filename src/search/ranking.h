/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The most relevant first. Private to this room. */
#pragma once

#include "search/evaluate.h"
#include "search/order.h"

G_BEGIN_DECLS

/* Fills the page with the hits of what was typed; `file` is NULL where there is none. Those of `last` come after all others. */
void rc_ranking_fill (RcPage *page, RcPart *file, RcPart *delta, const RcTyped *typed, const RcHits *hits,
                      const RcHits *last);

G_END_DECLS
