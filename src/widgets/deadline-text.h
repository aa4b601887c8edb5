/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a grant closes, in the words of a row or a page. Days are counted in the local time zone. */
#pragma once

#include <glib.h>

#include "record/deadline.h"

G_BEGIN_DECLS

typedef enum
{
  RC_URGENCY_NONE,
  RC_URGENCY_WARM, /* 8 to 14 days */
  RC_URGENCY_SOON, /* 0 to 7 days */
} RcUrgency;

/* Times are Unix seconds; `deadline` is the next closing, G_MAXINT64 for rolling, and what ends at midnight belongs to the day before. */

/* Nights until it closes; negative when it is over. */
int rc_deadline_days_left (gint64 deadline, gint64 now);
/* "3 days left", "Closes today", "Usually March", "Any time", "Closed". */
char *rc_deadline_dup_days_left (gint64 deadline, RcDeadlinePrecision precision, gboolean closed, gint64 now, RcUrgency *urgency);
/* "Thu 26 November", with the year only when it is not this one; "Usually March"; "Any time". */
char *rc_deadline_dup_day (gint64 deadline, RcDeadlinePrecision precision, gint64 now);
/* The hour in the funder's zone and here, or that none was stated; NULL when there is nothing to say. */
char *rc_deadline_dup_hours (const RcDeadline *deadline, gint64 instant);

G_END_DECLS
