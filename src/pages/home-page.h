/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where everybody begins: a search, three doors, what is new and what closes soon. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define RC_TYPE_HOME_PAGE (rc_home_page_get_type ())
G_DECLARE_FINAL_TYPE (RcHomePage, rc_home_page, RC, HOME_PAGE, RcPage)

GtkWidget *rc_home_page_new (RcCatalogue *catalogue, RcNavigator *navigator);

G_END_DECLS
