/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window of its own above the desk's. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts it above `parent`, no wider and no higher than that: a small screen has no room for more. */
void rc_own_window_place (GtkWindow *window, GtkWindow *parent);

G_END_DECLS
