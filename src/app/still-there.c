/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk that nobody has touched for a while asks whether somebody is there, and then starts over for the next visitor. */
#define G_LOG_DOMAIN "rc-app"

#include "config.h"

#include "app/still-there.h"

#include <glib/gi18n.h>

#include "pages/home-page.h"
#include "pages/my-list.h"
#include "pages/reader-page.h"
#include "widgets/language.h"
#include "widgets/widgets.h"

struct _RcStillThere
{
  GtkWidget parent_instance;
  RcPageStack *stack; /* (weak) (nullable) */
  RcStillTimes times;
  GtkEventController *controller; /* (unowned) (nullable) of the window */
  GtkWidget *focus;               /* (weak) (nullable) where the keyboard was when it asked */
  gint64 since;                   /* of the last touch, or of the question */
  guint source;                   /* 0: not in a window */
  const char *first_language;     /* static */

  GtkWidget *question_label;
  GtkWidget *count_label;
  GtkWidget *keep_button;
};

G_DEFINE_FINAL_TYPE (RcStillThere, rc_still_there, GTK_TYPE_WIDGET)

static void wait_on (RcStillThere *self);

static gboolean
asks (RcStillThere *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self));
}

static void
keep_behind (RcStillThere *self, gboolean behind)
{
  if (self->stack == NULL)
    return;
  gtk_widget_set_can_focus (GTK_WIDGET (self->stack), !behind);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->stack), GTK_ACCESSIBLE_STATE_HIDDEN, behind, -1);
}

static void
show_count (RcStillThere *self, guint left_ms)
{
  guint seconds = (left_ms + 999) / 1000;
  /* Translators: nobody touches the kiosk; what was looked for is forgotten in so many seconds. */
  g_autofree char *text = g_strdup_printf (ngettext ("In %u second everything starts over.", "In %u seconds everything starts over.", seconds), seconds);

  gtk_label_set_label (GTK_LABEL (self->count_label), text);
}

/* In the language that is set now. */
static void
ask (RcStillThere *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  const char *question = _("Are you still there?");
  GtkWidget *keep_label;

  gtk_label_set_label (GTK_LABEL (self->question_label), question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  gtk_button_set_label (GTK_BUTTON (self->keep_button), _("Yes, keep my place"));
  /* On a small screen in large text it needs two lines. */
  keep_label = gtk_button_get_child (GTK_BUTTON (self->keep_button));
  gtk_label_set_wrap (GTK_LABEL (keep_label), TRUE);
  gtk_label_set_justify (GTK_LABEL (keep_label), GTK_JUSTIFY_CENTER);
  g_set_weak_pointer (&self->focus, focus);
  show_count (self, self->times.count);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->keep_button);
  keep_behind (self, TRUE);
}

static void
stop_asking (RcStillThere *self)
{
  if (!asks (self))
    return;
  keep_behind (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Somebody is there. */
static void
go_on (RcStillThere *self)
{
  self->since = g_get_monotonic_time ();
  if (!asks (self))
    return;
  stop_asking (self);
  if (self->focus != NULL)
    gtk_widget_grab_focus (self->focus);
  wait_on (self);
}

static void
start_over (RcStillThere *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

  stop_asking (self);
  gdk_clipboard_set_content (gdk_display_get_clipboard (display), NULL);
  gdk_clipboard_set_content (gdk_display_get_primary_clipboard (display), NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->stack), "stack.start-over", NULL);
}

/* Home with an empty list has nothing that somebody could lose but letters in the search. */
static gboolean
is_at_start (RcStillThere *self)
{
  RcMyList *list = rc_navigator_get_my_list (RC_NAVIGATOR (self->stack));

  return RC_IS_HOME_PAGE (rc_page_stack_get_page (self->stack)) && g_list_model_get_n_items (G_LIST_MODEL (list)) == 0 &&
         g_str_equal (rc_ui_language_get ()->code, self->first_language);
}

static guint
get_patience (RcStillThere *self)
{
  if (asks (self))
    return self->times.count;
  return RC_IS_READER_PAGE (rc_page_stack_get_page (self->stack)) ? MAX (self->times.reading, self->times.quiet) : self->times.quiet;
}

static gboolean
waited_cb (gpointer user_data)
{
  RcStillThere *self = user_data;
  gint64 quiet = (g_get_monotonic_time () - self->since) / 1000;

  self->source = 0;
  if (self->stack == NULL)
    return G_SOURCE_REMOVE;
  if (quiet >= get_patience (self))
    {
      if (asks (self) || is_at_start (self))
        start_over (self);
      else
        ask (self);
      self->since = g_get_monotonic_time ();
    }
  else if (asks (self))
    show_count (self, self->times.count - (guint) quiet);
  wait_on (self);
  return G_SOURCE_REMOVE;
}

/* Until there is something to do: a second at most while it counts. */
static void
wait_on (RcStillThere *self)
{
  gint64 left = get_patience (self) - (g_get_monotonic_time () - self->since) / 1000;

  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add ((guint) CLAMP (left, 1, asks (self) ? 1000 : G_MAXINT), waited_cb, self);
}

/* What answers the question does nothing else. A mouse that lies on the table may move by itself. */
static gboolean
event_cb (RcStillThere *self, GdkEvent *event)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
    case GDK_SCROLL:
    case GDK_TOUCHPAD_SWIPE:
    case GDK_TOUCHPAD_PINCH:
      {
        gboolean asked = asks (self);

        go_on (self);
        return asked;
      }
    case GDK_MOTION_NOTIFY:
    case GDK_TOUCH_UPDATE:
      if (!asks (self))
        go_on (self);
      return GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
rc_still_there_root (GtkWidget *widget)
{
  RcStillThere *self = RC_STILL_THERE (widget);

  GTK_WIDGET_CLASS (rc_still_there_parent_class)->root (widget);
  self->controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->controller, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (widget)), self->controller);
  go_on (self);
  wait_on (self);
}

static void
rc_still_there_unroot (GtkWidget *widget)
{
  RcStillThere *self = RC_STILL_THERE (widget);

  gtk_widget_remove_controller (GTK_WIDGET (gtk_widget_get_root (widget)), self->controller);
  self->controller = NULL;
  g_clear_handle_id (&self->source, g_source_remove);
  GTK_WIDGET_CLASS (rc_still_there_parent_class)->unroot (widget);
}

static void
rc_still_there_dispose (GObject *object)
{
  RcStillThere *self = RC_STILL_THERE (object);
  GtkWidget *child;

  g_clear_weak_pointer (&self->stack);
  g_clear_weak_pointer (&self->focus);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_STILL_THERE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rc_still_there_parent_class)->dispose (object);
}

static void
rc_still_there_class_init (RcStillThereClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_still_there_dispose;
  widget_class->root = rc_still_there_root;
  widget_class->unroot = rc_still_there_unroot;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/still-there.ui");
  gtk_widget_class_bind_template_child (widget_class, RcStillThere, question_label);
  gtk_widget_class_bind_template_child (widget_class, RcStillThere, count_label);
  gtk_widget_class_bind_template_child (widget_class, RcStillThere, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, go_on);
}

static void
rc_still_there_init (RcStillThere *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rc_still_there_new (RcPageStack *stack, const RcStillTimes *times)
{
  RcStillThere *self;

  g_return_val_if_fail (RC_IS_PAGE_STACK (stack) && times != NULL, NULL);

  self = g_object_new (RC_TYPE_STILL_THERE, NULL);
  g_set_weak_pointer (&self->stack, stack);
  self->times = *times;
  self->first_language = rc_ui_language_get ()->code;
  return GTK_WIDGET (self);
}
