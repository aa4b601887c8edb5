/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page view under fingers, wheel and keys. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-view-private.h"

#include <math.h>

static gboolean
wheel_cb (GtkEventControllerScroll *controller, double dx, double dy, RcPageView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  rc_page_view_zoom_at (self, self->zoom * pow (1.15, -dy), gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, RcPageView *self)
{
  self->pinch_zoom = self->zoom;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, RcPageView *self)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    rc_page_view_zoom_at (self, self->pinch_zoom * scale, y);
}

static void
tap_cb (GtkGestureClick *gesture, int n_taps, double x, double y, RcPageView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_taps != 2)
    return;
  if (self->fit_width)
    rc_page_view_zoom_at (self, self->zoom * 2, y);
  else
    rc_page_view_set_fit_width (self, TRUE);
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *self = RC_PAGE_VIEW (widget);

  rc_page_view_zoom_at (self, rc_page_view_step_zoom (self->zoom, +1), gtk_widget_get_height (widget) / 2.0);
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *self = RC_PAGE_VIEW (widget);

  rc_page_view_zoom_at (self, rc_page_view_step_zoom (self->zoom, -1), gtk_widget_get_height (widget) / 2.0);
}

static void
fit_width_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_page_view_set_fit_width (RC_PAGE_VIEW (widget), TRUE);
}

static void
next_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *self = RC_PAGE_VIEW (widget);

  rc_page_view_show_page (self, self->page + 1);
}

static void
previous_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *self = RC_PAGE_VIEW (widget);

  rc_page_view_show_page (self, self->page > 0 ? self->page - 1 : 0);
}

static void
first_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_page_view_show_page (RC_PAGE_VIEW (widget), 0);
}

static void
last_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_page_view_show_page (RC_PAGE_VIEW (widget), G_MAXUINT);
}

static void
night_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *self = RC_PAGE_VIEW (widget);

  rc_page_view_set_night (self, !self->night);
}

/* Scrolls by a part of what is in sight: (orientation, part). */
static void
scroll_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *self = RC_PAGE_VIEW (widget);
  GtkAdjustment *adjustment;
  gboolean across;
  double part;

  if (self->layout == NULL)
    return;
  g_variant_get (parameter, "(bd)", &across, &part);
  adjustment = across ? self->hadjustment : self->vadjustment;
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) + part * gtk_adjustment_get_page_size (adjustment));
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, 0, "view.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, 0, "view.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, 0, "view.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, 0, "view.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Subtract, 0, "view.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, 0, "view.fit-width", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "view.night", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "view.first-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, 0, "view.last-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "view.next-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "view.previous-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "view.scroll", "(bd)", FALSE, 0.9);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "view.scroll", "(bd)", FALSE, -0.9);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "view.scroll", "(bd)", FALSE, 0.9);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, 0, "view.scroll", "(bd)", FALSE, 0.1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, 0, "view.scroll", "(bd)", FALSE, -0.1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "view.scroll", "(bd)", TRUE, 0.1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "view.scroll", "(bd)", TRUE, -0.1);
}

void
rc_page_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "view.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "view.fit-width", NULL, fit_width_action);
  gtk_widget_class_install_action (widget_class, "view.next-page", NULL, next_page_action);
  gtk_widget_class_install_action (widget_class, "view.previous-page", NULL, previous_page_action);
  gtk_widget_class_install_action (widget_class, "view.first-page", NULL, first_page_action);
  gtk_widget_class_install_action (widget_class, "view.last-page", NULL, last_page_action);
  gtk_widget_class_install_action (widget_class, "view.night", NULL, night_action);
  gtk_widget_class_install_action (widget_class, "view.scroll", "(bd)", scroll_action);
  install_keys (widget_class);
}

void
rc_page_view_add_controllers (RcPageView *self)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *tap = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (wheel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  g_signal_connect (tap, "pressed", G_CALLBACK (tap_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (tap));
}

double
rc_page_view_step_zoom (double zoom, int direction)
{
  static const double steps[] = { 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8 };

  if (direction > 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (steps[i] > zoom * 1.01)
          return steps[i];
      return RC_PAGE_VIEW_MAX_ZOOM;
    }
  for (guint i = G_N_ELEMENTS (steps); i > 0; i--)
    if (steps[i - 1] < zoom * 0.99)
      return steps[i - 1];
  return RC_PAGE_VIEW_MIN_ZOOM;
}
