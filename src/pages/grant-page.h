/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One grant: until when, how much, for whom, and where to apply. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define RC_TYPE_GRANT_PAGE (rc_grant_page_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantPage, rc_grant_page, RC, GRANT_PAGE, RcPage)

/* `among` (nullable): the list it was picked from. */
GtkWidget *rc_grant_page_new (RcCatalogue *catalogue, RcNavigator *navigator, gint64 id, RcResultList *among);

G_END_DECLS
