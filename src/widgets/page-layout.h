/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the pages of a document stand in one long column. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_PAGE_GAP 18 /* pixels above the first page, between pages and below the last one */

typedef struct _RcPageLayout RcPageLayout;

/* All pages begin with one size (points); the true ones follow by set_size, and the first of them is the guess for all that
 * are not known yet. n_pages is at least 1. */
RcPageLayout *rc_page_layout_new (guint n_pages, double width, double height);
void rc_page_layout_free (RcPageLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPageLayout, rc_page_layout_free)

guint rc_page_layout_get_n_pages (const RcPageLayout *self);

/* Points. FALSE when nothing changed; sizes that make no sense change nothing. */
gboolean rc_page_layout_set_size (RcPageLayout *self, guint page, double width, double height);
void rc_page_layout_get_size (const RcPageLayout *self, guint page, double *width, double *height);
/* Of the widest page, in points. */
double rc_page_layout_get_widest (const RcPageLayout *self);

/* Pixels from the top of the column, at so many pixels a point. */
double rc_page_layout_get_top (const RcPageLayout *self, guint page, double scale);
double rc_page_layout_get_height (const RcPageLayout *self, double scale);
/* The page at this height; the gap above a page belongs to it. */
guint rc_page_layout_find (const RcPageLayout *self, double y, double scale);

G_END_DECLS
