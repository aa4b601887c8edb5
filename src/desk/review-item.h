/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a yes, as an item of a list. */
#pragma once

#include "catalogue/reviews.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define RC_TYPE_REVIEW_ITEM (rc_review_item_get_type ())
G_DECLARE_FINAL_TYPE (RcReviewItem, rc_review_item, RC, REVIEW_ITEM, GObject)

/* Takes the review. The property "chosen" is that it is answered for together with others. */
RcReviewItem *rc_review_item_new (RcReview *review);
/* Borrowed. */
const RcReview *rc_review_item_get_review (RcReviewItem *self);

/* Of a list of items: the ids (gint64) of those that are chosen; and all of them, or none, from now on. */
GArray *rc_review_items_dup_chosen (GListModel *items);
void rc_review_items_choose (GListModel *items, gboolean chosen);

G_END_DECLS
