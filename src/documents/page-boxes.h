/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the characters of a page stand, packed for the catalogue: some hundred bytes a page. */
#pragma once

#include "documents/pdf.h"

G_BEGIN_DECLS

/* Places are rounded to a tenth of a point. `text` has as many characters as there are boxes. */
GBytes *rc_page_boxes_pack (const char *text, const RcTextBox *boxes);
/* One a character of the text; NULL when these are not its boxes. Free with g_free. */
RcTextBox *rc_page_boxes_unpack (const char *text, GBytes *packed, guint *n_boxes);

G_END_DECLS
