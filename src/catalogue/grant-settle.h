/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant and its sources, taken up to be changed together. For files of this room only. */
#pragma once

#include "catalogue/grant-source-store.h"

G_BEGIN_DECLS

typedef struct
{
  RcDatabase *db;   /* (unowned) */
  gint64 record;
  gboolean removed; /* staff took it out of the catalogue */
  RcState state;
  gint64 source;    /* of the record; 0: it was made here */
  char *control;    /* (owned) (nullable) */
  RcGrant *was;     /* (owned) as it is stored */
  RcGrant *ours;    /* (owned) as it is to be */
  GPtrArray *rows;  /* (owned) RcGrantSource */
  RcGrantClosed closed_by_sources; /* what the rows said of that, as they are stored */
} RcSettling;

/* NULL on error: NOT_FOUND when there is no such grant. */
RcSettling *rc_settling_new (RcDatabase *db, gint64 record, GError **error);
void rc_settling_free (RcSettling *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSettling, rc_settling_free)

/* The row of a source; NULL when it has none. */
RcGrantSource *rc_settling_find (RcSettling *self, gint64 source);
/* What the row's source says from now on. */
void rc_settling_say (RcSettling *self, RcGrantSource *row, const char *upstream);
/* Another row leads. */
void rc_settling_lead (RcSettling *self, RcGrantSource *row);
/* Who leads and whether it is closed follows from the rows; then all is written, with a revision of the batch. */
gboolean rc_settling_finish (RcSettling *self, gint64 batch, GError **error);

G_END_DECLS
