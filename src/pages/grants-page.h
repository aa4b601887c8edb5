/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grants that are open: by month, by day, for whom. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define RC_TYPE_GRANTS_PAGE (rc_grants_page_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsPage, rc_grants_page, RC, GRANTS_PAGE, RcPage)

GtkWidget *rc_grants_page_new (RcCatalogue *catalogue, RcNavigator *navigator);

G_END_DECLS
