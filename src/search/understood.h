/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of a question were taken for. Private to this room. */
#pragma once

#include "search/evaluate.h"

G_BEGIN_DECLS

/* The words by which the best hit was found, when nothing has those that were typed; "" otherwise. NULL with `error`.
 * `file` is NULL where there is none. */
char *rc_understood_new (const RcSnapshot *snapshot, RcPart *file, RcPart *delta, const RcTyped *typed, gint64 best,
                         GError **error);

G_END_DECLS
