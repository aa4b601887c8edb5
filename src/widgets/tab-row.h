/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of controls that Tab walks through in their order. GTK goes by where their middles stand, and half a pixel of height is enough for
 * the last one to come first. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_TAB_ROW (rc_tab_row_get_type ())
G_DECLARE_FINAL_TYPE (RcTabRow, rc_tab_row, RC, TAB_ROW, GtkBox)

G_END_DECLS
