/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What time zones are called in the texts of calls. Private to this room. */
#pragma once

#include "exchange/prose-times.h"

G_BEGIN_DECLS

/* Words as rc_prose_tokens_match() takes them, and the zone that they mean. */
typedef struct
{
  const char *words;
  RcProseZoneKind kind;
  const char *name; /* (nullable) as in RcProseZone, and so is the offset */
  int offset;
} RcProseZoneAbbreviation;

/* A place whose name stands beside a word for time. */
typedef struct
{
  const char *words;
  const char *name; /* of IANA */
} RcProseZonePlace;

extern const RcProseZoneAbbreviation rc_prose_zone_abbreviations[];
extern const guint rc_prose_n_zone_abbreviations;
extern const RcProseZonePlace rc_prose_zone_places[];
extern const guint rc_prose_n_zone_places;

G_END_DECLS
