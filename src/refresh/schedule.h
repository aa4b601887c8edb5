/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a source is asked again. */
#pragma once

#include "catalogue/sources.h"

G_BEGIN_DECLS

/* Nobody makes us wait longer. */
#define RC_SCHEDULE_MAX_WAIT_SECONDS (24 * 60 * 60)

/* A Retry-After header, seconds or an HTTP date, as Unix seconds: later than `now`, at most a day. 0 when there is none (NULL), it
 * cannot be read or it is past. */
gint64 rc_schedule_parse_retry_after (const char *text, gint64 now);

/* Once a day. A little less, so that a timer that runs every day at the same minute finds it due. */
gint64 rc_schedule_after_success (gint64 now);
/* A quarter of an hour after the first failure, then twice as long each time, up to a day. The source is as it was before this try. */
gint64 rc_schedule_after_failure (const RcSource *source, gint64 retry_after, gint64 now);

gboolean rc_schedule_is_due (const RcSource *source, gint64 now);

G_END_DECLS
