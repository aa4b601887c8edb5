/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters that are on, one chip each, and on narrow screens the way to the others. */
#pragma once

#include <gtk/gtk.h>

#include "pages/filter-pane.h"

G_BEGIN_DECLS

#define RC_TYPE_FILTER_CHIPS (rc_filter_chips_get_type ())
G_DECLARE_FINAL_TYPE (RcFilterChips, rc_filter_chips, RC, FILTER_CHIPS, GtkWidget)

/* Signals: "drop" (guint RcFacetName) takes a filter away, "clear" all of them, "open" wants to see the filters. */

/* Shows what is chosen in a query, in the words of the pane. With `folded` the pane is out of sight and a button leads to it. */
void rc_filter_chips_show (RcFilterChips *self, RcFilterPane *pane, gboolean folded);
void rc_filter_chips_set_spacing (RcFilterChips *self, int spacing);

G_END_DECLS
