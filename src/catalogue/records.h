/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records in the catalogue. Every write stands in a batch and leaves a revision. */
#pragma once

#include "catalogue/batches.h"
#include "catalogue/database.h"
#include "catalogue/prepared.h"
#include "record/record.h"

G_BEGIN_DECLS

/* The numbers are stored in catalogue.db: never renumber. */
typedef enum
{
  RC_STATE_VISIBLE = 0,
  RC_STATE_DRAFT = 1,
  RC_STATE_REVIEW = 2,
} RcState;

/* Everything of one record, for its page, the editor and `show`. */
typedef struct
{
  gint64 id;
  RcState state;
  RcRecord *record;           /* (owned) for a file: kind only, marc and grant NULL */
  RcDescription *description; /* (owned) (nullable) of the MARC record */
  GPtrArray *copies;          /* (owned) RcCopy */
  GPtrArray *documents;       /* (owned) RcDocument, see catalogue/documents.h */
  char *title;                /* (owned) of whatever kind */
  gint64 added, changed;      /* Unix seconds */
  gint64 deadline;            /* grants: as in RcSearchEntry */
  char *source;               /* (owned) (nullable) name of the source it came from */
  gint64 source_checked;      /* Unix seconds; 0 */
  gint64 disc;                /* files: the disc's id; 0 */
  char *path;                 /* (owned) (nullable) files: path on the disc */
  gint64 size_bytes;          /* files */
  char *media_type;           /* (owned) (nullable) files */
} RcRecordDetails;

void rc_record_details_free (RcRecordDetails *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRecordDetails, rc_record_details_free)

/* RC_CATALOGUE_ERROR_NOT_FOUND when there is none (removed ones are none). The id of one that was joined to another gives that one, and
 * its id. */
RcRecordDetails *rc_records_get (RcDatabase *db, gint64 id, GError **error);

/* 0 when none. `source`: of that source only; 0: not from a source. */
gint64 rc_records_find_control (RcDatabase *db, RcKind kind, gint64 source, const char *control, GError **error);
/* The record that this one would be matched with: of its kind and source, with its control number (and, where both name one,
 * its agency, 003). Where nobody says whose number it is, a record that can hardly be the same (no word of its title, another
 * author, another year) is none: two libraries count from 1. Without a control number: one without it and with the same
 * content. FALSE only on error. */
typedef struct
{
  gint64 id;       /* 0 when there is none */
  gboolean same;   /* its content is the same */
  gint64 joined;   /* where there is none: the one to which one with this control number was joined; 0 */
  gint64 stranger; /* one with the same control number that is another publication; 0 */
  RcState state;
} RcMatch;
gboolean rc_records_match (RcDatabase *db, gint64 source, const RcPrepared *prepared, RcMatch *match, GError **error);
/* By id ("12"), control number or barcode, as people type it on a command line. 0 and NOT_FOUND. */
gint64 rc_records_find (RcDatabase *db, const char *text, GError **error);

/* Adds (id 0) or changes a record; derives its columns and index entry; writes the revision. `copies` (RcCopy) may be NULL: those of the
 * MARC record. Status and due day of copies already there are kept, by barcode, unless `copies` is given. Returns the id, 0 on error. */
gint64 rc_records_put (RcDatabase *db, gint64 batch, gint64 id, const RcRecord *record, GPtrArray *copies, RcState state, GError **error);
/* As put, with the copies that are prepared, whose status and due day are kept, too. */
gint64 rc_records_put_prepared (RcDatabase *db, gint64 batch, gint64 id, RcPrepared *prepared, RcState state, GError **error);
/* As put, for a grant of a source. */
gint64 rc_records_put_from_source (RcDatabase *db, gint64 batch, gint64 id, gint64 source, const RcRecord *record, RcState state, GError **error);

/* Takes the record out of the catalogue; undo brings it back. Its copies, documents and, for a disc, its files go with it. */
gboolean rc_records_remove (RcDatabase *db, gint64 batch, gint64 id, GError **error);

/* Calls `func` for every record with MARC or grant, by id; stops when it returns FALSE. */
typedef gboolean (*RcRecordFunc) (gint64 id, const RcRecord *record, gpointer user_data);
gboolean rc_records_foreach (RcDatabase *db, RcRecordFunc func, gpointer user_data, GCancellable *cancellable, GError **error);

typedef struct
{
  gint64 batch;
  RcBatchKind kind;
  gboolean undone; /* the batch was taken back */
  gint64 time; /* Unix seconds */
  char *who;   /* (owned) */
  char *why;   /* (owned) the batch's label */
  char *what;  /* (owned) "added", "changed", "removed", "accepted" (catalogue/quality.h) */
} RcRevision;
void rc_revision_free (RcRevision *self);
/* RcRevision, newest first. */
GPtrArray *rc_records_get_revisions (RcDatabase *db, gint64 id, GError **error);

G_END_DECLS
