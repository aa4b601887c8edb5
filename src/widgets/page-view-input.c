/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page view under fingers, wheel and keys. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-view-private.h"

#include <math.h>

#define SWIPE 200 /* pixels a second, at least */

/* Where the pointer is, or the middle. */
static void
zoom (RcPageView *self, double to)
{
  double x = self->pointer_x, y = self->pointer_y;

  if (x < 0)
    {
      x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
      y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
    }
  rc_page_view_zoom_at (self, to, x, y);
}

/* With one row at a time the wheel goes on to the next one at the end of it. */
static gboolean
turn_at_end (RcPageView *self, double dy)
{
  double value = gtk_adjustment_get_value (self->vadjustment);
  double last = gtk_adjustment_get_upper (self->vadjustment) - gtk_adjustment_get_page_size (self->vadjustment);

  if (self->continuous || self->layout == NULL || dy == 0 || (dy > 0 ? value < last - 1 : value > 1))
    return GDK_EVENT_PROPAGATE;
  rc_page_view_step (self, dy > 0 ? +1 : -1);
  return GDK_EVENT_STOP;
}

static gboolean
wheel_cb (GtkEventControllerScroll *controller, double dx, double dy, RcPageView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  /* It turns pages and never leaves them: many a wheel has no steps, and would run through all that follow. */
  if ((state & GDK_CONTROL_MASK) == 0)
    return self->layout != NULL && rc_page_view_can_step (self, dy > 0 ? +1 : -1) ? turn_at_end (self, dy) : GDK_EVENT_PROPAGATE;
  zoom (self, self->zoom * pow (1.15, -dy));
  return GDK_EVENT_STOP;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, RcPageView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->pointer_x = x;
  self->pointer_y = y;
  gtk_widget_set_cursor_from_name (widget, rc_page_view_find_link (self, x, y) != NULL ? "pointer" : self->may_copy ? "text" : NULL);
}

static void
leave_cb (GtkEventControllerMotion *controller, RcPageView *self)
{
  self->pointer_x = self->pointer_y = -1;
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
    rc_page_view_zoom_at (self, self->pinch_zoom * scale, x, y);
}

/* Fingers have sequences. The device does not tell: on X11 it is the one pointer of all. */
static gboolean
is_touch (GtkGesture *gesture)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  return event != NULL && gdk_event_get_event_sequence (event) != NULL;
}

/* Twice with the finger comes nearer; twice with the mouse means a word, where words may be taken. */
static void
tap_cb (GtkGestureClick *gesture, int n_taps, double x, double y, RcPageView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_taps == 2 && self->may_copy && !is_touch (GTK_GESTURE (gesture)))
    {
      rc_page_view_select_word (self, x, y);
      return;
    }
  if (n_taps == 1)
    rc_page_view_clear_selection (self);
  /* Four quick ones are twice two. */
  if (n_taps % 2 != 0 || (n_taps > 2 && !is_touch (GTK_GESTURE (gesture))))
    return;
  if (self->fit != RC_PAGE_FIT_NONE)
    rc_page_view_zoom_at (self, self->zoom * 2, x, y);
  else
    rc_page_view_set_fit (self, self->continuous ? RC_PAGE_FIT_WIDTH : RC_PAGE_FIT_PAGE);
}

static void
released_cb (GtkGestureClick *gesture, int n_taps, double x, double y, RcPageView *self)
{
  const RcPdfLink *link = rc_page_view_find_link (self, x, y);

  self->selecting = FALSE;
  if (n_taps == 1 && link != NULL && !rc_page_view_has_selection (self))
    rc_page_view_jump (self, (guint) link->page, link->y);
}

