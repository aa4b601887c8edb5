/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record takes the place of another version of itself, of which what is local stays (record/local.h). */
#pragma once

#include "catalogue/records.h"

G_BEGIN_DECLS

/* What became of it. */
typedef struct
{
  gboolean same;   /* the record said all of it: nothing was written */
  gboolean merged; /* what was written is not what came in: local fields or the number stayed */
  RcMarc *before;  /* (owned) (nullable) what was there, where something was written */
  RcMarc *after;   /* (owned) (nullable) and what is there now */
  char *replaced;  /* (owned) (nullable) tags of other fields that had been changed here, "245, 650": the revision has them */
} RcMerge;
void rc_merge_clear (RcMerge *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcMerge, rc_merge_clear)

/* Puts `prepared` in place of the record `id`. `keep_number`: that keeps its control number, and the new one goes to 035. */
gboolean rc_records_merge (RcDatabase *db, gint64 batch, gint64 id, RcPrepared *prepared, gboolean keep_number, RcState state,
                           RcMerge *merge, GError **error);

/* The same for what a source says anew of its record: fields that were changed here stay as they are, all of a tag, and `replaced` names those of
 * which the source says something else. The record keeps its control number. */
gboolean rc_records_follow (RcDatabase *db, gint64 batch, gint64 id, RcPrepared *prepared, RcState state, RcMerge *merge, GError **error);

G_END_DECLS
