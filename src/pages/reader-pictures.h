/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture of a disc in place of pages: seen whole, with the way to the others of its folder. */
#pragma once

#include "documents/pdf.h"
#include "pages/reader-page-private.h"

G_BEGIN_DECLS

/* Once, in init of the page. */
void rc_reader_pictures_init (RcReaderPage *self);

/* What was loaded is a picture among others. */
gboolean rc_reader_pictures_is_on (RcReaderPage *self);
/* Shows it; NULL: it cannot be shown, and there is still the way on. */
void rc_reader_pictures_show (RcReaderPage *self, RcPdf *pdf);
/* Whether there is another one before (-1) or behind (+1). */
gboolean rc_reader_pictures_can_step (RcReaderPage *self, int direction);
/* Goes there. */
void rc_reader_pictures_step (RcReaderPage *self, int direction);
/* "3 / 12"; (transfer full). */
char *rc_reader_pictures_dup_brief (RcReaderPage *self);

G_END_DECLS
