/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the ids of an answer as rows in a GtkListView, and swaps answers without losing the place. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/result-list.h"

G_BEGIN_DECLS

#define RC_TYPE_RESULTS_LIST_VIEW (rc_results_list_view_get_type ())
G_DECLARE_FINAL_TYPE (RcResultsListView, rc_results_list_view, RC, RESULTS_LIST_VIEW, GObject)

/* Drives a list view that stands in a scrolled window; both are borrowed and outlive it. */
RcResultsListView *rc_results_list_view_new (GtkListView *view, RcCatalogue *catalogue);

/* Takes ids (gint64). `query`: for marks and snippets. `total` may be more than there are ids yet. With `stay` the place in the list is kept. */
void rc_results_list_view_show (RcResultsListView *self, GArray *ids, const char *query, guint64 total, gboolean stay);
void rc_results_list_view_set_brief (RcResultsListView *self, gboolean brief);
/* Borrowed; NULL before the first answer. */
RcResultList *rc_results_list_view_get_list (RcResultsListView *self);

G_END_DECLS
