/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters beside the results: kinds, languages, years, subjects and places. */
#pragma once

#include <gtk/gtk.h>

#include "search/search.h"

G_BEGIN_DECLS

#define RC_TYPE_FILTER_PANE (rc_filter_pane_get_type ())
G_DECLARE_FINAL_TYPE (RcFilterPane, rc_filter_pane, RC, FILTER_PANE, GtkWidget)

/* Signal "changed": somebody chose; the query that was given has been changed. */
GtkWidget *rc_filter_pane_new (void);
/* The query it changes: borrowed, must outlive the pane or be taken away by NULL. */
void rc_filter_pane_set_query (RcFilterPane *self, RcSearchQuery *query);
/* Shows the counts of an answer to the query. `labels` (nullable): what subjects and places are called, where not as stored. */
void rc_filter_pane_show (RcFilterPane *self, RcSearchAnswer *answer, GHashTable *labels);
/* rc_filter_dup_summary of its query, with the labels it was given last. */
char *rc_filter_pane_dup_summary (RcFilterPane *self, RcFacetName facet);

/* What a value of a facet is called on the screen: a new string; NULL for one that is not shown. `labels` (nullable) as above. */
char *rc_filter_dup_label (RcFacetName facet, const char *value, GHashTable *labels);
/* All that is chosen of one facet, as a chip says it; NULL when nothing is. */
char *rc_filter_dup_summary (const RcSearchQuery *query, RcFacetName facet, GHashTable *labels);

G_END_DECLS
