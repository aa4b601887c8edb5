/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that tell what a day in a text is. Private to this room. */
#pragma once

#include "exchange/prose-tokens.h"

G_BEGIN_DECLS

typedef enum
{
  RC_CLUE_DEADLINE = 1 << 0,  /* "deadline", "срок подачи": a day beside it is one */
  RC_CLUE_LIMIT = 1 << 1,     /* "by", "until", "до", "дейін": one, where something is handed in */
  RC_CLUE_BEFORE = 1 << 2,    /* "before", "avant le": the same, and the day itself is too late */
  RC_CLUE_CLOSE = 1 << 3,     /* "closes": one, where it is a call that closes */
  RC_CLUE_HAND_IN = 1 << 4,   /* "submitted", "принимаются" */
  RC_CLUE_CALL = 1 << 5,      /* "applications", "заявки", "the call" */
  RC_CLUE_OTHER = 1 << 6,     /* "results", "starts": the day is something else */
  RC_CLUE_OPEN = 1 << 7,      /* "open from": other, unless a range follows, whose end counts */
  RC_CLUE_STAGE = 1 << 8,     /* "first stage", "letter of intent" */
  RC_CLUE_MOVED = 1 << 9,     /* "extended to": what was said before does not count any more */
  RC_CLUE_YEARLY = 1 << 10,   /* "every year" */
  RC_CLUE_ROLLING = 1 << 11,  /* "on a rolling basis" */
  RC_CLUE_USUAL = 1 << 12,    /* "typically" */
  RC_CLUE_WITHIN = 1 << 13,   /* "inclusive": the day counts to its end */
  RC_CLUE_RELATIVE = 1 << 14, /* "days of publication": a deadline that is no day */
  RC_CLUE_JOIN = 1 << 15,     /* "and": what is behind it is of the kind of what is before */
  RC_CLUE_FILL = 1 << 16,     /* means nothing, and is no part of a shorter phrase */
  RC_CLUE_ASIDE = 1 << 17,    /* "questions", "not before": what is handed in by the day is not the application */
  RC_CLUE_ONGOING = 1 << 18,  /* "ongoing": no deadline, in a field for deadlines; in a sentence it may be about anything */
  RC_CLUE_FORMER = 1 << 19,   /* "extended from", "originally": the day does not count any more */
  RC_CLUE_SHIFT = 1 << 20,    /* "falls on a weekend": the day may be another one */
} RcClue;

/* The clue that begins at the token, and how many tokens it has; 0. The longest one counts. */
guint rc_prose_find_clue (const RcProseToken *token, guint *n);

G_END_DECLS
