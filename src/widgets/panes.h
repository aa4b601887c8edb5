/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F6: from one pane of a window to the next. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Moves the keyboard from the pane that has it to the next one that takes it, in reading order and round again; from nowhere to the
 * first. FALSE: none takes it. */
gboolean rc_panes_focus_next (GtkWidget *const *panes, guint n_panes);

G_END_DECLS
