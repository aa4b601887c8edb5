/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remote listings: what we know of each, and how the last try went. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *name;   /* (owned) */
  char *url;    /* (owned) */
  char *format; /* (owned) word of the command line: "auto", "rss", "grants-gov" … */
  char *mapping; /* (owned) (nullable) text of a mapping file */
  gboolean allow_http, review;
  gint64 last_try, last_success, next_due, retry_after; /* Unix seconds; 0 never */
  char *last_error;    /* (owned) (nullable) for people */
  char *etag, *last_modified; /* (owned) (nullable) verbatim, as one pair */
  char *result;        /* (owned) (nullable) of the last try: updated, unchanged, failed */
  guint n_new, n_changed, n_closed, n_total; /* of the last success */
} RcSource;
void rc_source_free (RcSource *self);
RcSource *rc_source_new (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSource, rc_source_free)

/* EXISTS when the name is taken. id 0 adds. Returns the id, 0 on error. In a transaction. */
gint64 rc_sources_put (RcDatabase *db, const RcSource *source, GError **error);
/* Its grants stay. */
gboolean rc_sources_remove (RcDatabase *db, const char *name, GError **error);
RcSource *rc_sources_find (RcDatabase *db, const char *name, GError **error);
GPtrArray *rc_sources_list (RcDatabase *db, GError **error);
/* When a source last answered, in Unix seconds; 0 never, -1 on error. */
gint64 rc_sources_get_newest_refresh (RcDatabase *db, GError **error);
/* Control numbers (char *) of the grants of a source that are not closed, as a set. */
GHashTable *rc_sources_get_open_controls (RcDatabase *db, gint64 source, GError **error);

G_END_DECLS
