/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A master file from front to back: where its records stand, and which of them the database still shows. */
#pragma once

#include "exchange/input.h"
#include "exchange/isis-layout.h"

G_BEGIN_DECLS

/* A stretch of the file: a record, or bytes that are none. */
typedef struct
{
  guint64 offset; /* in the file */
  const char *data; /* borrowed until the next one */
  gsize length;
  gboolean record;
  RcIsisHeader header; /* of a record */
} RcIsisSpan;

typedef struct _RcIsisMaster RcIsisMaster;

/* The input stands at the start of the file; it is borrowed. NULL when it is no master file. */
RcIsisMaster *rc_isis_master_new (RcInput *input, GCancellable *cancellable, GError **error);
void rc_isis_master_free (RcIsisMaster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcIsisMaster, rc_isis_master_free)

const RcIsisLayout *rc_isis_master_get_layout (RcIsisMaster *self);
guint rc_isis_master_get_shift (RcIsisMaster *self);
/* The highest number that a record has, as the file counts. */
guint32 rc_isis_master_get_n_records (RcIsisMaster *self);

/* The next stretch that is not empty. FALSE at the end, or on an error. Between records there is much that is none: what is
 * left over of longer ones that stood there. */
gboolean rc_isis_master_next (RcIsisMaster *self, RcIsisSpan *span, GCancellable *cancellable, GError **error);

/* Which version of each record counts: changed records are written anew at the end, and the old ones stay. */
typedef struct _RcIsisIndex RcIsisIndex;

typedef enum
{
  RC_ISIS_CURRENT,
  RC_ISIS_CURRENT_DELETED,  /* by the cross-reference file */
  RC_ISIS_CURRENT_UNLISTED, /* the cross-reference file does not have it */
  RC_ISIS_OLD,              /* another version counts */
} RcIsisVersion;

/* Reads the whole master file, and the cross-reference file beside it where there is one (nullable). */
RcIsisIndex *rc_isis_index_new (GInputStream *master, GInputStream *cross_reference, GCancellable *cancellable, GError **error);
void rc_isis_index_free (RcIsisIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcIsisIndex, rc_isis_index_free)

/* FALSE for a record that the cross-reference file does not have. */
gboolean rc_isis_index_expects (const RcIsisIndex *self, guint32 mfn);
RcIsisVersion rc_isis_index_ask (const RcIsisIndex *self, guint32 mfn, guint64 offset);

G_END_DECLS
