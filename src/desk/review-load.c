/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a yes, read in one go. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/review-load.h"

#define MAX_SHOWN 2000

void
rc_review_load_free (RcReviewLoad *self)
{
  g_clear_pointer (&self->reviews, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  g_free (self);
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcReviewLoad) self = g_new0 (RcReviewLoad, 1);

  self->reviews = rc_reviews_list (db, MAX_SHOWN, error);
  self->counts = self->reviews != NULL ? rc_reviews_count (db, error) : NULL;
  return self->counts != NULL ? g_steal_pointer (&self) : NULL;
}

void
rc_review_load_async (RcCatalogue *catalogue, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  /* Behind what somebody waits for. */
  rc_catalogue_read_async (catalogue, G_PRIORITY_LOW, load_in_thread, NULL, NULL, (GDestroyNotify) rc_review_load_free, cancellable, callback,
                           user_data);
}

RcReviewLoad *
rc_review_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}
