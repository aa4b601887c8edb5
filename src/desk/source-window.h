/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new source: one that is known to the program, or an address, tried before it is added; or one that is there, to be changed. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/sources.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RC_TYPE_SOURCE_WINDOW (rc_source_window_get_type ())
G_DECLARE_FINAL_TYPE (RcSourceWindow, rc_source_window, RC, SOURCE_WINDOW, AdwWindow)

/* `sources` (RcSource, nullable): those that are there. `source` (nullable): one to change, else it is for a new one. Signal "told" (words): what
 * became of it; the window closes by itself. */
RcSourceWindow *rc_source_window_new (GtkWindow *parent, RcCatalogue *catalogue, GPtrArray *sources, const RcSource *source);

G_END_DECLS
