/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the answers of each source are made of, as refresh/drift.h writes it down. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

typedef struct
{
  char *shape;    /* (owned) (nullable) of the last good answer */
  char *report;   /* (owned) (nullable) of the last one that needs care */
  char *accepted; /* (owned) (nullable) the report that staff have accepted */
} RcDriftTexts;
void rc_drift_texts_clear (RcDriftTexts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcDriftTexts, rc_drift_texts_clear)

/* All NULL for a source of which nothing is known. */
gboolean rc_drifts_load (RcDatabase *db, gint64 source, RcDriftTexts *texts, GError **error);
/* In a transaction. */
gboolean rc_drifts_store (RcDatabase *db, gint64 source, const RcDriftTexts *texts, GError **error);

G_END_DECLS
