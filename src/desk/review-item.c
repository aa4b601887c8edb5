/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a yes, as an item of a list. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/review-item.h"

struct _RcReviewItem
{
  GObject parent_instance;
  RcReview *review; /* (owned) */
  gboolean chosen;
};

enum
{
  PROP_0,
  PROP_CHOSEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RcReviewItem, rc_review_item, G_TYPE_OBJECT)

static void
rc_review_item_finalize (GObject *object)
{
  g_clear_pointer (&RC_REVIEW_ITEM (object)->review, rc_review_free);
  G_OBJECT_CLASS (rc_review_item_parent_class)->finalize (object);
}

static void
rc_review_item_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_CHOSEN)
    g_value_set_boolean (value, RC_REVIEW_ITEM (object)->chosen);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
rc_review_item_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  RcReviewItem *self = RC_REVIEW_ITEM (object);

  if (property_id != PROP_CHOSEN)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  else if (self->chosen != g_value_get_boolean (value))
    {
      self->chosen = !self->chosen;
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
rc_review_item_class_init (RcReviewItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rc_review_item_finalize;
  object_class->get_property = rc_review_item_get_property;
  object_class->set_property = rc_review_item_set_property;
  properties[PROP_CHOSEN]
    = g_param_spec_boolean ("chosen", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
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

GArray *
rc_review_items_dup_chosen (GListModel *items)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RcReviewItem) item = g_list_model_get_item (items, i);

      if (item->chosen)
        g_array_append_val (ids, item->review->id);
    }
  return ids;
}

void
rc_review_items_choose (GListModel *items, gboolean chosen)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RcReviewItem) item = g_list_model_get_item (items, i);

      g_object_set (item, "chosen", chosen, NULL);
    }
}
