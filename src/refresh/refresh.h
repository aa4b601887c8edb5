/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of a source: asked politely, judged, applied page by page. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/sources.h"
#include "refresh/fetch.h"

G_BEGIN_DECLS

#define RC_REFRESH_ERROR (rc_refresh_error_quark ())
GQuark rc_refresh_error_quark (void);
typedef enum
{
  RC_REFRESH_ERROR_REFUSED,   /* by our rules: plain HTTP, a local address, a redirect elsewhere */
  RC_REFRESH_ERROR_NETWORK,   /* no answer, cut short, too slow */
  RC_REFRESH_ERROR_STATUS,    /* an HTTP status that is no success; Retry-After is kept */
  RC_REFRESH_ERROR_TOO_LARGE,
  RC_REFRESH_ERROR_NOT_A_LISTING, /* HTML, empty, or not of the source's format */
  RC_REFRESH_ERROR_SUSPECT,       /* needs care: far fewer than last time */
} RcRefreshError;

typedef struct
{
  char *source;  /* (owned) */
  char *result;  /* (owned) updated, unchanged, failed */
  guint status;  /* of HTTP, the last one; 0 when nobody answered */
  guint n_read, n_left_out; /* records that came; entries that could not be read */
  guint n_new, n_changed, n_closed;
  guint n_withdrawn; /* of those closed: that the source has no more */
  guint n_beside;    /* of those changed: where what changed stands beside what was changed here */
  double seconds;
  char *message; /* (owned) (nullable) one line for people */
  gint64 batch;  /* 0 when nothing changed */
} RcRefreshReport;
void rc_refresh_report_free (RcRefreshReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRefreshReport, rc_refresh_report_free)

/* How far a run is. */
typedef struct
{
  const char *source;
  guint page, n_pages;      /* the page that is asked for, from 1; n_pages 0: nobody knows how many there are */
  guint64 n_bytes;          /* of all answers so far, decoded */
  guint64 n_read, announced; /* records; announced 0: the source does not say */
  guint n_new, n_changed, n_closed; /* stored so far */
  guint waits_seconds;      /* the server wants us to wait so long now; 0: we do not wait */
} RcRefreshProgress;
typedef void (*RcRefreshProgressFunc) (const RcRefreshProgress *progress, gpointer user_data);

typedef struct
{
  const RcFetchLimits *limits;    /* (nullable) rc_fetch_limits_default */
  RcRefreshProgressFunc progress; /* (nullable) in the thread that called, some times a second at most */
  gpointer user_data;
} RcRefreshOptions;

/* Tries one source now, unless a Retry-After still runs or it is being refreshed by somebody else. A failed try is a report too, kept with
 * the source and in its log (catalogue/refreshes.h); an error is only what stopped us from trying (no such source, no database,
 * cancelled: the pages that were stored stay, and the next run goes on from there). `options` may be NULL. Runs in the calling thread with a main
 * context of its own. A try without news writes nothing to the database. */
RcRefreshReport *rc_refresh_source (RcDatabase *db, const char *name, const RcRefreshOptions *options, GCancellable *cancellable, GError **error);

/* Called once a source, in the thread that called. Takes the report. */
typedef void (*RcRefreshReportFunc) (RcRefreshReport *taken_report, gpointer user_data);

/* Tries several, side by side where they are of different hosts: as long as the slowest host takes. `folder` is the catalogue's: each thread
 * has a connection of its own. Blocks until the last one has ended; an error as above, the others end before it is given. */
gboolean rc_refresh_sources (const char *folder, const char *const *names, const RcRefreshOptions *options, RcRefreshReportFunc report,
                             GCancellable *cancellable, GError **error);

/* Names (char *) of the sources that are due at `now` (Unix seconds). */
GPtrArray *rc_refresh_list_due (RcDatabase *db, gint64 now, GError **error);

/* What a report, a source or its log says of a failure, in the language of the screen and as a sentence begins. They keep it in
 * English: who reads it may speak another language than who asked. Words that are not ours stay as they are. */
char *rc_refresh_dup_words (const char *message);

/* NULL when the address is allowed for a source, else why not, in English as failures are. */
char *rc_refresh_check_address (const char *url, gboolean allow_http);

G_END_DECLS
