/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a source brought and somebody has to say yes to before visitors see it. */
#pragma once

#include "catalogue/clock.h"
#include "catalogue/records.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  RcKind kind;
  char *title;          /* (owned) */
  char *people;         /* (owned) (nullable) the funder of a grant, else first names */
  gint64 source;        /* 0: not from a source */
  char *source_name;    /* (owned) (nullable) */
  char *sentence;       /* (owned) (nullable) the source's own words: of the deadline, else of who may apply, else what it is about */
  GPtrArray *deadlines; /* (owned) RcDeadline */
  gboolean closed;      /* as the source says */
  gint64 added;         /* Unix seconds */
  RcClock clock;        /* when it was read */
} RcReview;
void rc_review_free (RcReview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcReview, rc_review_free)

/* RcReview, by source and then the newest first, at most `limit`. */
GPtrArray *rc_reviews_list (RcDatabase *db, guint limit, GError **error);

/* How many wait, of each source. */
typedef struct
{
  gint64 source;
  char *name; /* (owned) (nullable) */
  guint n;
} RcReviewCount;
void rc_review_count_free (RcReviewCount *self);
/* RcReviewCount by name, none that is 0. */
GPtrArray *rc_reviews_count (RcDatabase *db, GError **error);

/* In a batch. VISIBLE is a yes. A no is DRAFT: it stays known, so that the source does not bring it again as a new one. NOT_FOUND when the
 * record does not wait any more. */
gboolean rc_reviews_decide (RcDatabase *db, gint64 batch, gint64 record, RcState state, GError **error);
/* All of a source: how many; -1 on error, which it is when none waits. */
gint64 rc_reviews_decide_source (RcDatabase *db, gint64 batch, gint64 source, RcState state, GCancellable *cancellable, GError **error);

G_END_DECLS
