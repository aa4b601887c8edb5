/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A renderer that is made and locked before there is a file for it, so that nobody waits for that; and one that has loaded all they need,
 * of which they are made. */
#pragma once

#include <gio/gio.h>

#include "renderer/protocol.h"

G_BEGIN_DECLS

typedef struct _RcRendererSpare RcRendererSpare;

/* Makes one beside the caller, and another a while after that one was taken. From any thread; they all have the priority of that one. */
RcRendererSpare *rc_renderer_spare_new (RcRendererRole role);
RcRendererSpare *rc_renderer_spare_ref (RcRendererSpare *self);
void rc_renderer_spare_unref (RcRendererSpare *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRendererSpare, rc_renderer_spare_unref)

RcRendererRole rc_renderer_spare_get_role (RcRendererSpare *self);
/* For the client: RcRendererProcess. Waits where the next one is still to be made; FALSE when none can be, or when cancelled. Whoever takes one keeps the spare
 * for as long: the process ends with the thread that started it. */
gboolean rc_renderer_spare_take (RcRendererSpare *self, gpointer process, GCancellable *cancellable);
/* For tests: waits until one is ready. */
void rc_renderer_spare_wait (RcRendererSpare *self);

G_END_DECLS
