/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search found, and how to narrow it. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define RC_TYPE_RESULTS_PAGE (rc_results_page_get_type ())
G_DECLARE_FINAL_TYPE (RcResultsPage, rc_results_page, RC, RESULTS_PAGE, RcPage)

GtkWidget *rc_results_page_new (RcCatalogue *catalogue, RcNavigator *navigator, const RcSearchQuery *query);

G_END_DECLS
