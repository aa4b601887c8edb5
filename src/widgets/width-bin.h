/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A container of one child, a text of several lines, that is as wide as it is whatever its height. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_WIDTH_BIN (rc_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (RcWidthBin, rc_width_bin, RC, WIDTH_BIN, GtkWidget)

/* Takes a floating child. */
GtkWidget *rc_width_bin_new (GtkWidget *child);

G_END_DECLS
