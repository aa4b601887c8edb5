/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of a record and what hangs on it, without batches and revisions. For files of this room only. */
#pragma once

#include "catalogue/database.h"
#include "catalogue/prepared.h"
#include "catalogue/records.h"

G_BEGIN_DECLS

/* Everything that is written of one record. */
typedef struct
{
  gint64 id; /* of a new one that had it before; 0: the next one */
  const RcPrepared *prepared;
  RcState state;
  gint64 source; /* 0 none */
  gint64 added, changed;
  guint32 accepted; /* bits of RcQuality that somebody found right, or RC_QUALITY_AS_IT_IS */
} RcStoredRecord;

/* Whether there is a row of the record at all: one that was added and taken back has none. FALSE on error. */
gboolean rc_record_has_row (RcDatabase *db, gint64 id, gboolean *has, GError **error);
/* Inserts it; returns its id, 0 on error. */
gint64 rc_record_insert (RcDatabase *db, const RcStoredRecord *stored, GError **error);
/* Writes it in place of what the id had. */
gboolean rc_record_update (RcDatabase *db, gint64 id, const RcStoredRecord *stored, GError **error);
/* Sets the state of a record, and of a disc's files. */
gboolean rc_record_set_state (RcDatabase *db, gint64 id, int state, GError **error);
/* Deletes every row of a record, of a disc's files, and their entries in the index. */
gboolean rc_record_delete (RcDatabase *db, gint64 id, GError **error);

/* A revision of a record in a batch; the first one of a batch counts. `before` NULL: added. */
typedef enum
{
  RC_REVISION_ADDED = 1,
  RC_REVISION_CHANGED = 2,
  RC_REVISION_REMOVED = 3,
  RC_REVISION_ACCEPTED = 4, /* somebody found right what is in the table quality: its content is the same */
} RcRevisionWhat;
gboolean rc_revision_add (RcDatabase *db, gint64 batch, gint64 record, RcRevisionWhat what, GBytes *before, GBytes *texts,
                          GError **error);
/* Takes a snapshot of the record and keeps it. NOT_FOUND when there is no such record. */
gboolean rc_revision_add_change (RcDatabase *db, gint64 batch, gint64 record, RcRevisionWhat what, GError **error);

G_END_DECLS
