/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines that were moved lately, as the revisions of a grant tell. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* A deadline is told to have moved for a fortnight. */
#define RC_MOVED_FOR_SECONDS (14 * 86400)

/* Whether the deadline that counts now was another day a fortnight ago: `day` becomes that day (rc_deadline_get_day), 0 when
 * it was not moved. A new round of a grant whose day was over is no move, nor is a day where only the usual month was known.
 * `deadlines`: RcDeadline of the grant as it is now. FALSE only on error. */
gboolean rc_deadlines_find_moved (RcDatabase *db, gint64 record, GPtrArray *deadlines, gint64 now, guint *day, GError **error);

/* One change of the deadline that counted at the time. */
typedef struct
{
  gint64 time;      /* Unix seconds */
  gint64 batch;     /* that changed it */
  guint from, to;   /* the days, as GDate numbers them (Julian); 0: no day was named */
} RcDeadlineMove;

/* Every time that the deadline of a grant moved to another day, or got or lost one: RcDeadlineMove, newest first. What was taken back is left out,
 * with what took it back. */
GPtrArray *rc_deadlines_list_moves (RcDatabase *db, gint64 record, GError **error);

G_END_DECLS
