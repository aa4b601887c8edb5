/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may have been meant by words that find nothing. Private to this room. */
#pragma once

#include "search/parse.h"
#include "search/snapshot.h"

G_BEGIN_DECLS

/* The text as it was likely meant: in the right keyboard layout and script, without slips, its words apart. What is quoted,
 * excluded or a number stays. NULL when no word finds nothing, one of them cannot be helped, or when cancelled. `hidden`:
 * words of hidden records count, too. What it says may still find nothing: its words stand somewhere, maybe not together. */
char *rc_rescue_text (const RcSnapshot *snapshot, const RcTyped *typed, gboolean hidden, GCancellable *cancellable);

G_END_DECLS
