/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a yes, as an item of a list. */
#pragma once

#include "catalogue/reviews.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define RC_TYPE_REVIEW_ITEM (rc_review_item_get_type ())
G_DECLARE_FINAL_TYPE (RcReviewItem, rc_review_item, RC, REVIEW_ITEM, GObject)

/* Takes the review. */
RcReviewItem *rc_review_item_new (RcReview *review);
/* Borrowed. */
const RcReview *rc_review_item_get_review (RcReviewItem *self);

G_END_DECLS
