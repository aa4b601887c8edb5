/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of one disc: folders, files, and a look at each. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define RC_TYPE_DISC_PAGE (rc_disc_page_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscPage, rc_disc_page, RC, DISC_PAGE, RcPage)

/* `path` (nullable): a folder to open, or a file to show. */
GtkWidget *rc_disc_page_new (RcCatalogue *catalogue, RcNavigator *navigator, gint64 disc, const char *path);

G_END_DECLS
