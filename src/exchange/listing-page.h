/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one answer of a source says of the listing that it is a page of. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 announced; /* how many there are in all; 0: it does not say */
  char *next;        /* (owned) (nullable) what the next page is asked for by: a resumption token, a whole address, an offset; NULL: the last one */
  char *datestamp;   /* (owned) (nullable) OAI-PMH: the one of the last record of the page, as it stands there */
  char *answered;    /* (owned) (nullable) OAI-PMH: the source's own clock when it answered, in UTC */
  char *guess;       /* (owned) (nullable) it came without a mapping: which of its fields were taken for what */
  gboolean whole;    /* what is not in the listing is not offered any more */
  guint ttl_minutes; /* how long it wants to be left alone; 0: it does not say */
  guint32 skip_hours; /* a bit for each hour of the day in UTC in which it does, hour 0 the lowest */
  guint8 skip_days;   /* a bit for each day of the week, Monday the lowest */
} RcListingPage;

G_END_DECLS
