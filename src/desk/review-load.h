/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a yes, read in one go. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/reviews.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *reviews; /* (owned) RcReview, the first of all that wait: who has answered for these sees the next ones */
  GPtrArray *counts;  /* (owned) RcReviewCount */
} RcReviewLoad;

void rc_review_load_free (RcReviewLoad *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcReviewLoad, rc_review_load_free)

void rc_review_load_async (RcCatalogue *catalogue, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcReviewLoad *rc_review_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
