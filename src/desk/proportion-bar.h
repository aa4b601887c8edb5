/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bar cut into coloured parts: how a whole divides. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_PROPORTION_BAR (rc_proportion_bar_get_type ())
G_DECLARE_FINAL_TYPE (RcProportionBar, rc_proportion_bar, RC, PROPORTION_BAR, GtkWidget)

void rc_proportion_bar_clear (RcProportionBar *self);
/* Adds a part at the end; `tone` is its CSS class. Nothing is shown for a count of 0, and however few are always seen. */
void rc_proportion_bar_add (RcProportionBar *self, guint64 count, const char *tone);

G_END_DECLS
