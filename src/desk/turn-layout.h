/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children side by side, or below each other where that is too narrow. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_TURN_LAYOUT (rc_turn_layout_get_type ())
G_DECLARE_FINAL_TYPE (RcTurnLayout, rc_turn_layout, RC, TURN_LAYOUT, GtkLayoutManager)

/* Side by side those that expand share what the others leave; these are as wide as they like, also below each other. They turn where
 * that has no room, or there is less than `least_width`: pixels at the usual size of the text, more at larger ones. `spacing`: pixels
 * between those side by side, half as many between those below each other. */
GtkLayoutManager *rc_turn_layout_new (int spacing, int least_width);

G_END_DECLS
