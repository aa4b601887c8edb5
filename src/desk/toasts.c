/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says in passing, and what stays until somebody has seen it. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/toasts.h"
#include "widgets/wrap-layout.h"

#define PASSING_SECONDS 5
/* Time enough to think again. */
#define KEPT_SECONDS 10

/* Not AdwToastOverlay: that of libadwaita 1.2 crashes when a toast goes before it has come in, as on a slow or hidden window. */
struct _RcToasts
{
  AdwBin parent_instance;
  guint seconds;      /* how long the words stay; 0: until they are closed */
  guint source;       /* takes them away; 0: none */
  const char *action; /* (nullable) static; what the button does */
  gint64 batch;       /* its target */
  GtkEventController *pointer;
  GtkEventController *focus;
  GtkWidget *revealer;
  GtkWidget *label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (RcToasts, rc_toasts, ADW_TYPE_BIN)

static void
close_cb (RcToasts *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->seconds = 0;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

/* Out of the way of the pointer, the Tab key and the screen reader. */
static void
revealed_cb (RcToasts *self)
{
  if (!gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)) && !gtk_revealer_get_child_revealed (GTK_REVEALER (self->revealer)))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Closed before, not after: what the action says at once would go with it. */
static void
act_cb (RcToasts *self)
{
  close_cb (self);
  gtk_widget_activate_action (GTK_WIDGET (self), self->action, "x", self->batch);
}

static gboolean
over_cb (gpointer user_data)
{
  RcToasts *self = user_data;

  self->source = 0;
  close_cb (self);
  return G_SOURCE_REMOVE;
}

/* What somebody points at or stands on does not go from under them. */
static void
count_cb (RcToasts *self)
{
  gboolean held = gtk_event_controller_motion_contains_pointer (GTK_EVENT_CONTROLLER_MOTION (self->pointer))
                  || gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus));

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->seconds > 0 && !held)
    self->source = g_timeout_add_seconds (self->seconds, over_cb, self);
}

static void
escape_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  close_cb (RC_TOASTS (widget));
}

static void
rc_toasts_dispose (GObject *object)
{
  g_clear_handle_id (&RC_TOASTS (object)->source, g_source_remove);
  G_OBJECT_CLASS (rc_toasts_parent_class)->dispose (object);
}

static void
rc_toasts_class_init (RcToastsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_toasts_dispose;
  g_type_ensure (RC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-toasts.ui");
  gtk_widget_class_bind_template_child (widget_class, RcToasts, revealer);
  gtk_widget_class_bind_template_child (widget_class, RcToasts, label);
  gtk_widget_class_bind_template_child (widget_class, RcToasts, button);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
  gtk_widget_class_install_action (widget_class, "toasts.close", NULL, escape_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "toasts.close", NULL);
}

static void
rc_toasts_init (RcToasts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->pointer = gtk_event_controller_motion_new ();
  self->focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (self->pointer, "notify::contains-pointer", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->focus, "notify::contains-focus", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), self->pointer);
  gtk_widget_add_controller (GTK_WIDGET (self), self->focus);
}

static void
show (RcToasts *self, const char *words, guint seconds)
{
  gtk_label_set_label (GTK_LABEL (self->label), words);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  self->seconds = seconds;
  count_cb (self);
}

void
rc_toasts_tell (RcToasts *self, const char *words)
{
  g_return_if_fail (RC_IS_TOASTS (self));

  gtk_widget_set_visible (self->button, FALSE);
  show (self, words, PASSING_SECONDS);
}

void
rc_toasts_tell_kept (RcToasts *self, const char *words, const char *button, const char *action, gint64 batch)
{
  g_return_if_fail (RC_IS_TOASTS (self));

  gtk_button_set_label (GTK_BUTTON (self->button), button);
  self->action = action;
  self->batch = batch;
  gtk_widget_set_visible (self->button, TRUE);
  show (self, words, KEPT_SECONDS);
}

void
rc_toasts_fail (RcToasts *self, const char *words)
{
  g_return_if_fail (RC_IS_TOASTS (self));

  gtk_widget_set_visible (self->button, FALSE);
  show (self, words, 0);
}
