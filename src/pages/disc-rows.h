/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the list of files on a disc. */
#pragma once

#include "widgets/fold-bin.h"

G_BEGIN_DECLS

/* For RcFileItem (transfer full). Where the page is narrow a row has the name alone. */
GtkListItemFactory *rc_disc_rows_new (RcFoldBin *page);

G_END_DECLS
