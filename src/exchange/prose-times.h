/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours and time zones among the tokens of a text. Private to this room. */
#pragma once

#include "exchange/prose-tokens.h"

G_BEGIN_DECLS

typedef enum
{
  RC_PROSE_HOUR,     /* `minute` is of the day, 0 to 1440 */
  RC_PROSE_MIDNIGHT, /* the word: which of the two ends of the day is not said */
  RC_PROSE_NO_HOUR,  /* "close of business", "the end of the day" */
} RcProseHourKind;

/* A name and what it says of summer time: "EST" is not "EDT". */
typedef enum
{
  RC_PROSE_ZONE_PLACE,   /* whatever the clocks of the place show */
  RC_PROSE_ZONE_SUMMER,  /* `offset` is claimed, and may be wrong in winter */
  RC_PROSE_ZONE_OFFSET,  /* `offset` */
  RC_PROSE_ZONE_OURS,    /* the applicant's */
  RC_PROSE_ZONE_FUNDERS, /* "local time" */
  RC_PROSE_ZONE_UNCLEAR, /* "IST" is three */
} RcProseZoneKind;

typedef struct
{
  RcProseZoneKind kind;
  const char *name; /* (nullable) IANA name or "AoE" */
  int offset;       /* minutes east of UTC */
  guint from, to;   /* tokens */
} RcProseZone;

typedef struct
{
  RcProseHourKind kind;
  int minute;
  guint from, to;
  gboolean bad;      /* 25:00 */
  gboolean has_zone; /* joined to it: 17:00Z, 17:00+02:00 */
  RcProseZone zone;
} RcProseHour;

/* An hour that begins at the token. */
gboolean rc_prose_take_hour (const RcProseTokens *tokens, guint at, RcProseHour *hour);
/* A zone that begins at the token. `behind_hour`: a place alone means its time, too. */
gboolean rc_prose_take_zone (const RcProseTokens *tokens, guint at, gboolean behind_hour, RcProseZone *zone);
/* As RcDeadline has it (IANA name, "UTC+05:30", "AoE"), on that day; where clocks and name contradict, what ends
 * earlier. `funders`: (nullable) the zone of what is local there. NULL when nothing is known; `unclear` when it is one
 * of several. */
char *
rc_prose_zone_resolve (const RcProseZone *zone, const char *funders, int year, int month, int day, gboolean *unclear);

G_END_DECLS
