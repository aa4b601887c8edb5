/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our side of one sandboxed renderer process: starts it, asks it, and never trusts an answer. */
#pragma once

#include <gio/gio.h>

#include "renderer/protocol.h"
#include "renderer/spare.h"

G_BEGIN_DECLS

#define RC_RENDERER_ERROR (rc_renderer_error_quark ())
GQuark rc_renderer_error_quark (void);
typedef enum
{
  RC_RENDERER_ERROR_DIED,      /* it was killed or left; a new one may be started */
  RC_RENDERER_ERROR_TIMED_OUT, /* the time limit passed and it was killed */
  RC_RENDERER_ERROR_REFUSED,   /* it cannot open or show this: damaged, not of this kind */
  RC_RENDERER_ERROR_ENCRYPTED, /* it wants a password */
  RC_RENDERER_ERROR_NOT_FOUND, /* there is no such path on the disc */
  RC_RENDERER_ERROR_TOO_LARGE, /* the answer would pass RC_RENDERER_MAX_ANSWER */
  RC_RENDERER_ERROR_BROKEN,    /* its answer was not of the agreed form; it was killed */
} RcRendererError;

/* One process and one open file. Not thread safe: one thread at a time. The process ends with the thread that started
 * it, at the latest: whoever keeps a client longer must be ready for DIED and start another. One that came from a spare lives
 * on. */
typedef struct _RcRendererClient RcRendererClient;

/* Starts a renderer for the open file `fd` (kept by the caller; read only, a regular file or a drive). The program is
 * found in RC_RENDERER (environment, for tests and the build tree), else where it is installed. */
RcRendererClient *rc_renderer_client_new (RcRendererRole role, int fd, GCancellable *cancellable, GError **error);
/* The same with a process that waits for it, when there is one. */
RcRendererClient *rc_renderer_client_new_from_spare (RcRendererSpare *spare, int fd, GCancellable *cancellable, GError **error);
/* Ends the process. */
void rc_renderer_client_free (RcRendererClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRendererClient, rc_renderer_client_free)

/* Sends one request (its serial is filled in here) and waits at most `timeout_ms` for its answer. The answer's bytes
 * are copied out of the shared memory, so they cannot change any more; NULL on any error. Cancelling kills the process.
 * After DIED, TIMED_OUT, BROKEN or cancelling every further call fails with DIED. */
GBytes *rc_renderer_client_call (RcRendererClient *self,
                                 const RcRendererRequest *request,
                                 guint timeout_ms,
                                 RcRendererReply *reply,
                                 GCancellable *cancellable,
                                 GError **error);

/* The same for a question whose answer is exactly so many bytes of pixels. They are not copied where that can be helped, and
 * may lie in memory that the renderer can write to: good for showing, not for reading anything else out of them. */
GBytes *rc_renderer_client_call_pixels (RcRendererClient *self,
                                        const RcRendererRequest *request,
                                        gsize size,
                                        guint timeout_ms,
                                        GCancellable *cancellable,
                                        GError **error);

/* (nullable) From now on an answer that takes its time is given up, and the process ended with it, when this is cancelled. Quick
 * ones still come. */
void rc_renderer_client_set_unwanted (RcRendererClient *self, GCancellable *unwanted);

/* FALSE when the process is gone and only a new client can go on. */
gboolean rc_renderer_client_is_alive (RcRendererClient *self);

/* Process id, for messages and tests. 0 when it is gone. */
int rc_renderer_client_get_pid (RcRendererClient *self);

G_END_DECLS
