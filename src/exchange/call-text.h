/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the text of a call, as somebody copied it from a page or a letter, seems to say: to be proposed, never to be taken unseen. */
#pragma once

#include "record/grant.h"

G_BEGIN_DECLS

#define RC_CALL_MAX_BYTES (1024 * 1024)

/* A grant with what was found: title, where to apply, deadlines with their sentences, the sentences that say who may apply and the facts
 * that are in them, and the text itself as what it is for. `now` in Unix seconds. `unclear` (out, nullable): the text speaks of a deadline
 * that was not understood. More than RC_CALL_MAX_BYTES is not looked at. Never NULL. */
RcGrant *rc_call_text_read (const char *text, gint64 now, gboolean *unclear);

/* The sentences of a text, valid UTF-8, that say who may apply, a line each; NULL where there is none. */
char *rc_call_text_dup_who (const char *text);

G_END_DECLS
