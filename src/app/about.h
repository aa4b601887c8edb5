/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the application is, and whose. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rc_about_show (GtkWindow *parent);

G_END_DECLS
