/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer under way, in the renderer: the reply and the memory its payload is written to. */
#pragma once

#include <cairo.h>

#include "renderer/protocol.h"

G_BEGIN_DECLS

typedef struct
{
  RcRendererReply reply;
  guint8 *memory; /* `room` bytes, shared with the program that asked */
  gsize room;
} RcAnswer;

/* Turns the answer into a refusal with one line of why. */
void rc_answer_refuse (RcAnswer *self, RcRendererStatus status, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Adds bytes to the payload. FALSE when they do not fit; nothing is added then. */
gboolean rc_answer_append (RcAnswer *self, gconstpointer bytes, gsize size);
gboolean rc_answer_append_printf (RcAnswer *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A surface whose pixels are the payload, with what was there before on it. NULL and the refusal written when they do not
 * fit. */
cairo_surface_t *rc_answer_make_surface (RcAnswer *self, int width, int height);

G_END_DECLS
