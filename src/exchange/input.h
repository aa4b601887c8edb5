/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream with a window of bytes in memory that grows only as far as a reader asks. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RcInput RcInput;

RcInput *rc_input_new (GInputStream *stream);
void rc_input_free (RcInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcInput, rc_input_free)

/* Reads until the window holds `wanted` bytes or the stream is at its end. FALSE on an I/O error or when cancelled. */
gboolean rc_input_fill (RcInput *self, gsize wanted, GCancellable *cancellable, GError **error);
/* The window; borrowed until the next fill. */
const char *rc_input_peek (RcInput *self, gsize *length);
/* Drops bytes from the start of the window. */
void rc_input_skip (RcInput *self, gsize n_bytes);
/* The same, given to the caller until the next fill, to be changed as well. */
char *rc_input_take (RcInput *self, gsize n_bytes);
/* The window holds the last byte of the stream. */
gboolean rc_input_at_end (RcInput *self);

/* Fills until the byte is in the window, the end, or `most` bytes. The offset of the byte, or -1; -2 on an error. */
gssize rc_input_find (RcInput *self, char byte, gsize from, gsize most, GCancellable *cancellable, GError **error);

G_END_DECLS
