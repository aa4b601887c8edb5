/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the visitor put aside, and how to take it along. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define RC_TYPE_MY_LIST_PAGE (rc_my_list_page_get_type ())
G_DECLARE_FINAL_TYPE (RcMyListPage, rc_my_list_page, RC, MY_LIST_PAGE, RcPage)

/* The list is the navigator's. */
GtkWidget *rc_my_list_page_new (RcCatalogue *catalogue, RcNavigator *navigator);

G_END_DECLS
