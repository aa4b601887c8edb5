/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a page when what it says of deadlines is not true any more: at midnight in Almaty, when one closes, after the machine slept, and
 * when its clock or zone was set. One timer a page, not one a row. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define RC_TYPE_DAY_CLOCK (rc_day_clock_get_type ())
G_DECLARE_FINAL_TYPE (RcDayClock, rc_day_clock, RC, DAY_CLOCK, GObject)

/* Unix seconds. */
typedef gint64 (*RcNowFunc) (gpointer user_data);

/* Signal "changed": fill the page anew. `now` is NULL for the machine's clock. */
RcDayClock *rc_day_clock_new (RcNowFunc now, gpointer user_data);
gint64 rc_day_clock_now (RcDayClock *self);
/* The page was filled: what it says is true until the day ends, or `closing` (Unix seconds, the next deadline that it shows; G_MAXINT64
 * none), whichever is first. */
void rc_day_clock_filled (RcDayClock *self, gint64 closing);
/* Looks at the clock, as the timer does. */
void rc_day_clock_look (RcDayClock *self);

G_END_DECLS
