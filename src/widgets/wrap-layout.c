/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children side by side as words in a paragraph: each as wide as it likes, into the next row where there is no room. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/wrap-layout.h"

struct _RcWrapLayout
{
  GtkLayoutManager parent_instance;
  int spacing;
};

enum
{
  PROP_0,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RcWrapLayout, rc_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* As wide as it likes, but never wider than the row. */
static int
get_child_width (GtkWidget *child, int row_width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, row_width));
}

/* Goes through the rows of this width; gives every child its place where `place` is set, and returns the height of all. */
static int
lay_out (RcWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, row_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_child_width (child, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, &child_height, NULL, NULL, NULL);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += row_height + self->spacing;
          row_height = 0;
        }
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation){ rtl ? width - x - child_width : x, y, child_width, child_height }, -1);
      x += child_width + self->spacing;
      row_height = MAX (row_height, child_height);
    }
  return y + row_height;
}

static GtkSizeRequestMode
rc_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* At least the widest child's least; best all in one row. */
static void
measure_width (RcWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  int n = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (n++ > 0 ? self->spacing : 0);
    }
}

static void
rc_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  RcWrapLayout *self = RC_WRAP_LAYOUT (manager);

  measure_width (self, widget, minimum, natural);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = lay_out (self, widget, for_size >= 0 ? for_size : *natural, FALSE);
}

static void
rc_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (RC_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
rc_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SPACING:
      g_value_set_int (value, RC_WRAP_LAYOUT (object)->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SPACING:
      RC_WRAP_LAYOUT (object)->spacing = g_value_get_int (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_wrap_layout_class_init (RcWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = rc_wrap_layout_get_property;
  object_class->set_property = rc_wrap_layout_set_property;
  layout_class->get_request_mode = rc_wrap_layout_get_request_mode;
  layout_class->measure = rc_wrap_layout_measure;
  layout_class->allocate = rc_wrap_layout_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rc_wrap_layout_init (RcWrapLayout *self)
{
}

GtkLayoutManager *
rc_wrap_layout_new (int spacing)
{
  return g_object_new (RC_TYPE_WRAP_LAYOUT, "spacing", spacing, NULL);
}
