/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows grants as rows in a GtkListView. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/result-list.h"
#include "pages/grants-filter.h"
#include "pages/grants-load.h"

G_BEGIN_DECLS

#define RC_TYPE_GRANTS_LIST (rc_grants_list_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsList, rc_grants_list, RC, GRANTS_LIST, GObject)

/* Borrows the view, which must outlive it. */
RcGrantsList *rc_grants_list_new (GtkListView *view, RcCatalogue *catalogue);
/* `wanted`: RcRowData of the content, in order; `filter`, which must outlive this, tells who asks. `now`: the page's moment (Unix seconds). `narrow`, `cramped`: for such a screen. `stay`: as far down as the
 * list was before. */
void rc_grants_list_show (RcGrantsList *self, const RcGrantsContent *content, const RcGrantsFilter *filter, GPtrArray *wanted, gint64 now,
                          gboolean narrow, gboolean cramped, gboolean stay);
/* What is shown, for Previous and Next of a grant. Borrowed; NULL before anything is. */
RcResultList *rc_grants_list_get_ids (RcGrantsList *self);

G_END_DECLS
