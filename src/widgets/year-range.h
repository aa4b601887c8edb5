/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two knobs over a histogram of years. */
#pragma once

#include <gtk/gtk.h>

#include "search/search.h"

G_BEGIN_DECLS

#define RC_TYPE_YEAR_RANGE (rc_year_range_get_type ())
G_DECLARE_FINAL_TYPE (RcYearRange, rc_year_range, RC, YEAR_RANGE, GtkWidget)

/* Signal "changed" (int from, int to): somebody moved a knob; 0: no limit on that side. */
GtkWidget *rc_year_range_new (void);
/* `values` (nullable): RcFacetValue of years; the widget hides where there are fewer than two. `from`, `to`: 0 for no limit. */
void rc_year_range_set (RcYearRange *self, GArray *values, int from, int to);

/* "1995..2001", "1995..", "..2001" as the search takes it, and back; NULL for no limit at all. */
char *rc_year_range_to_string (int from, int to);
void rc_year_range_parse (const char *text, int *from, int *to);

G_END_DECLS
