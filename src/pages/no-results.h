/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In place of results where there are none: what each word gives, and what else to try. */
#pragma once

#include <gtk/gtk.h>

#include "pages/results-data.h"

G_BEGIN_DECLS

/* Signals "search" (const char *words): to search for these instead, also when they are those that were typed; "drop" (guint
 * facet): without the filters of one facet; "clear-filters"; "browse". */
#define RC_TYPE_NO_RESULTS (rc_no_results_get_type ())
G_DECLARE_FINAL_TYPE (RcNoResults, rc_no_results, RC, NO_RESULTS, GtkWidget)

void rc_no_results_show (RcNoResults *self, const RcSearchQuery *query, const RcResultsData *data);

G_END_DECLS
