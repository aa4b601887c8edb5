/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of a file, read and prepared ahead of who writes them. For files of this room only. */
#pragma once

#include "catalogue/prepared.h"
#include "exchange/reader.h"

G_BEGIN_DECLS

/* One place of the file. */
typedef struct
{
  RcReaderItem *item;   /* (owned) */
  RcPrepared *prepared; /* (owned) (nullable) of its record; NULL: it was rejected */
  GBytes *packed;       /* (owned) (nullable) its bytes as the catalogue keeps them, where its record does not give them back */
} RcImportItem;

typedef struct _RcPipeline RcPipeline;

/* Takes the reader of `stream` into a thread of its own. The preparers are used until the pipeline is freed: `here` in the
 * thread that calls, `there` in the other one. */
RcPipeline *rc_pipeline_new (RcReader *reader, GInputStream *stream, RcPreparer *here, RcPreparer *there,
                             GCancellable *cancellable);
/* Stops what is under way. */
void rc_pipeline_free (RcPipeline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPipeline, rc_pipeline_free)

/* Waits until the file is read and prepared to its end, or as far ahead as may be: a small one whole. */
void rc_pipeline_fill (RcPipeline *self);

/* The next place of the file, in its order; borrowed until the next call. As rc_reader_next: NULL without an error at the
 * end, an error when the rest cannot be read. */
const RcImportItem *rc_pipeline_next (RcPipeline *self, GError **error);

/* How far the file was read for the items given so far; 0 unknown. */
guint64 rc_pipeline_get_bytes_read (RcPipeline *self);

G_END_DECLS
