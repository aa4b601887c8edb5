/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages of a document in one column, for a GtkScrolledWindow. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/page-textures.h"

G_BEGIN_DECLS

#define RC_PAGE_VIEW_MIN_ZOOM 0.25
#define RC_PAGE_VIEW_MAX_ZOOM 8.0

/* Properties: "page" (guint, from 0, notified while scrolling), "zoom" (double, 1: as on paper), "fit-width" (gboolean),
 * "night" (gboolean). Actions: view.zoom-in, view.zoom-out, view.fit-width, view.next-page, view.previous-page,
 * view.first-page, view.last-page, view.night. Signal "page-failed" (guint page): a page in sight cannot be shown. */
#define RC_TYPE_PAGE_VIEW (rc_page_view_get_type ())
G_DECLARE_FINAL_TYPE (RcPageView, rc_page_view, RC, PAGE_VIEW, GtkWidget)

/* NULL empties it. A new document begins at its first page, fitted to the width. */
void rc_page_view_set_pdf (RcPageView *self, RcPdf *pdf);

guint rc_page_view_get_n_pages (RcPageView *self);
guint rc_page_view_get_page (RcPageView *self);
void rc_page_view_show_page (RcPageView *self, guint page);
/* Brings a place of a page into sight; points. */
void rc_page_view_show_box (RcPageView *self, guint page, const RcBox *box);

double rc_page_view_get_zoom (RcPageView *self);
void rc_page_view_set_zoom (RcPageView *self, double zoom);
void rc_page_view_set_fit_width (RcPageView *self, gboolean fit_width);
void rc_page_view_set_night (RcPageView *self, gboolean night);
gboolean rc_page_view_get_night (RcPageView *self);

/* Marks what was found (RcPdfHit); `hits` is borrowed for good as an array that may grow: call again after each change.
 * `current` is the one that stands out, or -1. NULL: no marks. */
void rc_page_view_set_hits (RcPageView *self, GPtrArray *hits, int current);

/* Tries a page again that could not be shown. */
void rc_page_view_retry (RcPageView *self, guint page);
gboolean rc_page_view_has_failed (RcPageView *self, guint page);

/* The zoom a step nearer or farther, within the bounds. */
double rc_page_view_step_zoom (double zoom, int direction);

G_END_DECLS
