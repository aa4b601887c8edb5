/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the pages of a document: all of them in small, and the list of contents. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/page-view.h"

G_BEGIN_DECLS

#define RC_TYPE_READER_SIDEBAR (rc_reader_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RcReaderSidebar, rc_reader_sidebar, RC, READER_SIDEBAR, GtkBox)

/* Once, when the view shows the document. Follows the view, and leads it to what is chosen. Signal "chosen": somebody chose a page. */
void rc_reader_sidebar_set_document (RcReaderSidebar *self, RcPdf *pdf, RcPageView *view);
/* What somebody marked; RcReaderEntry. */
void rc_reader_sidebar_set_bookmarks (RcReaderSidebar *self, GListModel *bookmarks);
/* In place of the pages it has the whole width. */
void rc_reader_sidebar_set_folded (RcReaderSidebar *self, gboolean folded);

G_END_DECLS
