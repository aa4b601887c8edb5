/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with records, as the table quality keeps it. For files of this room only. */
#pragma once

#include "catalogue/database.h"
#include "record/quality.h"

G_BEGIN_DECLS

/* What no record tells of itself: it depends on others, on the thesaurus, or on its source. */
#define RC_QUALITY_BESIDE \
  (RC_QUALITY_BIT (RC_QUALITY_REPEATED_BARCODE) | RC_QUALITY_BIT (RC_QUALITY_UNKNOWN_SUBJECT) | RC_QUALITY_BIT (RC_QUALITY_GONE))

/* What is accepted stays as it is. */
#define RC_QUALITY_AS_IT_IS G_MAXUINT32

/* rc_quality_judge, and whether the title was once read in a wrong encoding. */
guint32 rc_quality_judge_all_of (const RcMarc *marc, const RcDescription *description, GPtrArray *copies, int this_year);
/* RcFinding of each text that was. */
void rc_quality_add_mojibake (const RcMarc *marc, const RcDescription *description, GPtrArray *findings);

/* Writes what was judged of a record. `fresh`: it has no row yet. Of what is accepted stays what is found still. */
gboolean rc_quality_store (RcDatabase *db, gint64 record, guint32 judged, guint32 accepted, gboolean fresh, GError **error);
/* A record that was removed has nothing to check. */
gboolean rc_quality_forget (RcDatabase *db, gint64 record, GError **error);
gboolean rc_quality_load_accepted (RcDatabase *db, gint64 record, guint32 *accepted, GError **error);
/* Judges all records anew, in one walk. */
gboolean rc_quality_judge_all (RcDatabase *db, GError **error);

/* The year that a judgement is made in. */
int rc_quality_get_this_year (void);

G_END_DECLS
