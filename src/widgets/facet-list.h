/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One group of ticks with counts: the values of a facet. */
#pragma once

#include <gtk/gtk.h>

#include "search/search.h"

G_BEGIN_DECLS

#define RC_TYPE_FACET_LIST (rc_facet_list_get_type ())
G_DECLARE_FINAL_TYPE (RcFacetList, rc_facet_list, RC, FACET_LIST, GtkWidget)

/* What a value is called on the screen; a new string, NULL for a value not to be shown. */
typedef char *(*RcFacetLabelFunc) (const char *value);

/* Signal "toggled" (const char *value, gboolean on): somebody ticked. */
GtkWidget *rc_facet_list_new (const char *title, RcFacetLabelFunc label);
/* (nullable) value → name (char *): what a value is called, before the label function is asked. For what is set from then on. */
void rc_facet_list_set_names (RcFacetList *self, GHashTable *names);
/* `values` (nullable): RcFacetValue, most frequent first; `ticked` (nullable): char *. Ticked values are shown even when they count nothing. */
void rc_facet_list_set (RcFacetList *self, GArray *values, GPtrArray *ticked);

G_END_DECLS
