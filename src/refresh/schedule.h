/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a source is asked again. */
#pragma once

#include "exchange/listing-page.h"
#include "refresh/source-file.h"

G_BEGIN_DECLS

/* Nobody makes us wait longer. */
#define RC_SCHEDULE_MAX_WAIT_SECONDS (24 * 60 * 60)

/* A Retry-After header, seconds or an HTTP date, as Unix seconds: later than `now`, at most a day. 0 when there is none (NULL), it
 * cannot be read or it is past. */
gint64 rc_schedule_parse_retry_after (const char *text, gint64 now);

/* What a source keeps of a good try, and when it is asked again: by its schedule (a little less, so that a timer that runs every day at
 * the same minute finds it due), later where the feed or the answer (`fresh_until`, Unix seconds) says so, a day at most. */
void rc_schedule_note_success (RcSource *source, const RcSourceFile *file, const RcListingPage *page, gint64 fresh_until, gint64 now);
/* Some time after the first failure, up to a quarter of an hour; up to twice as long after each further one, up to a day. By chance, so that not
 * all come back at once. */
void rc_schedule_note_failure (RcSource *source, gint64 retry_after, gint64 now);

gboolean rc_schedule_is_due (const RcSource *source, gint64 now);

G_END_DECLS
