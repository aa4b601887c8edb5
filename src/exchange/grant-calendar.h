/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deadlines of a grant as events of a calendar. */
#pragma once

#include "record/grant.h"

G_BEGIN_DECLS

/* iCalendar: an event for each deadline that has a day and is not over at `now` (Unix seconds), with two reminders, a week and a day
 * before. A deadline with an hour is that instant; one without is its whole day. `id` is the grant's in the catalogue: the same deadline
 * keeps its UID, so that a calendar moves the event when the day moves. `changed` (Unix seconds) is when the grant changed last.
 * NULL when there is no such deadline. */
char *rc_grant_to_calendar (const RcGrant *grant, gint64 id, gint64 changed, gint64 now);
/* The same of the deadline that counts now alone, with little beside it: for a phone to read from a screen. */
char *rc_grant_to_short_calendar (const RcGrant *grant, gint64 id, gint64 changed, gint64 now);

G_END_DECLS
