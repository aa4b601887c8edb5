/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the renderer gives up before it touches the first hostile byte. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Dies with its parent, cannot be looked into, and has limits on memory and descriptors. First of all. */
gboolean rc_sandbox_begin (GError **error);

/* No new rights, no files but fonts (read only), no system calls but those of reading and computing. Cannot be taken
 * back. FALSE when any layer is missing: the caller exits. */
gboolean rc_sandbox_lock (GError **error);

G_END_DECLS
