/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event or a task of a calendar made a grant. For files of this room only. */
#pragma once

#include "exchange/deadline-prose.h"
#include "exchange/reader.h"

#include <libical/ical.h>

G_BEGIN_DECLS

/* What a calendar says of all in it. */
typedef struct
{
  icalcomponent *zones; /* (owned) (nullable) VCALENDAR with its VTIMEZONEs */
  char *zone;           /* (owned) (nullable) X-WR-TIMEZONE, else that of the source: of times that name none */
  RcDeadlineContext context; /* of deadlines in words, but for the zone */
  gboolean cancelled;   /* METHOD:CANCEL */
} RcIcsCalendar;

void rc_ics_calendar_clear (RcIcsCalendar *self);

/* Fills the item: a grant, or the reason why there is none. */
void rc_ics_read_event (const RcIcsCalendar *calendar, icalcomponent *event, RcReaderItem *item);

G_END_DECLS
