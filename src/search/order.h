/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of hits, and the part of it that was asked for. Private to this room. */
#pragma once

#include "search/search.h"
#include "search/part.h"

G_BEGIN_DECLS

/* A set of each part; either may be NULL where there is no such part. */
typedef struct
{
  RcBits *of_file;  /* (owned) (nullable) */
  RcBits *of_delta; /* (owned) (nullable) */
} RcHits;

void rc_hits_clear (RcHits *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcHits, rc_hits_clear)

void rc_hits_copy (RcHits *self, const RcHits *other);
void rc_hits_and (RcHits *self, const RcHits *other);
void rc_hits_and_not (RcHits *self, const RcHits *other);
/* Some are in both. */
gboolean rc_hits_meet (const RcHits *self, const RcHits *other);
guint64 rc_hits_count (const RcHits *self);

/* A page in the making. */
typedef struct
{
  const RcSnapshot *snapshot; /* (unowned) */
  gint64 now;                 /* Unix seconds */
  guint64 n_to_skip, n_wanted;
  GArray *ids;                /* (unowned) gint64 */
  guint64 least_age;          /* no hit is newer: where the walk along all ages begins */
} RcPage;

/* The next of the page, out of these hits: the newest first; those with one age, the higher id first. */
void rc_page_append_by_age (RcPage *self, const RcHits *hits);
/* In the order of titles; those with one title, the lower id first. */
void rc_page_append_by_title (RcPage *self, const RcHits *hits);
/* Open grants by their next deadline, then what has none, then closed grants. */
void rc_page_append_by_deadline (RcPage *self, const RcHits *hits);

/* Grants that have closed for good. */
void rc_page_get_closed (const RcPage *self, RcHits *closed);

G_END_DECLS
