/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One polite HTTP request whose answer is bounded in size, time and place. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  gsize max_bytes;      /* of the answer, decoded */
  guint deadline_ms;    /* for everything, redirects too */
  guint rate_window_ms; /* in each such time … */
  gsize rate_bytes;     /* … at least so many bytes */
  guint pause_ms;       /* between two pages of one listing */
  gsize large_bytes;    /* in place of max_bytes for an answer that is known to be large; 0: the same */
  guint large_deadline_ms; /* likewise; 0: the same */
  guint busy_ms;        /* the least wait before a busy server is asked again within one listing */
  GProxyResolver *proxies; /* (unowned) (nullable) NULL: those of the system */
} RcFetchLimits;

extern const RcFetchLimits rc_fetch_limits_default;

typedef struct
{
  const char *url;
  const char *body;                  /* (nullable) to POST; NULL: GET */
  const char *body_type;             /* (nullable) of the body; NULL: application/json */
  const char *header;                /* (nullable) "Name: value", for the server of the address only */
  const char *etag, *last_modified;  /* (nullable) verbatim from the answer before: together or not at all */
  gboolean large;                    /* within the limits for what is large */
  gboolean allow_http;               /* plain HTTP and addresses of the local network */
  const RcFetchLimits *limits;
  guint *status;                     /* (nullable) told what HTTP said, also when that is an error; 0 without an answer */
  void (*progress) (guint64 n_bytes, gpointer user_data); /* (nullable) of the answer so far, decoded; in the calling thread */
  gpointer user_data;
} RcFetchRequest;

typedef struct
{
  gboolean unchanged; /* 304: nothing else is set */
  GBytes *body;       /* (owned) decoded; mapped from a file that has no name any more */
  int fd;             /* (owned) of that file; -1 */
  char *content_type; /* (owned) (nullable) without parameters */
  char *etag, *last_modified; /* (owned) (nullable) verbatim */
  gint64 fresh_until; /* Unix seconds: so long the server wants it to be kept; 0: it does not say */
} RcFetchAnswer;

void rc_fetch_answer_free (RcFetchAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFetchAnswer, rc_fetch_answer_free)

/* The body as a stream from its beginning, that can be sought in; several of one answer do not disturb each other. */
GInputStream *rc_fetch_answer_open (const RcFetchAnswer *self, GError **error);

/* To be called once before several threads fetch, or while there is only one. Types of GIO and libsoup need each other when they are
 * made, and GLib lets two threads that make them for the first time wait for each other for ever. */
void rc_fetch_prepare (void);

/* Blocks in the calling thread, on a main context of its own. Any status but success and 304 is RC_REFRESH_ERROR_STATUS; then
 * `retry_after` (out) is the Unix second until which the server wants to be left alone, 0 when it does not say. */
RcFetchAnswer *rc_fetch (const RcFetchRequest *request, gint64 *retry_after, GCancellable *cancellable, GError **error);

G_END_DECLS
