/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record of a file into an open batch: what it is to those that are there. For files of this room only. */
#pragma once

#include "catalogue/prepared.h"
#include "import/import.h"

G_BEGIN_DECLS

/* What became of a record. */
typedef struct
{
  RcOutcome outcome; /* never rejected */
  gint64 id;         /* of the record that it is now, or that it was left alone for */
  gboolean by_number; /* it was found by its control number */
  gboolean merged;    /* what was stored is not what came in */
  RcMarc *before, *after; /* (owned) (nullable) of one that was updated */
  char *note;         /* (owned) (nullable) what people should know of it */
} RcTaken;
void rc_taken_clear (RcTaken *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcTaken, rc_taken_clear)

/* `first_added`: the records from this id on came with the same import; 0: none yet. FALSE: the whole batch has failed. */
gboolean rc_import_take (RcDatabase *db, gint64 batch, gint64 first_added, RcTwinRule rule, RcPrepared *prepared, const RcRecord *record,
                         RcTaken *taken, GError **error);

G_END_DECLS
