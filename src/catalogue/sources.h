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
  char *mapping; /* (owned) (nullable) text of its key file: what its fields mean, when it is asked, whose it is */
  gboolean allow_http, review;
  gboolean paused; /* it is not asked by itself */
  gint64 last_try, last_success, next_due, retry_after; /* Unix seconds; 0 never */
  char *last_error;    /* (owned) (nullable) for people */
  char *etag, *last_modified; /* (owned) (nullable) verbatim, as one pair */
  char *result;        /* (owned) (nullable) of the last try: updated, unchanged, failed */
  guint n_new, n_changed, n_closed, n_total; /* of the last success */
  guint n_failures;    /* tries that failed since then */
  char *checkpoint;    /* (owned) (nullable) where a listing that was cut goes on; only refresh/ knows what it says */
} RcSource;
void rc_source_free (RcSource *self);
RcSource *rc_source_new (void);
RcSource *rc_source_copy (const RcSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSource, rc_source_free)

/* EXISTS when the name is taken. id 0 adds. Returns the id, 0 on error. In a transaction. */
gint64 rc_sources_put (RcDatabase *db, const RcSource *source, GError **error);
/* Writes what is known of its last try and nothing that staff may have changed meanwhile. In a transaction. */
gboolean rc_sources_keep_try (RcDatabase *db, const RcSource *source, GError **error);
/* Its grants stay. */
gboolean rc_sources_remove (RcDatabase *db, const char *name, GError **error);
RcSource *rc_sources_find (RcDatabase *db, const char *name, GError **error);
GPtrArray *rc_sources_list (RcDatabase *db, GError **error);
/* When a source last answered, in Unix seconds; 0 never, -1 on error. */
gint64 rc_sources_get_newest_refresh (RcDatabase *db, GError **error);
/* The same of those that are refreshed still. */
gint64 rc_sources_get_newest_live_refresh (RcDatabase *db, GError **error);
/* What a listing that is not read to its end has held so far, as hashes (gint64) of control numbers: added, read as a set, forgotten. The
 * first and the last in a transaction. */
gboolean rc_sources_keep_seen (RcDatabase *db, gint64 source, const gint64 *keys, guint n_keys, GError **error);
GHashTable *rc_sources_load_seen (RcDatabase *db, gint64 source, GError **error);
gboolean rc_sources_forget_seen (RcDatabase *db, gint64 source, GError **error);

/* Hashes of short entries by those of their control numbers: read (gint64 to gint64), kept for the next time. The latter in a transaction. */
GHashTable *rc_sources_load_entries (RcDatabase *db, gint64 source, GError **error);
gboolean rc_sources_keep_entries (RcDatabase *db, gint64 source, GHashTable *entries, GError **error);

G_END_DECLS
