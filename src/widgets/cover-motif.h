/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawings on covers: waves, sun, bricks, lattice, rays, hills, dots, grid, disc. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The same one for the same record always; discs have their own. */
guint rc_cover_motif_pick (gint64 id, const char *group);
/* In white, on the lower part of a cover of this size. */
void rc_cover_motif_draw (cairo_t *cr, guint motif, double width, double height);

G_END_DECLS
