/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the asking and the reading of the answer have in common. */
#pragma once

#include <libsoup/soup.h>

#include "refresh/fetch.h"

G_BEGIN_DECLS

/* One fetch under way. */
typedef struct
{
  const RcFetchRequest *request;
  const RcFetchLimits *limits;
  GMainContext *context; /* (owned) */
  SoupSession *session;  /* (owned) */
  GCancellable *stop;    /* (owned) the caller's wish, the deadline and our own refusal all end here */
  GError *why;           /* (owned) (nullable) why we stopped by ourselves */
  GAsyncResult *result;  /* (owned) (nullable) of the step that has just ended */
  int fd;                /* the answer's file, without a name; -1 */
  gsize n_bytes;         /* of the answer so far */
  gsize n_bytes_before;  /* at the start of this window of the rate */
  gboolean reading;      /* the answer has begun: from now on the rate counts */
  gboolean proxied;      /* the request goes through a proxy: where it leads to is not seen here */
  char *resume_mark;     /* (owned) (nullable) by what the rest of a cut answer is asked for */
} RcFetch;

/* A step is begun with the callback and the fetch, and has ended when the wait is over: `result` is its own. */
void rc_fetch_step_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void rc_fetch_wait_for_step (RcFetch *self);

/* Turns what libsoup says into what we mean by it. `problem`: (transfer full) */
void rc_fetch_explain (RcFetch *self, GError *problem, GCancellable *cancellable, GError **error);

/* Sends, and follows redirects by our own rules; asks for the rest where a part is there already. Returns the stream of the answer's
 * body and the message that brought it; NULL on errors. (transfer full) */
GInputStream *rc_fetch_send (RcFetch *self, SoupMessage **answered, GCancellable *cancellable, GError **error);

/* The whole of an answer, whose rest is asked for where it was cut. NULL on errors; (transfer full) */
RcFetchAnswer *rc_fetch_take (RcFetch *self, gint64 *retry_after, GCancellable *cancellable, GError **error);

G_END_DECLS
