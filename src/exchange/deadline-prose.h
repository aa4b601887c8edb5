/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines out of the words of a source, in English, Russian, Kazakh and French. */
#pragma once

#include "record/grant.h"

G_BEGIN_DECLS

/* How a source writes "03/04/2027". Unknown: only days that can be nothing else are read. */
typedef enum
{
  RC_DATE_ORDER_UNKNOWN,
  RC_DATE_ORDER_DAY_FIRST,
  RC_DATE_ORDER_MONTH_FIRST, /* the United States */
} RcDateOrder;

/* What is known beside the text; all zero where nothing is. */
typedef struct
{
  RcDateOrder order;
  const char *zone;     /* (nullable) the funder's: IANA name, "UTC+05:30" or "AoE"; for what names no zone itself */
  gint64 published;     /* Unix seconds: "30 November" is the next one after it; 0: a day without a year is not read */
  gboolean is_deadline; /* the text is what the source has in its field for deadlines: no word need say so */
} RcDeadlineContext;

/* The deadlines that a text states, each with its sentence, appended to the array (RcDeadline). FALSE when it speaks of
 * one that was not understood: people should look. `context` may be NULL. */
gboolean rc_deadlines_read (const char *text, const RcDeadlineContext *context, GPtrArray *deadlines);

/* A day in a field of its own ("Oct 19, 2026 12:00:00 AM EDT", "2026-10-19-00-00-00", "10/19/2026",
 * "2026-10-19T17:00:00+02:00", "11 June 2020") with the sentence beside it (nullable) that tells the hour ("no later
 * than 11:59 p.m., ET"). Midnight in such a field is no hour. NULL when the day is not understood. `verbatim` is both
 * texts. */
RcDeadline *
rc_deadline_from_stamp_and_sentence (const char *stamp, const char *sentence, const RcDeadlineContext *context);

G_END_DECLS
