/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters beside the list of grants: who one is, from where, in which field, which sort, how much. */
#pragma once

#include <gtk/gtk.h>

#include "pages/grants-filter.h"

G_BEGIN_DECLS

#define RC_TYPE_GRANTS_FACETS (rc_grants_facets_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsFacets, rc_grants_facets, RC, GRANTS_FACETS, GtkWidget)

/* Signal "toggled" (int group, const char *value, gboolean on): somebody ticked.
 * Fills all of it with the counts of the rows (RcRowData); nothing of them is kept. `labels`: heading → label (char *) of fields. */
void rc_grants_facets_set (RcGrantsFacets *self, const RcGrantsFilter *filter, GPtrArray *rows, GHashTable *labels, gint64 now);

G_END_DECLS
