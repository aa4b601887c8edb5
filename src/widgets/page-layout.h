/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the pages of a document stand: rows of one or two pages, one below another. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_PAGE_GAP 18  /* pixels above the first row, between rows, below the last one, and at the sides */
#define RC_PAGE_SPINE 6 /* pixels between two pages of a row */

typedef struct _RcPageLayout RcPageLayout;

typedef struct
{
  guint abreast;       /* pages in a row: 1 or 2 */
  gboolean cover;      /* of two abreast, the first page stands alone, as that of a book does */
  gboolean from_right; /* the first page of a row is the right one */
  guint turns;         /* quarters to the right, 0 to 3 */
} RcPageArrangement;

typedef struct
{
  double width, height; /* points, as the file has them, or as they are shown when turned */
} RcPageSize;

/* A place in the column: x from its middle, y from its top, in pixels. */
typedef struct
{
  double x, y, width, height;
} RcPagePlace;

/* All pages begin with one size, one in a row; the true sizes follow by set_sizes, and the first of them is the guess for all that
 * are not known yet. n_pages is at least 1. */
RcPageLayout *rc_page_layout_new (guint n_pages, double width, double height);
void rc_page_layout_free (RcPageLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPageLayout, rc_page_layout_free)

guint rc_page_layout_get_n_pages (const RcPageLayout *self);

/* FALSE when nothing changed. */
gboolean rc_page_layout_arrange (RcPageLayout *self, const RcPageArrangement *arrangement);
/* Borrowed. */
const RcPageArrangement *rc_page_layout_get_arrangement (const RcPageLayout *self);

/* Of `n` pages from `first` on. FALSE when nothing changed; sizes that make no sense change nothing. */
gboolean rc_page_layout_set_sizes (RcPageLayout *self, guint first, const RcPageSize *sizes, guint n);
/* Points, as it is shown: of a page that lies on its side, width is what its height was. */
RcPageSize rc_page_layout_get_size (const RcPageLayout *self, guint page);

guint rc_page_layout_get_n_rows (const RcPageLayout *self);
guint rc_page_layout_get_row (const RcPageLayout *self, guint page);
/* The pages of a row; equal when there is one. */
void rc_page_layout_get_row_pages (const RcPageLayout *self, guint row, guint *first, guint *last);

/* Pixels, at so many pixels a point. */
double rc_page_layout_get_row_top (const RcPageLayout *self, guint row, double scale);
double rc_page_layout_get_row_height (const RcPageLayout *self, guint row, double scale);
double rc_page_layout_get_height (const RcPageLayout *self, double scale);
/* Of the widest row, with the gaps beside it. */
double rc_page_layout_get_width (const RcPageLayout *self, double scale);
RcPagePlace rc_page_layout_get_place (const RcPageLayout *self, guint page, double scale);

/* The row at this height; the gap above a row belongs to it. */
guint rc_page_layout_find_row (const RcPageLayout *self, double y, double scale);
/* The page at or nearest to this place, x from the middle. */
guint rc_page_layout_find (const RcPageLayout *self, double x, double y, double scale);

/* The scale at which a row, or with G_MAXUINT any row, is as wide as this, and when height > 0 no higher than that. */
double rc_page_layout_fit (const RcPageLayout *self, guint row, double width, double height);

/* Points of a page that is turned, from those of the page as it is in the file, and back. `size` is the one as shown. */
void rc_page_turn_point (guint turns, const RcPageSize *size, double *x, double *y);
void rc_page_unturn_point (guint turns, const RcPageSize *size, double *x, double *y);

G_END_DECLS
