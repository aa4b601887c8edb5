/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box asks its children how wide they would be in its height, and a label that wraps finds out by setting its text a dozen
 * times in other widths. It need not: all our texts get their width first, and their height by it. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/width-bin.h"

struct _RcWidthBin
{
  GtkWidget parent_instance;

  GtkWidget *child; /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RcWidthBin, rc_width_bin, GTK_TYPE_WIDGET)

static void
set_child (RcWidthBin *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static GtkSizeRequestMode
rc_width_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rc_width_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  RcWidthBin *self = RC_WIDTH_BIN (widget);

  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum, natural,
                        minimum_baseline, natural_baseline);
}

static void
rc_width_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RcWidthBin *self = RC_WIDTH_BIN (widget);

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static void
rc_width_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, RC_WIDTH_BIN (object)->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_width_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHILD:
      set_child (RC_WIDTH_BIN (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_width_bin_dispose (GObject *object)
{
  set_child (RC_WIDTH_BIN (object), NULL);
  G_OBJECT_CLASS (rc_width_bin_parent_class)->dispose (object);
}

static void
rc_width_bin_class_init (RcWidthBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rc_width_bin_get_property;
  object_class->set_property = rc_width_bin_set_property;
  object_class->dispose = rc_width_bin_dispose;
  widget_class->get_request_mode = rc_width_bin_get_request_mode;
  widget_class->measure = rc_width_bin_measure;
  widget_class->size_allocate = rc_width_bin_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rc_width_bin_init (RcWidthBin *self)
{
}

GtkWidget *
rc_width_bin_new (GtkWidget *child)
{
  return g_object_new (RC_TYPE_WIDTH_BIN, "child", child, NULL);
}