/* The mouse selects as it is dragged; a finger scrolls, but after a long touch. */
static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, RcPageView *self)
{
  if (self->may_copy && self->layout != NULL && !is_touch (GTK_GESTURE (gesture)))
    rc_page_view_begin_selection (self, x, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, RcPageView *self)
{
  double x, y;

  if (self->selecting && fabs (dx) + fabs (dy) > 3 && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    rc_page_view_extend_selection (self, x + dx, y + dy);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, RcPageView *self)
{
  self->selecting = FALSE;
}

static gboolean
is_wider (RcPageView *self)
{
  return self->layout != NULL && gtk_adjustment_get_upper (self->hadjustment) > gtk_adjustment_get_page_size (self->hadjustment) + 1;
}

/* To the left, as a leaf of paper goes over, where nothing of the page lies to the side; in a book from right to left the other way. */
static void
step_across (RcPageView *self, gboolean right)
{
  rc_page_view_step (self, right != rc_page_view_is_right_to_left (self) ? +1 : -1);
}

static void
swipe_cb (GtkGestureSwipe *gesture, double velocity_x, double velocity_y, RcPageView *self)
{
  if (is_wider (self) || fabs (velocity_x) < SWIPE || fabs (velocity_x) < 2 * fabs (velocity_y))
    return;
  step_across (self, velocity_x < 0);
}

static void
long_touch_cb (GtkGestureLongPress *gesture, double x, double y, RcPageView *self)
{
  if (!self->may_copy || self->layout == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  rc_page_view_select_word (self, x, y);
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zoom (RC_PAGE_VIEW (widget), rc_page_view_step_zoom (RC_PAGE_VIEW (widget)->zoom, +1));
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zoom (RC_PAGE_VIEW (widget), rc_page_view_step_zoom (RC_PAGE_VIEW (widget)->zoom, -1));
}

static void
real_size_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zoom (RC_PAGE_VIEW (widget), 1);
}

static void
fit_width_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_page_view_set_fit (RC_PAGE_VIEW (widget), RC_PAGE_FIT_WIDTH);
}

static void
fit_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_page_view_set_fit (RC_PAGE_VIEW (widget), RC_PAGE_FIT_PAGE);
}

static void
rotate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *self = RC_PAGE_VIEW (widget);

  self->turns = (self->turns + (g_str_has_suffix (name, "right") ? 1 : 3)) % 4;
  rc_page_view_arrange (self);
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_page_view_go (RC_PAGE_VIEW (widget), g_str_has_suffix (name, "back") ? -1 : +1);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_page_view_copy (RC_PAGE_VIEW (widget));
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *self = RC_PAGE_VIEW (widget);

  if (self->may_copy && self->layout != NULL)
    rc_page_view_select_all (self);
}

static void
follow_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_page_view_follow_focused (RC_PAGE_VIEW (widget));
}

static void
next_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_page_view_step (RC_PAGE_VIEW (widget), +1);
}

static void
previous_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_page_view_step (RC_PAGE_VIEW (widget), -1);
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

/* Scrolls by a part of what is in sight: (orientation, part). */
static void
scroll_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *self = RC_PAGE_VIEW (widget);
  GtkAdjustment *adjustment;
  gboolean across;
  double part;

  g_variant_get (parameter, "(bd)", &across, &part);
  adjustment = across ? self->hadjustment : self->vadjustment;
  /* Where there is nothing to the side, its arrows turn the pages, as those of the book lie. */
  if (across && !is_wider (self))
    {
      step_across (self, part > 0);
      return;
    }
  if (self->layout == NULL)
    {
      rc_page_view_step (self, part > 0 ? +1 : -1);
      return;
    }
  if (!across && turn_at_end (self, part) == GDK_EVENT_STOP)
    return;
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) + part * gtk_adjustment_get_page_size (adjustment));
}

