/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line that moves while something takes its time. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/busy-bar.h"

#include <glib/gi18n.h>

#define SHOW_AFTER_MS 150
#define PULSE_MS 80

struct _RcBusyBar
{
  AdwBin parent_instance;
  GtkWidget *bar; /* the child */
  guint source;   /* waiting to show, then moving; 0 none */
};

G_DEFINE_FINAL_TYPE (RcBusyBar, rc_busy_bar, ADW_TYPE_BIN)

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (RC_BUSY_BAR (user_data)->bar));
  return G_SOURCE_CONTINUE;
}

static gboolean
show_cb (gpointer user_data)
{
  RcBusyBar *self = RC_BUSY_BAR (user_data);
  gboolean animate = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animate, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), animate ? 0 : 1);
  self->source = animate ? g_timeout_add (PULSE_MS, pulse_cb, self) : 0;
  return G_SOURCE_REMOVE;
}

static void
rc_busy_bar_dispose (GObject *object)
{
  g_clear_handle_id (&RC_BUSY_BAR (object)->source, g_source_remove);
  G_OBJECT_CLASS (rc_busy_bar_parent_class)->dispose (object);
}

static void
rc_busy_bar_class_init (RcBusyBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_busy_bar_dispose;
}

static void
rc_busy_bar_init (RcBusyBar *self)
{
  self->bar = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->bar, "osd");
  gtk_widget_add_css_class (self->bar, "busy");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Loading"), -1);
  adw_bin_set_child (ADW_BIN (self), self->bar);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rc_busy_bar_set_busy (RcBusyBar *self, gboolean busy)
{
  g_return_if_fail (RC_IS_BUSY_BAR (self));

  if (busy && self->source == 0 && !gtk_widget_get_visible (GTK_WIDGET (self)))
    self->source = g_timeout_add (SHOW_AFTER_MS, show_cb, self);
  if (!busy)
    {
      g_clear_handle_id (&self->source, g_source_remove);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    }
}
