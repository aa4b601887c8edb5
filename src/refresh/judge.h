/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an answer is the listing that was asked for, and what it holds. Nothing of an answer is written before the whole of it was read. */
#pragma once

#include "catalogue/sources.h"
#include "exchange/format.h"
#include "exchange/reader.h"
#include "record/record.h"
#include "refresh/drift.h"
#include "refresh/source-file.h"

G_BEGIN_DECLS

#define RC_LISTING_MAX_RECORDS 1000000
#define RC_LISTING_MAX_PROBLEMS 1000

/* What a source offers now. Its pages are read one after the other, judged and applied; what is remembered of those that went before is
 * small. */
typedef struct
{
  GPtrArray *records;  /* (owned) RcRecord with a control number each: what was read and not applied yet */
  GPtrArray *deleted;  /* (owned) char *: control numbers that the source says are gone, not applied yet */
  GPtrArray *problems; /* (owned) RcProblem: what could not be read, the first RC_LISTING_MAX_PROBLEMS of the run */
  guint n_problems;    /* of the run */
  guint n_read;        /* records of the run, those that were applied among them, none counted twice */
  GHashTable *seen;    /* (owned) rc_listing_has_seen: the control numbers of the run */
  GArray *fresh;       /* (owned) gint64: of them, those that are not stored with the checkpoint yet */
  GHashTable *entries; /* (owned) gint64 to gint64: hashes of the short entries of `records`, by key; of sources whose details are asked for */
  gboolean complete;   /* what is not in it is not offered any more: true only once the last page was read */
  guint64 announced;   /* how many the source says there are; 0: it does not say */
  gboolean anew;       /* what is stored of `seen` is of a listing before this one */
  gboolean partial;    /* only what has changed since some day was asked for: its size says nothing */
  gboolean guessed;    /* nobody said what its fields mean: it was read by their names */
  RcListingPage page;  /* (owned) what the page read last said */

  RcReader *reader;    /* (owned) (nullable) of the page that is being read */

  GHashTable *zones;   /* (owned) of the deadlines: GLib reads the file of a zone anew unless somebody holds it */
  RcDatabase *db;      /* (unowned) (nullable) see rc_listing_expect */
  gint64 source;
  RcShape *shape;      /* (owned) of what was read in this run */
  RcShape *before;     /* (owned) (nullable) of the last good answer */
  RcDrift *accepted;   /* (owned) (nullable) what staff have said is right */
  RcDrift *drift;      /* (owned) (nullable) why it needs care: set with RC_REFRESH_ERROR_SUSPECT */
  guint n_compared;    /* deadlines that were known before */
  guint n_moved;       /* of them those that have moved by so many minutes, as the first one did */
  int minutes;
} RcListing;

RcListing *rc_listing_new (void);
void rc_listing_free (RcListing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcListing, rc_listing_free)

/* What the listing is compared with: the last good answer of the source. Before anything is read. */
gboolean rc_listing_expect (RcListing *self, RcDatabase *db, const RcSource *source, GError **error);

/* Begins a page; the stream can be sought in, `file` says what its fields mean. Error: RC_REFRESH_ERROR_NOT_A_LISTING. */
gboolean rc_listing_open (RcListing *self, const RcSourceFile *file, GInputStream *page, RcFormat format, GCancellable *cancellable, GError **error);
/* Reads on until `n_max` records wait to be applied, or to the end of the page (out: `end`). Error: RC_REFRESH_ERROR_NOT_A_LISTING. */
gboolean rc_listing_read (RcListing *self, guint n_max, gboolean *end, GCancellable *cancellable, GError **error);
/* Forgets the records that wait: they were applied, or only counted. */
void rc_listing_drop_records (RcListing *self);

/* The key under which a control number is remembered, and whether it was read in this run. */
gint64 rc_listing_get_key (const char *control);
gboolean rc_listing_has_seen (const RcListing *self, const char *control);

/* Before anything of the run is stored: what its first page announces and holds, against what the source had. RC_REFRESH_ERROR_SUSPECT. */
gboolean rc_listing_judge_start (RcListing *self, const RcSource *source, GError **error);
/* The whole of it. FALSE and RC_REFRESH_ERROR_SUSPECT when there is far less than the last time or it is made in another way,
 * _NOT_A_LISTING when there is nothing to keep. */
gboolean rc_listing_judge (RcListing *self, const RcSource *source, GError **error);

G_END_DECLS
