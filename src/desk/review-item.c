/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a yes, as an item of a list. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/review-item.h"

struct _RcReviewItem
{
  GObject parent_instance;
  RcReview *review; /* (owned) */
};

G_DEFINE_FINAL_TYPE (RcReviewItem, rc_review_item, G_TYPE_OBJECT)

static void
rc_review_item_finalize (GObject *object)
{
  g_clear_pointer (&RC_REVIEW_ITEM (object)->review, rc_review_free);
  G_OBJECT_CLASS (rc_review_item_parent_class)->finalize (object);
}

static void
rc_review_item_class_init (RcReviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_review_item_finalize;
}

static void
rc_review_item_init (RcReviewItem *self)
{
}

RcReviewItem *
rc_review_item_new (RcReview *review)
{
  RcReviewItem *self = g_object_new (RC_TYPE_REVIEW_ITEM, NULL);

  self->review = review;
  return self;
}

const RcReview *
rc_review_item_get_review (RcReviewItem *self)
{
  g_return_val_if_fail (RC_IS_REVIEW_ITEM (self), NULL);
  return self->review;
}
