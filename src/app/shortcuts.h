/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the visitor's application. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In a window of their own above this one. */
void rc_shortcuts_show (GtkWindow *parent);

G_END_DECLS
