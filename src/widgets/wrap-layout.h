/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children side by side as words in a paragraph: each as wide as it likes, into the next row where there is no room. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_WRAP_LAYOUT (rc_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (RcWrapLayout, rc_wrap_layout, RC, WRAP_LAYOUT, GtkLayoutManager)

/* Property "spacing" (int): pixels between children and between rows. */
GtkLayoutManager *rc_wrap_layout_new (int spacing);

G_END_DECLS
