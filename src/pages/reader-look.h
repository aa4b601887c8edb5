/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the pages are looked at: the menu beside them, full screen, a presentation, marks, and the way back. */
#pragma once

#include <gtk/gtk.h>

#include "documents/pdf.h"
#include "pages/reader-page.h"

G_BEGIN_DECLS

/* In class_init of the page: its actions and keys. */
void rc_reader_look_install (GtkWidgetClass *widget_class);
/* Once, in init of the page. */
void rc_reader_look_init (RcReaderPage *self);
/* The document is open: what may be done with it is known. */
void rc_reader_look_open (RcReaderPage *self, RcPdf *pdf);
/* The page that is read is another one. */
void rc_reader_look_page_changed (RcReaderPage *self);
/* Escape: out of the presentation, or of the full screen. FALSE: it was neither. */
gboolean rc_reader_look_leave (RcReaderPage *self);

/* What its menu has, of pages or of large text. */
void rc_reader_look_update_menu (RcReaderPage *self);

G_END_DECLS
