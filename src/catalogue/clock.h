/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What time it is, as far as it can be believed. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 now;        /* Unix seconds; where the clock is wrong, the latest moment that is known to have been */
  gboolean is_wrong; /* the clock shows a time before this program was made, or before the newest listing came: no day is counted */
} RcClock;

/* `time`: what the system's clock shows, in Unix seconds. An hour backwards is no fault: clocks are put right. */
gboolean rc_clock_read (RcClock *self, RcDatabase *db, gint64 time, GError **error);

/* What is wrong with time on this machine, in words for staff; NULL: nothing. */
char *rc_clock_dup_problem (const RcClock *self, gint64 time);

G_END_DECLS
