/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facets of an answer, counted by a second thread while the first one makes the page. Private to this room. */
#pragma once

#include "search/facets.h"

G_BEGIN_DECLS

/* What facets are counted of; all of it is there, and stays as it is, until the counting is finished. */
typedef struct
{
  RcSnapshot *snapshot;       /* (unowned) */
  const RcPart *file;         /* (unowned) (nullable) only looked at by who starts: its lists may be what is counted from */
  const RcSearchQuery *query; /* (unowned) */
  const RcFilters *filters;   /* (unowned) */
  gint64 now;                 /* Unix seconds */
  const RcHits *matching;     /* (unowned) before filters */
  const RcHits *passing;      /* (unowned) RC_N_FACETS of them: what passes the filter of a facet; empty where it has none */
  const RcHits *hits;         /* (unowned) */
} RcCountingOf;

typedef struct _RcCounting RcCounting;

/* NULL with `error`. Until it is finished or freed the snapshot stays as it is, too, and starts no other. */
RcCounting *rc_counting_start (const RcCountingOf *of, GError **error);
/* Waits; gives away RC_N_FACETS facets. FALSE: a list of the file is broken. */
gboolean rc_counting_finish (RcCounting *self, GArray **facets);
/* Waits, too. */
void rc_counting_free (RcCounting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCounting, rc_counting_free)

G_END_DECLS
