/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a source is, in plain words. */
#pragma once

#include "catalogue/sources.h"
#include "refresh/refresh.h"

G_BEGIN_DECLS

typedef enum
{
  RC_SOURCE_NEVER,     /* not asked yet */
  RC_SOURCE_GOOD,
  RC_SOURCE_FAILING,
  RC_SOURCE_CARE,      /* somebody has to look at what it answered */
  RC_SOURCE_PAUSED,
  RC_SOURCE_RUNNING,   /* here */
  RC_SOURCE_STOPPING,
  RC_SOURCE_ELSEWHERE, /* the timer, or another program, is asking it */
} RcSourceHealth;

/* What it is but for what runs here: `elsewhere` is the lock of another program. */
RcSourceHealth rc_source_get_health (const RcSource *source, gboolean elsewhere);
/* It did not answer well the last time, and somebody may want to know. */
gboolean rc_source_is_failing (const RcSource *source);

/* "unesco.org · RSS" */
char *rc_source_dup_place (const RcSource *source);
/* "today 09:12", "No answer for 30 seconds" … and the line below it; the second is "" where there is nothing to say. */
char *rc_source_dup_state (const RcSource *source, RcSourceHealth health);
char *rc_source_dup_next (const RcSource *source, RcSourceHealth health);
/* Everything we know of it, a line each, for people. */
char *rc_source_dup_details (const RcSource *source);
/* What can be done about one that does not answer. */
char *rc_source_dup_advice (const RcSource *source);

/* "Reading page 3 of 7"; "1.2 MB"; "18 so far". */
char *rc_refreshing_dup_page (const RcRefreshProgress *progress);
char *rc_refreshing_dup_size (const RcRefreshProgress *progress);
char *rc_refreshing_dup_so_far (const RcRefreshProgress *progress);
/* Between 0 and 1; below 0 when it is not known. */
double rc_refreshing_get_fraction (const RcRefreshProgress *progress);

G_END_DECLS
