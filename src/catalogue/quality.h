/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that somebody should look at: counted and listed by what is wrong with them, until it is mended or found right. */
#pragma once

#include "catalogue/records.h"
#include "record/quality.h"

G_BEGIN_DECLS

/* What is so in many a good record: counted and listed by itself, and not among what is wrong. */
#define RC_QUALITY_HINTS (RC_QUALITY_BIT (RC_QUALITY_NO_BARCODE) | RC_QUALITY_BIT (RC_QUALITY_UNKNOWN_SUBJECT))
#define RC_QUALITY_WRONG (((RC_QUALITY_BIT (RC_N_QUALITIES)) - 1) & ~RC_QUALITY_HINTS)

/* What is to be checked in one record, and stands in it: RcFinding, none for a file or a grant; never NULL. What needs other
 * records or the thesaurus is not among it, what somebody accepted is. */
GPtrArray *rc_quality_check_details (const RcRecordDetails *details);

typedef struct
{
  guint64 n[RC_N_QUALITIES]; /* records of each class; those that somebody found right do not count */
  guint64 n_wrong;           /* records that have any of RC_QUALITY_WRONG */
} RcQualityCounts;
gboolean rc_quality_count (RcDatabase *db, RcQualityCounts *counts, GCancellable *cancellable, GError **error);

/* The records that have one of the classes (bits), and nobody found it right: gint64 ids, oldest first. */
GArray *rc_quality_list (RcDatabase *db, guint32 qualities, GCancellable *cancellable, GError **error);

/* One record of the list, for a row. */
typedef struct
{
  gint64 id;
  RcKind kind;
  RcMaterial material;
  char *title;         /* (owned) */
  GPtrArray *findings; /* (owned) RcFinding, of whatever class; those of classes that somebody found right are left out */
} RcToCheck;
void rc_to_check_free (RcToCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcToCheck, rc_to_check_free)

/* RcToCheck in the order of the ids, NULL where there is no such record any more. */
GPtrArray *rc_quality_load (RcDatabase *db, const gint64 *ids, guint n_ids, GError **error);

/* Somebody looked at classes (bits) of a record and found it right: they are not listed again unless they go and come back.
 * In a batch, which takes it back; the content of the record stays as it is. */
gboolean rc_quality_accept (RcDatabase *db, gint64 batch, gint64 record, guint32 qualities, GError **error);

G_END_DECLS
