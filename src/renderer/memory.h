/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory that a renderer writes its answers into, on our side: the start for what is copied out, behind it places for
 * pixels that stay where they are until nobody shows them any more.
 *
 * A renderer can go on writing into pixels that were handed over. That changes nothing but pixels, which it could have drawn
 * so in the first place; nothing else is ever read in place. It cannot shrink the memory under a reader: that is sealed. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RcRendererMemory RcRendererMemory;

RcRendererMemory *rc_renderer_memory_new (GError **error);
/* What was handed over keeps the memory, too. */
void rc_renderer_memory_unref (RcRendererMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRendererMemory, rc_renderer_memory_unref)

int rc_renderer_memory_get_fd (RcRendererMemory *self);

/* (transfer full) Copies of the first bytes, which cannot change any more. */
GBytes *rc_renderer_memory_copy (RcRendererMemory *self, gsize size, GError **error);

/* A place for so many bytes of pixels; FALSE when there is none. It is taken until give_back, or until the bytes made of it
 * are freed, in whatever thread. */
gboolean rc_renderer_memory_take (RcRendererMemory *self, gsize size, gsize *offset);
void rc_renderer_memory_give_back (RcRendererMemory *self, gsize offset);
/* (transfer full) The place as bytes, without a copy. */
GBytes *rc_renderer_memory_hand_over (RcRendererMemory *self, gsize offset, gsize size);

G_END_DECLS
