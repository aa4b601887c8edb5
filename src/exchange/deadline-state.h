/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sentence says around a day of it. Private to this room. */
#pragma once

#include "exchange/deadline-parts.h"

G_BEGIN_DECLS

#define RC_DEADLINE_REACH 3 /* words between "by" and its day */

/* What was read in a sentence since its last day. */
typedef struct
{
  guint clues;       /* since the last that says it is something else */
  guint all;         /* in the whole sentence so far */
  guint since_limit; /* words since "by" */
  guint since_call;
  gboolean joined;   /* nothing but "and" since the last day */
  gboolean previous; /* the last day was a deadline */
  gboolean aside;    /* it is about something else that is handed in */
  gboolean opens;    /* the call was said to open, so what closes is the call */
  guint behind;      /* token behind the last day */
  guint label;       /* 1 + number of the part that names the stage */
} RcDeadlineState;

/* The clues from a part to the next day. `limit` (out): one that limits stands behind the day before. `last` (out): no other day comes. */
guint rc_deadline_look_ahead (const RcProseTokens *tokens, GArray *parts, guint from, gboolean *limit, gboolean *last);
/* Takes a clue, the part of this number, into the state. */
void rc_deadline_add_clue (const RcProseTokens *tokens, RcDeadlineState *state, const RcPart *part, guint number);

G_END_DECLS
