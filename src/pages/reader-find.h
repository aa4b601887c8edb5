/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words looked for in a document: the entry, how many matches there are, and a list of them. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"
#include "widgets/page-view.h"

G_BEGIN_DECLS

#define RC_TYPE_READER_FIND (rc_reader_find_get_type ())
G_DECLARE_FINAL_TYPE (RcReaderFind, rc_reader_find, RC, READER_FIND, GtkBox)

/* Once, when the view shows the document. Marks the matches in the view, and leads it to each.
 * Signals: "chosen": somebody took a match from the list. "stopped": Escape in the entry. */
void rc_reader_find_set_document (RcReaderFind *self, RcCatalogue *catalogue, gint64 document, RcPdf *pdf, RcPageView *view);
/* Looks for the words of a search, each by itself and in all its forms, until something else is typed. */
void rc_reader_find_show_words (RcReaderFind *self, const char *words);
/* The keyboard to the entry. */
void rc_reader_find_start (RcReaderFind *self);
/* Nothing is looked for or marked any more. */
void rc_reader_find_clear (RcReaderFind *self);

/* What is looked for; NULL when nothing is. Signal "marked": it, or the hit that is shown, is another. Borrowed. */
const char *rc_reader_find_get_text (RcReaderFind *self);
/* The hit that is shown: its page, and how many of the same page come before it. */
gboolean rc_reader_find_get_current (RcReaderFind *self, guint *page, guint *n);

G_END_DECLS
