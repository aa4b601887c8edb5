/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a list: there at once, filled when its data arrives. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/row.h"

struct _RcRow
{
  GObject parent_instance;

  gint64 id;
  RcRowData *data; /* (owned) (nullable) */
  gboolean loaded;
};

enum
{
  PROP_0,
  PROP_DATA,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RcRow, rc_row, G_TYPE_OBJECT)

static void
rc_row_finalize (GObject *object)
{
  RcRow *self = RC_ROW (object);

  g_clear_pointer (&self->data, rc_row_data_free);

  G_OBJECT_CLASS (rc_row_parent_class)->finalize (object);
}

static void
rc_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RcRow *self = RC_ROW (object);

  switch (property_id)
    {
    case PROP_DATA:
      g_value_set_pointer (value, self->data);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
rc_row_class_init (RcRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rc_row_finalize;
  object_class->get_property = rc_row_get_property;

  /* The RcRowData, or NULL. Notified once, when it has come or is known to be gone. */
  properties[PROP_DATA] = g_param_spec_pointer ("data", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rc_row_init (RcRow *self)
{
}

gint64
rc_row_get_id (RcRow *self)
{
  g_return_val_if_fail (RC_IS_ROW (self), 0);

  return self->id;
}

const RcRowData *
rc_row_get_data (RcRow *self)
{
  g_return_val_if_fail (RC_IS_ROW (self), NULL);

  return self->data;
}

gboolean
rc_row_is_loaded (RcRow *self)
{
  g_return_val_if_fail (RC_IS_ROW (self), FALSE);

  return self->loaded;
}

RcRow *
rc_row_new (gint64 id)
{
  RcRow *self = g_object_new (RC_TYPE_ROW, NULL);

  self->id = id;
  return self;
}

void
rc_row_take_data (RcRow *self, RcRowData *data)
{
  g_return_if_fail (RC_IS_ROW (self));

  g_clear_pointer (&self->data, rc_row_data_free);
  self->data = data;
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATA]);
}
