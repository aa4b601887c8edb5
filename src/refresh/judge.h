/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an answer is the listing that was asked for, and what it holds. Nothing is written before the whole of it was read. */
#pragma once

#include "catalogue/sources.h"
#include "exchange/format.h"
#include "record/record.h"

G_BEGIN_DECLS

#define RC_LISTING_MAX_RECORDS 100000

/* All of what a source offers now, in one or several pages. */
typedef struct
{
  GPtrArray *records;  /* (owned) RcRecord, grants with a control number each, none twice */
  GHashTable *seen;    /* (owned) their control numbers */
  GPtrArray *problems; /* (owned) RcProblem: what could not be read */
  gboolean complete;   /* what is not in it is not offered any more */
  guint64 announced;   /* how many the source says there are; 0: it does not say */
} RcListing;

RcListing *rc_listing_new (void);
void rc_listing_free (RcListing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcListing, rc_listing_free)

/* Reads one page to its end and adds what is in it; `content_type` may be NULL. Error: RC_REFRESH_ERROR_NOT_A_LISTING. */
gboolean rc_listing_read (RcListing *self, GBytes *page, const char *content_type, RcFormat format, GCancellable *cancellable,
                          GError **error);

/* FALSE and RC_REFRESH_ERROR_SUSPECT when there is far less than the last time, _NOT_A_LISTING when there is nothing to keep. */
gboolean rc_listing_judge (const RcListing *self, const RcSource *source, GError **error);

/* The format that a source's word means; UNKNOWN_FORMAT when it is one we cannot read yet. */
gboolean rc_judge_get_format (const RcSource *source, RcFormat *format, GError **error);

G_END_DECLS
