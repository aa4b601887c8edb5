/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document to read: its pages, their pictures in small, the contents, and what was looked for. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define RC_TYPE_READER_PAGE (rc_reader_page_get_type ())
G_DECLARE_FINAL_TYPE (RcReaderPage, rc_reader_page, RC, READER_PAGE, RcPage)

/* `page` from 1. `words` (nullable): a search that led here. */
GtkWidget *rc_reader_page_new (RcCatalogue *catalogue, RcNavigator *navigator, gint64 document, int page, const char *words);

/* The same for a file of a disc, as it lies there; a picture leads to the others of its folder. */
GtkWidget *rc_reader_page_new_for_file (RcCatalogue *catalogue, RcNavigator *navigator, gint64 file, int page, const char *words);

G_END_DECLS
