/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes made smaller to be kept. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *rc_bytes_deflate (gconstpointer data, gsize size);
/* NULL when they are none that were packed so, or would be more than `most`. */
GBytes *rc_bytes_inflate (gconstpointer data, gsize size, gsize most, GError **error);

G_END_DECLS
