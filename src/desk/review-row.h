/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One that waits for a yes: what it is, who gives it, until when, in the source's own words; yes and no. */
#pragma once

#include <gtk/gtk.h>

#include "desk/review-item.h"

G_BEGIN_DECLS

#define RC_TYPE_REVIEW_ROW (rc_review_row_get_type ())
G_DECLARE_FINAL_TYPE (RcReviewRow, rc_review_row, RC, REVIEW_ROW, GtkBox)

/* Its buttons are the actions "review.yes" and "review.no" with the id of the record (x). */
RcReviewRow *rc_review_row_new (void);
/* NULL: none. */
void rc_review_row_set_item (RcReviewRow *self, RcReviewItem *item);
/* Borrowed; NULL without one. */
RcReviewItem *rc_review_row_get_item (RcReviewRow *self);

G_END_DECLS
