/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of the list of what is to be checked. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/check-item.h"

struct _RcCheckItem
{
  GObject parent_instance;
  gint64 id;
  RcToCheck *data; /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_DATA,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RcCheckItem, rc_check_item, G_TYPE_OBJECT)

static void
rc_check_item_finalize (GObject *object)
{
  g_clear_pointer (&RC_CHECK_ITEM (object)->data, rc_to_check_free);
  G_OBJECT_CLASS (rc_check_item_parent_class)->finalize (object);
}

static void
rc_check_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DATA)
    g_value_set_pointer (value, RC_CHECK_ITEM (object)->data);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rc_check_item_class_init (RcCheckItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rc_check_item_finalize;
  object_class->get_property = rc_check_item_get_property;
  properties[PROP_DATA] = g_param_spec_pointer ("data", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rc_check_item_init (RcCheckItem *self)
{
}

RcCheckItem *
rc_check_item_new (gint64 id)
{
  RcCheckItem *self = g_object_new (RC_TYPE_CHECK_ITEM, NULL);

  self->id = id;
  return self;
}

gint64
rc_check_item_get_id (RcCheckItem *self)
{
  g_return_val_if_fail (RC_IS_CHECK_ITEM (self), 0);
  return self->id;
}

const RcToCheck *
rc_check_item_get_data (RcCheckItem *self)
{
  g_return_val_if_fail (RC_IS_CHECK_ITEM (self), NULL);
  return self->data;
}

void
rc_check_item_take_data (RcCheckItem *self, RcToCheck *data)
{
  g_return_if_fail (RC_IS_CHECK_ITEM (self));

  g_clear_pointer (&self->data, rc_to_check_free);
  self->data = data;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATA]);
}

const RcFinding *
rc_check_item_find (RcCheckItem *self, guint32 qualities, guint *n_findings)
{
  const RcFinding *first = NULL;

  g_return_val_if_fail (RC_IS_CHECK_ITEM (self), NULL);

  *n_findings = 0;
  for (guint i = 0; self->data != NULL && i < self->data->findings->len; i++)
    {
      const RcFinding *finding = g_ptr_array_index (self->data->findings, i);

      if ((RC_QUALITY_BIT (finding->quality) & qualities) == 0)
        continue;
      if (first == NULL)
        first = finding;
      ++*n_findings;
    }
  return first;
}
