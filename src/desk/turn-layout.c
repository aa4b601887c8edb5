/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children side by side, or below each other where that is too narrow. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/turn-layout.h"
#include "widgets/fold-bin.h"

struct _RcTurnLayout
{
  GtkLayoutManager parent_instance;
  int spacing;
  int least_width;
  int last_width; /* as it was allocated; 0 not yet */
  gboolean turned;
};

G_DEFINE_FINAL_TYPE (RcTurnLayout, rc_turn_layout, GTK_TYPE_LAYOUT_MANAGER)

/* What the children ask for, side by side. */
typedef struct
{
  int n;
  int n_expanding;
  int widest;  /* least width of any */
  int fixed;   /* of those that do not expand, and the room between all */
  int least;   /* of the widest that expands, the least */
  int natural; /* of all */
} Wish;

static gboolean
expands (GtkWidget *child)
{
  return gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static Wish
ask (RcTurnLayout *self, GtkWidget *widget)
{
  Wish wish = { 0 };

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int minimum, natural, space = wish.n > 0 ? self->spacing : 0;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      wish.n++;
      wish.widest = MAX (wish.widest, minimum);
      wish.natural += natural + space;
      wish.fixed += space;
      if (expands (child))
        {
          wish.n_expanding++;
          wish.least = MAX (wish.least, minimum);
        }
      else
        wish.fixed += natural;
    }
  return wish;
}

static gboolean
turns (RcTurnLayout *self, const Wish *wish, int width)
{
  return width < self->least_width * MAX (rc_text_scale (), 1.0) || width < wish->fixed + wish->least * wish->n_expanding;
}

/* Gives each child its place where `place` is set, and returns the height of all. */
static int
lay_out_turned (RcTurnLayout *self, GtkWidget *widget, int width, gboolean place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0, bottom = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int minimum, natural, child_width = width, height;

      if (!expands (child))
        {
          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
          child_width = MAX (minimum, MIN (natural, width));
        }
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &height, NULL, NULL);
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation){ rtl ? width - child_width : 0, y, child_width, height }, -1);
      bottom = y + height;
      y = bottom + self->spacing / 2;
    }
  return bottom;
}

static int
lay_out_beside (RcTurnLayout *self, GtkWidget *widget, const Wish *wish, int width, int height, gboolean place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int rest = MAX (width - wish->fixed, 0), left = wish->n_expanding, x = 0, tallest = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_width, child_height;

      if (expands (child))
        {
          child_width = rest / left--;
          rest -= child_width;
        }
      else
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &child_width, NULL, NULL);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL, NULL);
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation){ rtl ? width - x - child_width : x, 0, child_width, height }, -1);
      x += child_width + self->spacing;
      tallest = MAX (tallest, child_height);
    }
  return tallest;
}

/* A list that scrolls asks without a width: it is told of the last one, and at first as if there was room. */
static int
get_usual_height (RcTurnLayout *self, GtkWidget *widget, const Wish *wish)
{
  int width = self->last_width > 0 ? self->last_width : wish->natural;

  return self->turned ? lay_out_turned (self, widget, width, FALSE) : lay_out_beside (self, widget, wish, width, 0, FALSE);
}

static GtkSizeRequestMode
rc_turn_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rc_turn_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  RcTurnLayout *self = RC_TURN_LAYOUT (manager);
  Wish wish = ask (self, widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = wish.widest;
      *natural = wish.natural;
    }
  else
    *minimum = *natural = for_size < 0                      ? get_usual_height (self, widget, &wish)
                          : turns (self, &wish, for_size) ? lay_out_turned (self, widget, for_size, FALSE)
                                                          : lay_out_beside (self, widget, &wish, for_size, 0, FALSE);
}

static gboolean
resize_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  gtk_widget_queue_resize (widget);
  return G_SOURCE_REMOVE;
}

static void
rc_turn_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  RcTurnLayout *self = RC_TURN_LAYOUT (manager);
  Wish wish = ask (self, widget);
  int before = width != self->last_width ? get_usual_height (self, widget, &wish) : 0;

  self->turned = turns (self, &wish, width);
  if (width != self->last_width)
    {
      self->last_width = width;
      /* Inside an allocation nobody can ask for another one. */
      if (get_usual_height (self, widget, &wish) != before)
        gtk_widget_add_tick_callback (widget, resize_cb, NULL, NULL);
    }
  if (self->turned)
    lay_out_turned (self, widget, width, TRUE);
  else
    lay_out_beside (self, widget, &wish, width, height, TRUE);
}

static void
rc_turn_layout_class_init (RcTurnLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = rc_turn_layout_get_request_mode;
  layout_class->measure = rc_turn_layout_measure;
  layout_class->allocate = rc_turn_layout_allocate;
}

static void
rc_turn_layout_init (RcTurnLayout *self)
{
}

GtkLayoutManager *
rc_turn_layout_new (int spacing, int least_width)
{
  RcTurnLayout *self = g_object_new (RC_TYPE_TURN_LAYOUT, NULL);

  self->spacing = spacing;
  self->least_width = least_width;
  return GTK_LAYOUT_MANAGER (self);
}
