/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence as days, hours, zones and clues. Private to this room. */
#pragma once

#include "exchange/prose-clues.h"
#include "exchange/prose-dates.h"
#include "exchange/prose-times.h"

G_BEGIN_DECLS

typedef enum
{
  RC_PART_WORD, /* nothing we know */
  RC_PART_SIGN,
  RC_PART_DATE,
  RC_PART_HOUR,
  RC_PART_ZONE,
  RC_PART_CLUE,
} RcPartKind;

typedef struct
{
  RcPartKind kind;
  guint from, to; /* tokens */
  guint clue;     /* RcClue */
  char sign;
  gboolean range; /* the end of one */
  RcProseDate date;
  RcProseHour hour;
  RcProseZone zone;
} RcPart;

/* One past the last token of the sentence, entry of a list or line that begins at the token. */
guint rc_prose_find_end (const RcProseTokens *tokens, guint from);

/* RcPart of the tokens [from, to). Ranges are their end; what two days share ("1 March and 1 September 2027") both
 * have. */
GArray *rc_prose_take_parts (const RcProseTokens *tokens, guint from, guint to, RcDateOrder order);
/* "Applications: 1 November – 15 January 2027": what ends on the day needs no other word. */
gboolean rc_prose_is_named_range (const RcProseTokens *tokens, const RcPart *part);

G_END_DECLS
