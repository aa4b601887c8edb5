/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that may describe the same publication. */
#pragma once

#include "catalogue/records.h"

G_BEGIN_DECLS

/* From this score on two records are taken for the same; from the lower one on people should look. */
#define RC_TWIN_SURE 80
#define RC_TWIN_LIKELY 65
/* Where one and the same library says that they are two. */
#define RC_TWIN_CERTAIN 100

typedef struct
{
  gint64 record;
  guint score;     /* 1 to 100 */
  char *why;       /* (owned) "same ISBN 978…, same title, year differs (1998, 2001)" */
  char *title;     /* (owned) */
  char *control;   /* (owned) (nullable) */
  char *agency;    /* (owned) (nullable) */
  RcState state;
} RcTwin;
void rc_twin_free (RcTwin *self);

/* Publications that share a number (ISBN, a serial's ISSN, DOI) or title and year with `record`, without the one whose id is
 * `except` (0: none) and those of which people said that they are others: RcTwin, the likeliest first, as long as anything speaks for them. */
GPtrArray *rc_twins_find (RcDatabase *db, const RcRecord *record, gint64 except, GError **error);
GPtrArray *rc_twins_find_prepared (RcDatabase *db, const RcPrepared *prepared, gint64 except, GError **error);

/* In a batch of kind RC_BATCH_EDIT: they are different publications, and no twins of each other until that is taken back. */
gboolean rc_twins_part (RcDatabase *db, gint64 batch, gint64 one, gint64 other, GError **error);

G_END_DECLS
