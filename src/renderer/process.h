/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One renderer process: its start, the file it gets, and the form of what it says. For the client and the spare. */
#pragma once

#include "renderer/memory.h"
#include "renderer/protocol.h"

G_BEGIN_DECLS

typedef struct
{
  pid_t pid;  /* 0 when it is gone */
  int socket; /* (owned) */
  RcRendererMemory *memory; /* (owned) */
  GCancellable *unwanted;   /* (owned) (nullable) tells that nobody wants the answer any more */
} RcRendererProcess;

/* It ends with the thread that started it, at the latest. */
gboolean rc_renderer_process_start (RcRendererProcess *self, RcRendererRole role, GError **error);
/* One that has loaded all that it needs and opens nothing: others are made of it, in a fraction of the time of a start. It says hello as they
 * do, and has no memory. */
gboolean rc_renderer_process_start_forker (RcRendererProcess *self, RcRendererRole role, GError **error);
/* It ends with the thread that started the forker, at the latest; not with the forker. */
gboolean rc_renderer_process_fork (RcRendererProcess *self, RcRendererProcess *forker, GError **error);
/* Once, before or after its hello. */
gboolean rc_renderer_process_send_file (RcRendererProcess *self, int fd, GError **error);
gboolean rc_renderer_process_wait_for_hello (RcRendererProcess *self, GCancellable *cancellable, GError **error);
gboolean rc_renderer_process_receive (RcRendererProcess *self,
                                      guint32 serial,
                                      gsize room,
                                      guint timeout_ms,
                                      RcRendererReply *reply,
                                      GCancellable *cancellable,
                                      GError **error);
/* Whether one that has not answered is to be ended: its limit is of the time it works itself, since a page takes no longer because other
 * programs are busy. One that does not work, or has had several times the limit, is ended all the same. */
gboolean rc_renderer_process_is_late (gint64 limit_us, gint64 passed_us, gint64 worked_us);
/* FALSE, with the error. */
gboolean rc_renderer_process_set_broken (GError **error);
gboolean rc_renderer_process_is_alive (RcRendererProcess *self);
/* Kills it; what it had stays. */
void rc_renderer_process_end (RcRendererProcess *self);
void rc_renderer_process_clear (RcRendererProcess *self);

G_END_DECLS
