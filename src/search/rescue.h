/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may have been meant by words that find nothing, or little. Private to this room. */
#pragma once

#include "search/parse.h"
#include "search/snapshot.h"

G_BEGIN_DECLS

/* The text as it was likely meant: in the right keyboard layout and script, without slips, its words apart. What is quoted,
 * excluded or a number stays, and so does what stands somewhere as it was typed. NULL without `error` when nothing else was
 * likely meant, or one of the words cannot be helped. `hidden`: words of hidden records count, too. `together`: the words
 * find something, though by their keys. What it says may still find nothing: its words stand somewhere, maybe not together. */
char *rc_rescue_text (RcSnapshot *snapshot, const RcTyped *typed, gboolean hidden, gboolean together, GCancellable *cancellable,
                      GError **error);

/* The text with a word that few records have replaced by one that is a slip away and in so many more that the few may have
 * it wrong. NULL without `error` when there is none. */
char *rc_rescue_offer (RcSnapshot *snapshot, const RcTyped *typed, gboolean hidden, GCancellable *cancellable, GError **error);

G_END_DECLS
