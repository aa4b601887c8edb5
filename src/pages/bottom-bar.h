/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar below every page: Start over, where to ask, and of which day the listings of grants are. */
#pragma once

#include <gtk/gtk.h>

#include "pages/my-list.h"

G_BEGIN_DECLS

#define RC_TYPE_BOTTOM_BAR (rc_bottom_bar_get_type ())
G_DECLARE_FINAL_TYPE (RcBottomBar, rc_bottom_bar, RC, BOTTOM_BAR, GtkBox)

/* Asks the catalogue for the day of the listings again, and says everything in the language of now. */
void rc_bottom_bar_reload (RcBottomBar *self, RcCatalogue *catalogue);
void rc_bottom_bar_set_narrow (RcBottomBar *self, gboolean narrow);

/* The list is shown at the end of the bar while something is on it. */
void rc_bottom_bar_set_my_list (RcBottomBar *self, RcMyList *list);

G_END_DECLS
