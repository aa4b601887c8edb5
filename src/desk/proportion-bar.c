/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bar cut into coloured parts: how a whole divides. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/proportion-bar.h"

#include <adwaita.h>

#define BAR_HEIGHT_PX 14
#define MIN_PART_PX 6
#define GAP_PX 2

struct _RcProportionBar
{
  GtkWidget parent_instance;
  GArray *counts; /* (owned) guint64, one a child */
};

G_DEFINE_FINAL_TYPE (RcProportionBar, rc_proportion_bar, GTK_TYPE_WIDGET)

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  RcProportionBar *self = RC_PROPORTION_BAR (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? BAR_HEIGHT_PX : (int) self->counts->len * (MIN_PART_PX + GAP_PX);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RcProportionBar *self = RC_PROPORTION_BAR (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n = (int) self->counts->len;
  int room = width - n * MIN_PART_PX - (n - 1) * GAP_PX;
  double total = 0, before = 0;
  guint i = 0;

  for (guint j = 0; j < self->counts->len; j++)
    total += (double) g_array_index (self->counts, guint64, j);
  for (GtkWidget *part = gtk_widget_get_first_child (widget); part != NULL; part = gtk_widget_get_next_sibling (part), i++)
    {
      double count = (double) g_array_index (self->counts, guint64, i);
      int start = (int) i * (MIN_PART_PX + GAP_PX) + (int) (room * before / total);
      int end = (int) i * (MIN_PART_PX + GAP_PX) + MIN_PART_PX + (int) (room * (before + count) / total);
      GtkAllocation place = { rtl ? width - end : start, 0, end - start, height };

      gtk_widget_size_allocate (part, &place, -1);
      before += count;
    }
}

void
rc_proportion_bar_clear (RcProportionBar *self)
{
  GtkWidget *part;

  g_return_if_fail (RC_IS_PROPORTION_BAR (self));
  while ((part = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (part);
  g_array_set_size (self->counts, 0);
}

void
rc_proportion_bar_add (RcProportionBar *self, guint64 count, const char *tone)
{
  GtkWidget *part;

  g_return_if_fail (RC_IS_PROPORTION_BAR (self));
  if (count == 0)
    return;
  part = g_object_new (ADW_TYPE_BIN, "css-name", "part", NULL);
  gtk_widget_add_css_class (part, tone);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  g_array_append_val (self->counts, count);
}

static void
rc_proportion_bar_dispose (GObject *object)
{
  rc_proportion_bar_clear (RC_PROPORTION_BAR (object));
  G_OBJECT_CLASS (rc_proportion_bar_parent_class)->dispose (object);
}

static void
rc_proportion_bar_finalize (GObject *object)
{
  g_array_unref (RC_PROPORTION_BAR (object)->counts);
  G_OBJECT_CLASS (rc_proportion_bar_parent_class)->finalize (object);
}

static void
rc_proportion_bar_class_init (RcProportionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_proportion_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_proportion_bar_finalize;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  gtk_widget_class_set_css_name (widget_class, "proportions");
  /* The numbers beside it say the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rc_proportion_bar_init (RcProportionBar *self)
{
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint64));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
