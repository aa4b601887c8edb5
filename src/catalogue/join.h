/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one publication made one, and split again by an undo; a record as the draft of another. */
#pragma once

#include "catalogue/records.h"

G_BEGIN_DECLS

/* In a batch of kind RC_BATCH_JOIN: `keep` becomes `joined` (nullable: rc_marc_join of both), with the copies and documents of both. The
 * other record goes; its id, its control number and its barcodes lead to the kept one. To undo the batch splits them exactly, all
 * or nothing. CONFLICT when they are no two publications. */
gboolean rc_records_join (RcDatabase *db, gint64 batch, gint64 keep, gint64 other, const RcMarc *joined, GError **error);

/* The record that this one is a part of now, also over several joins; 0 when it was not joined to any that is there. */
gint64 rc_records_get_kept (RcDatabase *db, gint64 id, GError **error);

/* Adds a draft with what the record and another edition of it have in common (rc_marc_make_draft; a grant whole, without its number). Returns its
 * id, 0 on error. */
gint64 rc_records_duplicate (RcDatabase *db, gint64 batch, gint64 id, GError **error);

G_END_DECLS
