/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One publication: what it is, what it is about, and how to get it. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define RC_TYPE_RECORD_PAGE (rc_record_page_get_type ())
G_DECLARE_FINAL_TYPE (RcRecordPage, rc_record_page, RC, RECORD_PAGE, RcPage)

/* `among` (nullable): the list it was picked from. */
GtkWidget *rc_record_page_new (RcCatalogue *catalogue, RcNavigator *navigator, gint64 id, RcResultList *among);

G_END_DECLS
