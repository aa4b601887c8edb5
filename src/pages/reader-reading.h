/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document as large text in place of its pages, and the way there and back. */
#pragma once

#include "documents/pdf.h"
#include "pages/reader-page-private.h"

G_BEGIN_DECLS

/* Puts the text beside the pages; once, when the page is made. */
void rc_reader_reading_init (RcReaderPage *self);
void rc_reader_reading_set_document (RcReaderPage *self, RcPdf *pdf);

/* The text is in front. */
gboolean rc_reader_reading_is_on (RcReaderPage *self);
/* What the button says is shown, at the same place. */
void rc_reader_reading_toggled (RcReaderPage *self);
/* What is looked for is marked and shown in the text, too. */
void rc_reader_reading_show_hits (RcReaderPage *self);
/* Does in the text what an action of the page is called after; FALSE: it has no meaning there. */
gboolean rc_reader_reading_act (RcReaderPage *self, const char *action);

G_END_DECLS
