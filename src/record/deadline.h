/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a grant closes, with what we know and what we only suppose. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers are stored in catalogue.db: never renumber. */
typedef enum
{
  RC_DEADLINE_INSTANT = 0, /* day and time in a zone */
  RC_DEADLINE_DAY = 1,     /* only the day is given: the end of that day in the zone, "time not stated" */
  RC_DEADLINE_MONTH = 2,   /* only the usual month is known: the last day of it, shown as "usually March" */
  RC_DEADLINE_ROLLING = 3, /* no deadline: apply at any time */
  /* What a list may have in the place of the others; no deadline has them, and they are not stored. */
  RC_DEADLINE_NOT_STATED = 4, /* the source names no deadline */
  RC_DEADLINE_UNCOUNTED = 5,  /* a day is known, but the clock is plainly wrong: nobody can say how many are left */
} RcDeadlinePrecision;

typedef struct
{
  RcDeadlinePrecision precision;
  gboolean yearly; /* comes again every year on this day or in this month */
  int year;        /* of the first time; 0 for a yearly one without a year */
  int month;       /* 1 to 12; 0 for rolling */
  int day;         /* 1 to 31; 0 for month precision */
  int minute;      /* of the day, 0 to 1439; only for RC_DEADLINE_INSTANT */
  char *zone;      /* (owned) (nullable) IANA name, "UTC+05:30", or "AoE"; NULL: not stated */
  char *label;     /* (owned) (nullable) "first stage" */
  char *verbatim;  /* (owned) (nullable) the source's own words */
} RcDeadline;

RcDeadline *rc_deadline_new (void);
RcDeadline *rc_deadline_copy (const RcDeadline *self);
void rc_deadline_free (RcDeadline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDeadline, rc_deadline_free)

/* One item of the grants CSV: "2026-11-30", "2026-11-30 17:00 Europe/Brussels", "yearly 04-30", "usually March", "rolling",
 * each with an optional " | label". NULL and RC_RECORD_ERROR_MALFORMED for anything else. */
RcDeadline *rc_deadline_parse (const char *text, GError **error);
/* The inverse of parse. */
char *rc_deadline_to_string (const RcDeadline *self);

/* The zone of a deadline; NULL is the centre's. All of Kazakhstan is at +05:00, even where the system's tables are older than that;
 * a name that they do not know is taken for the zone whose days end first. */
GTimeZone *rc_zone_new (const char *name);

/* Whether the system's tables are of before Kazakhstan's one time, so that other programs here show the wrong hour. */
gboolean rc_zone_tables_are_old (void);

/* The instant (Unix seconds) at which it closes next, seen from `now`; a yearly one rolls on to its next year; the past
 * instant when it is over; G_MAXINT64 for rolling. A day without a zone ends at midnight in Almaty. */
gint64 rc_deadline_next (const RcDeadline *self, gint64 now);

/* The day, numbered as GDate does (Julian), that people call it by: the funder's, or Almaty's where that one is earlier, so that
 * nobody is told of a day that is not left. Midnight belongs to the day before. 0 for G_MAXINT64. */
guint rc_deadline_get_day (const RcDeadline *self, gint64 instant);
/* Today in Almaty, in the same numbers. */
guint rc_deadline_today (gint64 now);

/* When the words of days left change next, seen from `now`: midnight in Almaty, or the closing where it is earlier. */
gint64 rc_deadline_next_change (gint64 deadline, gint64 now);

/* The deadline of the array (RcDeadline) that counts now: the next one not over, else the last one; NULL when empty. */
const RcDeadline *rc_deadlines_current (GPtrArray *deadlines, gint64 now);

G_END_DECLS
