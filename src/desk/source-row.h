/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One source in the list: how it is, when it was asked and will be, what changed, and what can be done. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/sources.h"

G_BEGIN_DECLS

/* A row for a list box. Its buttons activate "sources.refresh", "sources.details" and "sources.remove" with the source's name;
 * the groups make what changed, and the main buttons, equally wide in all rows. */
GtkWidget *rc_source_row_new (const RcSource *source, gboolean running, GtkSizeGroup *pill_sizes, GtkSizeGroup *button_sizes);

gboolean rc_source_is_failing (const RcSource *source);
/* Everything we know of it, a line each, for people. */
char *rc_source_dup_details (const RcSource *source);

G_END_DECLS
