/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking words up in lists "a|b*". For files of prose only. */
#pragma once

#include "exchange/prose.h"

G_BEGIN_DECLS

/* Of the first three bytes of a folded word. */
guint16 rc_prose_make_key (const char *word);

/* Whether a word is one of "a|b*", of which `length` bytes count. */
gboolean rc_prose_is_one_of (const char *word, const char *any, gsize length);

G_END_DECLS
