/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Libraries on a disc whose records can become records of the catalogue: Greenstone (metadata.xml, or the doc.xml of its documents) and
 * CDS/ISIS (.mst). */
#pragma once

#include "catalogue/discs.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;      /* (owned) of its file on the disc; of the folder where each document has one */
  gboolean isis;   /* else Greenstone */
  guint n_records; /* as far as that can be told before they are read */
} RcCollection;
void rc_collection_free (RcCollection *self);

/* Those of a disc, by the content of their files: RcCollection, by path. */
GPtrArray *rc_collections_list (RcDatabase *db, gint64 disc, GCancellable *cancellable, GError **error);

typedef struct
{
  gint64 batch;          /* 0: there was nothing new */
  guint64 read, added, unchanged, rejected, linked; /* linked: records that have a file of the disc */
  GPtrArray *problems;   /* (owned) RcProblem */
} RcCollectionReport;
void rc_collection_report_free (RcCollectionReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCollectionReport, rc_collection_report_free)

/* Its records into the catalogue, each with the files of the disc that it describes, those of an ISIS database that name none with the
 * database: one batch, one undo. What came from there before is
 * left alone. */
RcCollectionReport *rc_collection_import (RcDatabase *db, gint64 disc, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
