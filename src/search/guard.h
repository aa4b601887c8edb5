/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mapped files that cannot be read: a disk that fails, a file that somebody cuts off. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Watches over a map, which must go by rc_guard_unmap(): where the file behind it cannot be read, the whole map becomes
 * zeros and `*broken` is set, instead of the signal that ends the program. FALSE: too many are watched over. */
gboolean rc_guard_watch (void *map, gsize n_bytes, gint *broken);
void rc_guard_unmap (void *map, gsize n_bytes);

G_END_DECLS
