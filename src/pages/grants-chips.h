/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list of grants is narrowed by: a chip each, which takes it away again. */
#pragma once

#include <gtk/gtk.h>

#include "pages/grants-filter.h"

G_BEGIN_DECLS

#define RC_TYPE_GRANTS_CHIPS (rc_grants_chips_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsChips, rc_grants_chips, RC, GRANTS_CHIPS, GtkWidget)

/* Signals "removed" (int group, const char *value), "cleared", and "filters": somebody pressed the button that leads to the filters.
 * `labels` (nullable): heading → label (char *) of fields. `with_filters`: that button is there. FALSE: the keyboard was in the row
 * and has no place in it any more. */
gboolean rc_grants_chips_set (RcGrantsChips *self, const RcGrantsFilter *filter, GHashTable *labels, gboolean with_filters, gint64 now);

/* What a value is called on the screen; new string. `labels` as above. */
char *rc_grants_dup_label (RcGrantsGroup group, const char *value, GHashTable *labels, gint64 now);

G_END_DECLS
