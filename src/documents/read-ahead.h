/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of which the first pages are read while those before them are worked on. */
#pragma once

#include "catalogue/covers.h"
#include "documents/page-reader.h"

G_BEGIN_DECLS

/* Pages that are read of a document at once. */
#define RC_READ_AHEAD_PAGES 64
/* Documents that may be under way: as many as are read at once, the one that is worked on, and as
 * many again for the time when that one is long: a renderer each. */
#define RC_READ_AHEAD_DOCUMENTS 5

/* What is wanted of a document. */
typedef struct
{
  const char *path; /* stays the same file as long as there are pages to be read */
  int first;        /* page from 0 */
  gboolean text;
  gboolean cover;
  gboolean alone; /* there is no other one to be read beside it: two renderers for it */
} RcReadWanted;

/* One that was begun. */
typedef struct
{
  RcPageReader *reader; /* (owned) (nullable) open, */
  GError *refusal;      /* (owned) (nullable) or why it is not */
  GPtrArray *pages;     /* (owned) (nullable) RcPageText from the first one wanted on, RC_READ_AHEAD_PAGES at most */
  GPtrArray *problems;  /* (owned) (nullable) RcPageProblem of these */
  RcCoverPicture *large, *small; /* (owned) (nullable) */
} RcReadBegun;
void rc_read_begun_free (RcReadBegun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcReadBegun, rc_read_begun_free)

/* Two are read at once. For one thread. */
typedef struct _RcReadAhead RcReadAhead;
RcReadAhead *rc_read_ahead_new (gboolean idle, GCancellable *cancellable);
/* Waits for those that were begun. */
void rc_read_ahead_free (RcReadAhead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcReadAhead, rc_read_ahead_free)

void rc_read_ahead_push (RcReadAhead *self, const RcReadWanted *wanted);
/* Waits for the one that was pushed first. NULL only when cancelled. */
RcReadBegun *rc_read_ahead_pop (RcReadAhead *self, GError **error);

G_END_DECLS
