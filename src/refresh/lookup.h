/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copy cataloguing: other libraries are asked for a record, all at once. */
#pragma once

#include "exchange/reader.h"
#include "refresh/target.h"

G_BEGIN_DECLS

#define RC_LOOKUP_MAX_RECORDS 50

typedef struct
{
  const char *texts[RC_LOOKUP_N_KINDS]; /* (nullable) what is given must all be met */
  guint limit;                          /* records of each target; at most RC_LOOKUP_MAX_RECORDS */
} RcLookup;

typedef struct
{
  char *name;             /* (owned) of the target */
  const RcTarget *target; /* (unowned) only for as long as targets are asked */
  guint64 total;          /* what it has found; it may send fewer */
  GPtrArray *items;       /* (owned) RcReaderItem, also those that cannot be read; never NULL */
  char *failure;          /* (owned) (nullable) why it did not answer, or not with all, in one line of English */
  double seconds;
} RcLookupAnswer;
void rc_lookup_answer_free (RcLookupAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcLookupAnswer, rc_lookup_answer_free)

/* Called as each target has answered, in the thread that asks. Takes the answer. */
typedef void (*RcLookupFunc) (RcLookupAnswer *taken_answer, gpointer user_data);

/* Asks targets (RcTarget) side by side and blocks until the last one has answered, failed, or had its time. FALSE only when
 * cancelled, or when nothing is asked (RC_REFRESH_ERROR_REFUSED). */
gboolean rc_lookup (GPtrArray *targets, const RcLookup *lookup, RcLookupFunc func, gpointer user_data, GCancellable *cancellable,
                    GError **error);

G_END_DECLS
