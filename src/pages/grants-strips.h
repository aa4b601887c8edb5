/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When grants close: eight months as bars, the next fourteen days with a dot where one closes. */
#pragma once

#include <gtk/gtk.h>

#include "pages/grants-filter.h"

G_BEGIN_DECLS

#define RC_TYPE_GRANTS_STRIPS (rc_grants_strips_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsStrips, rc_grants_strips, RC, GRANTS_STRIPS, GtkWidget)

/* Signal "chosen" (int group, const char *value, gboolean on): somebody pressed a month or a day.
 * Fills all of it with the counts of the rows (RcRowData); nothing is kept. */
void rc_grants_strips_set (RcGrantsStrips *self, const RcGrantsFilter *filter, GPtrArray *rows, gint64 now);
/* The months above the days, not beside them. */
void rc_grants_strips_set_stacked (RcGrantsStrips *self, gboolean stacked);

G_END_DECLS
