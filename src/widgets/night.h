/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page for dark rooms: light ink on dark paper, pictures as they are. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Changes opaque ARGB32 pixels (native order, as GDK_MEMORY_DEFAULT) in place: light becomes dark and keeps its hue.
 * Patches that look like a photograph stay as they are. Meant for a worker's thread. */
void rc_night_recolour (guint32 *pixels, guint width, guint height);

G_END_DECLS
