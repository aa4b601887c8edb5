/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a document, for a GtkScrolledWindow: all in one column, or a page or two at a time. */
#pragma once

#include <gtk/gtk.h>

#include "documents/hits.h"
#include "widgets/page-textures.h"

G_BEGIN_DECLS

#define RC_PAGE_VIEW_MIN_ZOOM 0.25
#define RC_PAGE_VIEW_MAX_ZOOM 8.0

typedef enum
{
  RC_PAGE_FIT_NONE, /* the zoom stays */
  RC_PAGE_FIT_WIDTH,
  RC_PAGE_FIT_PAGE,
} RcPageFit;

/* Properties: "page" (guint, from 0, notified while scrolling), "zoom" (double, 1: as on paper), "fit" (guint, RcPageFit),
 * "night", "continuous" (all pages below each other), "two-pages" (abreast), "cover" (then the first one stands alone): gboolean;
 * "before", "after" (int, read only): the page that go-back and go-forward lead to, -1: none; "has-selection" (gboolean, read only).
 * Actions: view.zoom-in, view.zoom-out, view.fit-width, view.fit-page, view.real-size, view.rotate-left, view.rotate-right,
 * view.next-page, view.previous-page, view.first-page, view.last-page, view.night, view.go-back, view.go-forward, view.copy,
 * view.select-all. Signals: "page-failed" (guint page): a page in sight cannot be shown; "pages-known": sizes, labels and direction;
 * "beyond" (int direction): somebody turns the first page back (-1), or the last one on (+1), or has no document to be turned. */
#define RC_TYPE_PAGE_VIEW (rc_page_view_get_type ())
G_DECLARE_FINAL_TYPE (RcPageView, rc_page_view, RC, PAGE_VIEW, GtkWidget)

/* NULL empties it. A new document begins at its first page, fitted to the width. */
void rc_page_view_set_pdf (RcPageView *self, RcPdf *pdf);
/* Borrowed; NULL without a document. */
RcPdf *rc_page_view_get_pdf (RcPageView *self);
/* The pages in small, which thumbnails share with the view: it shows them where the page itself is not there yet. Borrowed. */
RcPageTextures *rc_page_view_get_small (RcPageView *self);

guint rc_page_view_get_n_pages (RcPageView *self);
guint rc_page_view_get_page (RcPageView *self);
/* Points, as the file has it; a guess until "pages-known". */
RcPdfSize rc_page_view_get_page_size (RcPageView *self, guint page);
/* What the document calls the page; (transfer full). */
char *rc_page_view_dup_label (RcPageView *self, guint page);
/* "Page 4 of 7", or "Page iv, 4 of 7" where the document calls it so; (transfer full). */
char *rc_page_view_dup_place (RcPageView *self, guint page);
/* The page that somebody means: by its label, else by its number. */
gboolean rc_page_view_find_label (RcPageView *self, const char *label, guint *page);
/* What stands in place of "Page 1 of 1", for a document that is one of many: NULL at first; (nullable). */
void rc_page_view_set_caption (RcPageView *self, const char *caption);
gboolean rc_page_view_is_right_to_left (RcPageView *self);

void rc_page_view_show_page (RcPageView *self, guint page);
/* Brings a place of a page into sight; points. */
void rc_page_view_show_box (RcPageView *self, guint page, const RcBox *box);
/* The same, with a way back: for what somebody follows. `y`: points from the top of the page. */
void rc_page_view_jump (RcPageView *self, guint page, double y);

double rc_page_view_get_zoom (RcPageView *self);
void rc_page_view_set_zoom (RcPageView *self, double zoom);
RcPageFit rc_page_view_get_fit (RcPageView *self);
void rc_page_view_set_fit (RcPageView *self, RcPageFit fit);
void rc_page_view_set_night (RcPageView *self, gboolean night);
gboolean rc_page_view_get_night (RcPageView *self);

/* Whether text can be selected and copied; at first not. */
void rc_page_view_set_may_copy (RcPageView *self, gboolean may_copy);

/* Marks what was found; call again when there is more. `current` is the one that stands out, or -1. NULL: no marks. */
void rc_page_view_set_hits (RcPageView *self, RcHits *hits, int current);

/* Tries a page again that could not be shown. */
void rc_page_view_retry (RcPageView *self, guint page);
gboolean rc_page_view_has_failed (RcPageView *self, guint page);

/* The zoom a step nearer or farther, within the bounds. */
double rc_page_view_step_zoom (double zoom, int direction);

G_END_DECLS
