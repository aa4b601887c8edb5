/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of a source: asked politely, judged, applied in one transaction. */
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

#define RC_REFRESH_MAX_BYTES (64u << 20) /* decoded */
#define RC_REFRESH_DEADLINE_SECONDS 120

typedef struct
{
  char *source;  /* (owned) */
  char *result;  /* (owned) updated, unchanged, failed */
  guint status;  /* of HTTP, the last one; 0 when nobody answered */
  guint n_read, n_left_out; /* records that came; entries that could not be read */
  guint n_new, n_changed, n_closed;
  double seconds;
  char *message; /* (owned) (nullable) one line for people */
  gint64 batch;  /* 0 when nothing changed */
} RcRefreshReport;
void rc_refresh_report_free (RcRefreshReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRefreshReport, rc_refresh_report_free)

/* Tries one source now, unless a Retry-After still runs. A failed try is a report too, kept with the source and in
 * its log (catalogue/refreshes.h); an error is only
 * what stopped us from trying (no such source, no database). Runs in the calling thread with a main context of its own. */
RcRefreshReport *rc_refresh_source (RcDatabase *db, const char *name, GCancellable *cancellable, GError **error);

/* The same within other limits. */
RcRefreshReport *rc_refresh_source_within (RcDatabase *db, const char *name, const RcFetchLimits *limits, GCancellable *cancellable,
                                           GError **error);

/* Names (char *) of the sources that are due at `now` (Unix seconds). */
GPtrArray *rc_refresh_list_due (RcDatabase *db, gint64 now, GError **error);

/* What a report, a source or its log says of a failure, in the language of the screen and as a sentence begins. They keep it in
 * English: who reads it may speak another language than who asked. Words that are not ours stay as they are. */
char *rc_refresh_dup_words (const char *message);

/* NULL when the address is allowed for a source, else why not, in English as failures are. */
char *rc_refresh_check_address (const char *url, gboolean allow_http);

G_END_DECLS
