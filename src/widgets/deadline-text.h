/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a grant closes, in the words of a row or a page. Days are those of rc_deadline_get_day, today is that of Almaty. */
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

/* Times are Unix seconds; `deadline` is the next closing, G_MAXINT64 for rolling, and `day` its rc_deadline_get_day. */

/* Nights until it closes; 0 in its last hours, on whatever day they are here; negative when it is over. */
int rc_deadline_days_left (gint64 deadline, guint day, gint64 now);
/* "3 days left", "Closes today", "Usually March", "Any time", "Not stated", "Closed"; the day where nobody can count. */
char *rc_deadline_dup_days_left (gint64 deadline, guint day, RcDeadlinePrecision precision, gboolean closed, gint64 now, RcUrgency *urgency);
/* The same where there is room for more: "Closes today at 17:00", "Closes tomorrow", "Closed yesterday". Hours are Almaty's. */
char *rc_deadline_dup_closing (gint64 deadline, guint day, RcDeadlinePrecision precision, gboolean closed, gint64 now);
/* The last urgent days; for those who have words of their own. */
RcUrgency rc_deadline_get_urgency (int days);
/* "Thu 26 November", with the year only when it is not this one; "Usually March"; "Any time". */
char *rc_deadline_dup_day (guint day, RcDeadlinePrecision precision, gint64 now);
/* "26 November", with the year only when it is not this one: a day in a sentence. */
char *rc_deadline_dup_short_day (guint day, gint64 now);
/* Noon of a numbered day, to be formatted; NULL for 0. */
GDateTime *rc_deadline_day_to_time (guint day);
/* The hour in the funder's zone and here, or that none was stated; NULL when there is nothing to say. */
char *rc_deadline_dup_hours (const RcDeadline *deadline, gint64 instant);

G_END_DECLS