/* Those of GNOME Papers, and what our readers are used to. */
static const struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} keys[] = {
  { GDK_KEY_plus, 0, "view.zoom-in" },
  { GDK_KEY_equal, 0, "view.zoom-in" },
  { GDK_KEY_KP_Add, 0, "view.zoom-in" },
  { GDK_KEY_plus, GDK_CONTROL_MASK, "view.zoom-in" },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "view.zoom-in" },
  { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "view.zoom-in" },
  { GDK_KEY_minus, 0, "view.zoom-out" },
  { GDK_KEY_KP_Subtract, 0, "view.zoom-out" },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "view.zoom-out" },
  { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "view.zoom-out" },
  { GDK_KEY_0, 0, "view.fit-width" },
  { GDK_KEY_w, 0, "view.fit-width" },
  { GDK_KEY_f, 0, "view.fit-page" },
  { GDK_KEY_0, GDK_CONTROL_MASK, "view.real-size" },
  { GDK_KEY_1, 0, "view.real-size" },
  { GDK_KEY_n, 0, "view.night" },
  { GDK_KEY_i, GDK_CONTROL_MASK, "view.night" },
  { GDK_KEY_c, 0, "view.continuous" },
  { GDK_KEY_d, 0, "view.two-pages" },
  { GDK_KEY_o, 0, "view.cover" },
  { GDK_KEY_Left, GDK_CONTROL_MASK, "view.rotate-left" },
  { GDK_KEY_Right, GDK_CONTROL_MASK, "view.rotate-right" },
  { GDK_KEY_Home, 0, "view.first-page" },
  { GDK_KEY_End, 0, "view.last-page" },
  { GDK_KEY_Home, GDK_CONTROL_MASK, "view.first-page" },
  { GDK_KEY_End, GDK_CONTROL_MASK, "view.last-page" },
  { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "view.next-page" },
  { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "view.previous-page" },
  { GDK_KEY_c, GDK_CONTROL_MASK, "view.copy" },
  { GDK_KEY_Insert, GDK_CONTROL_MASK, "view.copy" },
  { GDK_KEY_a, GDK_CONTROL_MASK, "view.select-all" },
  { GDK_KEY_Return, 0, "view.follow" },
  { GDK_KEY_KP_Enter, 0, "view.follow" },
};

static void
install_keys (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "view.scroll", "(bd)", FALSE, 0.9);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "view.scroll", "(bd)", FALSE, -0.9);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "view.scroll", "(bd)", FALSE, 0.9);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, GDK_SHIFT_MASK, "view.scroll", "(bd)", FALSE, -0.9);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, 0, "view.scroll", "(bd)", FALSE, 0.1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, 0, "view.scroll", "(bd)", FALSE, -0.1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "view.scroll", "(bd)", TRUE, 0.1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "view.scroll", "(bd)", TRUE, -0.1);
}

void
rc_page_view_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "view.zoom-in", zoom_in_action },
    { "view.zoom-out", zoom_out_action },
    { "view.real-size", real_size_action },
    { "view.fit-width", fit_width_action },
    { "view.fit-page", fit_page_action },
    { "view.rotate-left", rotate_action },
    { "view.rotate-right", rotate_action },
    { "view.next-page", next_page_action },
    { "view.previous-page", previous_page_action },
    { "view.first-page", first_page_action },
    { "view.last-page", last_page_action },
    { "view.go-back", go_action },
    { "view.go-forward", go_action },
    { "view.copy", copy_action },
    { "view.select-all", select_all_action },
    { "view.follow", follow_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
  gtk_widget_class_install_action (widget_class, "view.scroll", "(bd)", scroll_action);
  gtk_widget_class_install_property_action (widget_class, "view.night", "night");
  gtk_widget_class_install_property_action (widget_class, "view.continuous", "continuous");
  gtk_widget_class_install_property_action (widget_class, "view.two-pages", "two-pages");
  gtk_widget_class_install_property_action (widget_class, "view.cover", "cover");
  install_keys (widget_class);
}

void
rc_page_view_add_controllers (RcPageView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *tap = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *long_touch = gtk_gesture_long_press_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (wheel_cb), self);
  gtk_widget_add_controller (widget, wheel);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (tap, "pressed", G_CALLBACK (tap_cb), self);
  g_signal_connect (tap, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (tap));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_touch), TRUE);
  g_signal_connect (long_touch, "pressed", G_CALLBACK (long_touch_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (long_touch));
  gtk_gesture_group (drag, long_touch);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (swipe), TRUE);
  g_signal_connect (swipe, "swipe", G_CALLBACK (swipe_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (swipe));
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
