/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our side of one sandboxed renderer process: starts it, asks it, and never trusts an answer. */
#pragma once

#include <gio/gio.h>

#include "renderer/protocol.h"

G_BEGIN_DECLS

#define RC_RENDERER_ERROR (rc_renderer_error_quark ())
GQuark rc_renderer_error_quark (void);
typedef enum
{
  RC_RENDERER_ERROR_DIED,      /* it was killed or left; a new one may be started */
  RC_RENDERER_ERROR_TIMED_OUT, /* the time limit passed and it was killed */
  RC_RENDERER_ERROR_REFUSED,   /* it cannot open or show this: damaged, encrypted, not of this kind */
  RC_RENDERER_ERROR_BROKEN,    /* its answer was not of the agreed form */
} RcRendererError;

/* One process and one open file. Not thread safe: one thread at a time. */
typedef struct _RcRendererClient RcRendererClient;

/* Starts a renderer for the open file `fd` (kept by the caller; read only, a regular file). The program is found in
 * RC_RENDERER (environment, for tests and the build tree), else where it is installed. */
RcRendererClient *rc_renderer_client_new (RcRendererRole role, int fd, GCancellable *cancellable, GError **error);
/* Ends the process. */
void rc_renderer_client_free (RcRendererClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRendererClient, rc_renderer_client_free)

/* Sends one request and waits at most `timeout_ms` for its answer. The answer's bytes are copied out of the memory the
 * renderer gave (bounded by RC_RENDERER_MAX_ANSWER); NULL on any error. Cancelling kills the process. */
GBytes *rc_renderer_client_call (RcRendererClient *self, const RcRendererRequest *request, guint timeout_ms,
                                 RcRendererReply *reply, GCancellable *cancellable, GError **error);

G_END_DECLS
