/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes that belong together: an import, a refresh, a capture of a disc, one edit. Reported and undone as one. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* The numbers are stored in catalogue.db: never renumber. */
typedef enum
{
  RC_BATCH_IMPORT = 1,
  RC_BATCH_REFRESH = 2,
  RC_BATCH_CAPTURE = 3, /* of a disc */
  RC_BATCH_EDIT = 4,
  RC_BATCH_UNDO = 5,
  RC_BATCH_THESAURUS = 6, /* of subjects, no record among them */
  RC_BATCH_JOIN = 7, /* of two records into one */
} RcBatchKind;

/* Inside a transaction. `who` may be NULL: the login name. Returns its id, 0 on error. */
gint64 rc_batch_begin (RcDatabase *db, RcBatchKind kind, const char *label, const char *who, GError **error);
/* The report (JSON) is kept with it. */
gboolean rc_batch_finish (RcDatabase *db, gint64 batch, const char *report, GError **error);
/* Keeps the bytes a record came from, as rc_preparer_pack_raw makes them; `record` 0: of one that was rejected. */
gboolean rc_batch_keep_raw (RcDatabase *db, gint64 batch, gint64 record, guint64 position, GBytes *packed, const char *format, GError **error);

typedef struct
{
  guint restored, removed, kept; /* kept: changed again since, and left alone */
  GPtrArray *problems;           /* (owned) RcProblem, one for each kept */
} RcUndoReport;
void rc_undo_report_free (RcUndoReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcUndoReport, rc_undo_report_free)

/* Takes a batch back in a transaction of its own (itself a batch). CONFLICT when it was already. NULL on error. An undo can be taken
 * back, too: what it removed or restored is as it was before it, but for what hung on files and for batches of more than
 * 100 000 records, which are imported again (named as kept). */
RcUndoReport *rc_batch_undo (RcDatabase *db, gint64 batch, GError **error);
/* The same for one record of a batch, the rest of which stands. NOT_FOUND when the batch did not touch it. */
RcUndoReport *rc_batch_undo_record (RcDatabase *db, gint64 batch, gint64 record, GError **error);

typedef struct
{
  gint64 id;
  RcBatchKind kind;
  gint64 time;  /* Unix seconds */
  char *label;  /* (owned) */
  char *who;    /* (owned) */
  char *report; /* (owned) (nullable) JSON */
  gboolean undone;
  guint n_revisions;
} RcBatch;
void rc_batch_free (RcBatch *self);
/* RcBatch, newest first; `kind` 0: all but edits. */
GPtrArray *rc_batches_list (RcDatabase *db, RcBatchKind kind, guint limit, GError **error);
/* Whether one of the newest thousand has this report and was not undone. */
gboolean rc_batches_find_report (RcDatabase *db, const char *report, gboolean *found, GError **error);
/* How many records the batch touched, and how many of them somebody has changed since by what still stands: an undo leaves those alone. */
gboolean rc_batch_count_records (RcDatabase *db, gint64 batch, guint *n_records, guint *n_changed_since, GError **error);

G_END_DECLS
