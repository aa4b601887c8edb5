/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as large text in one column, in place of its pages: for whoever sees little, and for screen readers. */
#pragma once

#include <gtk/gtk.h>

#include "documents/reading.h"

G_BEGIN_DECLS

/* Property "page" (guint, from 0, notified while scrolling). Actions: reading.larger, reading.smaller (Ctrl with + and -),
 * reading.colours (s: light, sepia, dark, contrast; others: those of the window). */
#define RC_TYPE_READING_VIEW (rc_reading_view_get_type ())
G_DECLARE_FINAL_TYPE (RcReadingView, rc_reading_view, RC, READING_VIEW, GtkBox)

/* Nothing is read before a place is shown. */
void rc_reading_view_set_pdf (RcReadingView *self, RcPdf *pdf);

/* The page, and how far down it in points: what begins there comes to the top. */
void rc_reading_view_show_place (RcReadingView *self, guint page, double y);
guint rc_reading_view_get_page (RcReadingView *self);
/* Where one reads on with the keyboard. */
void rc_reading_view_focus_text (RcReadingView *self);
/* What is at the top. */
void rc_reading_view_get_place (RcReadingView *self, guint *page, double *y);

/* Marks this text wherever it stands; NULL: no marks. */
void rc_reading_view_set_wanted (RcReadingView *self, const char *text);
/* Brings the n-th of them on this page into sight. */
void rc_reading_view_show_mark (RcReadingView *self, guint page, guint n);

G_END_DECLS
