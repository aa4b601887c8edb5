/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A container of one child that says when it is too narrow for the wide layout. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/fold-bin.h"

#include <string.h>

#define LEAST_WIDTH 340
#define NARROW_WIDTH 560
#define SNUG_WIDTH 1180
#define CRAMPED_WIDTH 280

typedef struct
{
  gboolean snug;
  gboolean folded;
  gboolean narrow;
  gboolean tight;
  gboolean cramped;
} Width;

typedef struct
{
  GtkWidget *child; /* (owned) (nullable) */
  int fold_width;   /* px at the usual text size */
  Width is;
  guint tick; /* waiting for the next frame to fold; 0 none */
} RcFoldBinPrivate;

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_SNUG,
  PROP_FOLDED,
  PROP_NARROW,
  PROP_TIGHT,
  PROP_CRAMPED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_TYPE_WITH_PRIVATE (RcFoldBin, rc_fold_bin, GTK_TYPE_WIDGET)

double
rc_text_scale (void)
{
  int dpi = -1;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * 1024.0) : 1.0;
}

static Width
judge (RcFoldBin *self, int width)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);
  double usable = width / MAX (rc_text_scale (), 1.0);

  return (Width){ usable < SNUG_WIDTH, usable < priv->fold_width, usable < NARROW_WIDTH, width < NARROW_WIDTH, usable < CRAMPED_WIDTH };
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
change (RcFoldBin *self, gboolean *what, gboolean on, int property)
{
  if (on == *what)
    return;
  *what = on;
  set_class (GTK_WIDGET (self), g_param_spec_get_name (properties[property]), on);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
fold_now_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RcFoldBin *self = RC_FOLD_BIN (widget);
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);
  Width now = judge (self, gtk_widget_get_width (widget));

  priv->tick = 0;
  g_object_freeze_notify (G_OBJECT (self));
  change (self, &priv->is.snug, now.snug, PROP_SNUG);
  change (self, &priv->is.folded, now.folded, PROP_FOLDED);
  change (self, &priv->is.narrow, now.narrow, PROP_NARROW);
  change (self, &priv->is.tight, now.tight, PROP_TIGHT);
  change (self, &priv->is.cramped, now.cramped, PROP_CRAMPED);
  g_object_thaw_notify (G_OBJECT (self));
  return G_SOURCE_REMOVE;
}

static void
rc_fold_bin_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (RC_FOLD_BIN (widget));
  int least = 0;

  *minimum = *natural = 0;
  if (priv->child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      gtk_widget_measure (priv->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      for_size = MAX (for_size, least);
    }
  gtk_widget_measure (priv->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, LEAST_WIDTH);
}

/* What does not fit yet is cut at its end for one frame; folding inside an allocation would ask for another one. */
static void
rc_fold_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RcFoldBin *self = RC_FOLD_BIN (widget);
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);
  Width now = judge (self, width);
  int least_width = 0, least_height = 0;

  if (priv->tick == 0 && memcmp (&now, &priv->is, sizeof now) != 0)
    priv->tick = gtk_widget_add_tick_callback (widget, fold_now_cb, NULL, NULL);
  if (priv->child == NULL)
    return;

  GtkAllocation place = { 0, 0, width, height };
  gtk_widget_measure (priv->child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  place.width = MAX (width, least_width);
  gtk_widget_measure (priv->child, GTK_ORIENTATION_VERTICAL, place.width, &least_height, NULL, NULL, NULL);
  place.height = MAX (height, least_height);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    place.x = width - place.width;
  gtk_widget_size_allocate (priv->child, &place, -1);
}

static void
text_size_changed_cb (RcFoldBin *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
rc_fold_bin_constructed (GObject *object)
{
  G_OBJECT_CLASS (rc_fold_bin_parent_class)->constructed (object);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (text_size_changed_cb),
                           object, G_CONNECT_SWAPPED);
}

static void
rc_fold_bin_dispose (GObject *object)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (RC_FOLD_BIN (object));

  if (priv->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (object), priv->tick);
  priv->tick = 0;
  g_clear_pointer (&priv->child, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_fold_bin_parent_class)->dispose (object);
}

static void
rc_fold_bin_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (RC_FOLD_BIN (object));

  switch (property_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, priv->child);
      break;
    case PROP_SNUG:
      g_value_set_boolean (value, priv->is.snug);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, priv->is.folded);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->is.narrow);
      break;
    case PROP_TIGHT:
      g_value_set_boolean (value, priv->is.tight);
      break;
    case PROP_CRAMPED:
      g_value_set_boolean (value, priv->is.cramped);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
rc_fold_bin_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_CHILD:
      rc_fold_bin_set_child (RC_FOLD_BIN (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
rc_fold_bin_class_init (RcFoldBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rc_fold_bin_constructed;
  object_class->dispose = rc_fold_bin_dispose;
  object_class->get_property = rc_fold_bin_get_property;
  object_class->set_property = rc_fold_bin_set_property;
  widget_class->measure = rc_fold_bin_measure;
  widget_class->size_allocate = rc_fold_bin_size_allocate;

  properties[PROP_CHILD] =
      g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SNUG] = g_param_spec_boolean ("snug", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TIGHT] = g_param_spec_boolean ("tight", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CRAMPED] = g_param_spec_boolean ("cramped", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rc_fold_bin_init (RcFoldBin *self)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);

  priv->fold_width = 860;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
rc_fold_bin_set_child (RcFoldBin *self, GtkWidget *child)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);

  g_return_if_fail (RC_IS_FOLD_BIN (self));

  g_clear_pointer (&priv->child, gtk_widget_unparent);
  priv->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
rc_fold_bin_set_fold_width (RcFoldBin *self, int width)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);

  g_return_if_fail (RC_IS_FOLD_BIN (self));

  priv->fold_width = width;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

gboolean
rc_fold_bin_get_snug (RcFoldBin *self)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);

  g_return_val_if_fail (RC_IS_FOLD_BIN (self), FALSE);
  return priv->is.snug;
}

gboolean
rc_fold_bin_get_folded (RcFoldBin *self)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);

  g_return_val_if_fail (RC_IS_FOLD_BIN (self), FALSE);
  return priv->is.folded;
}

gboolean
rc_fold_bin_get_narrow (RcFoldBin *self)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);

  g_return_val_if_fail (RC_IS_FOLD_BIN (self), FALSE);
  return priv->is.narrow;
}

gboolean
rc_fold_bin_get_tight (RcFoldBin *self)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);

  g_return_val_if_fail (RC_IS_FOLD_BIN (self), FALSE);
  return priv->is.tight;
}

gboolean
rc_fold_bin_get_cramped (RcFoldBin *self)
{
  RcFoldBinPrivate *priv = rc_fold_bin_get_instance_private (self);

  g_return_val_if_fail (RC_IS_FOLD_BIN (self), FALSE);
  return priv->is.cramped;
}
