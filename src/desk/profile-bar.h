/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was kept of the columns of other tables: chosen for this one, kept anew, forgotten. */
#pragma once

#include "catalogue/catalogue.h"
#include "desk/columns-list.h"

G_BEGIN_DECLS

#define RC_TYPE_PROFILE_BAR (rc_profile_bar_get_type ())
G_DECLARE_FINAL_TYPE (RcProfileBar, rc_profile_bar, RC, PROFILE_BAR, GtkBox)

/* Signal "told" (words). */

/* The columns (borrowed, as long as the bar lives) that it is about. */
void rc_profile_bar_set_columns (RcProfileBar *self, RcCatalogue *catalogue, RcColumnsList *columns);
/* Offers RcColumnProfile (import-look.h). One that is of exactly the columns that are shown is chosen by itself. */
void rc_profile_bar_show (RcProfileBar *self, GPtrArray *profiles);

G_END_DECLS
