/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be seen of one file of a disc. */
#pragma once

#include "pages/disc-load.h"
#include "pages/navigator.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_DISC_PREVIEW (rc_disc_preview_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscPreview, rc_disc_preview, RC, DISC_PREVIEW, GtkWidget)

/* NULL shows nothing. */
void rc_disc_preview_set_item (RcDiscPreview *self, RcCatalogue *catalogue, RcNavigator *navigator, RcFileItem *item);

/* The copy to ask for (nullable), where a file cannot be shown. */
void rc_disc_preview_set_copy (RcDiscPreview *self, const RcCopy *copy);

/* "Picture", "PDF", "Text", "Program, not opened here" …; new string. */
char *rc_file_row_dup_type (const RcFileRow *row);
const char *rc_file_row_get_icon_name (const RcFileRow *row);

G_END_DECLS
