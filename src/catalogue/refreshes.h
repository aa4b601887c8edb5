/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of the sources: every try of each, for a while. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* How many tries of a source are kept. */
#define RC_REFRESHES_KEPT 50

/* One try of a source. */
typedef struct
{
  gint64 id;         /* 0: not in the database yet */
  gint64 source;     /* its id */
  char *source_name; /* (owned) as it is called now; not written */
  gint64 time;       /* Unix seconds when it began */
  guint milliseconds;
  char *result; /* (owned) updated, unchanged, failed */
  guint status; /* of HTTP: 200, 304, 503 …; 0 when nobody answered */
  guint n_read, n_new, n_changed, n_closed, n_left_out;
  char *message; /* (owned) (nullable) what was wrong, for people */
  gint64 batch;  /* 0 when it changed nothing */
} RcPastRefresh;
void rc_past_refresh_free (RcPastRefresh *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPastRefresh, rc_past_refresh_free)

/* In a transaction. What is older than the last RC_REFRESHES_KEPT tries of the source is forgotten. */
gboolean rc_refreshes_add (RcDatabase *db, const RcPastRefresh *refresh, GError **error);
/* RcPastRefresh, newest first; `source` 0: of all that were not removed. */
GPtrArray *rc_refreshes_list (RcDatabase *db, gint64 source, guint limit, GError **error);

G_END_DECLS
