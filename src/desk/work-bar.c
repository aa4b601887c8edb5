/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far long work is, and a button that stops it. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/work-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcWorkBar
{
  GtkBox parent_instance;
  GCancellable *running; /* (owned) (nullable) */
  GtkWidget *progress;
  GtkWidget *stop;
};

G_DEFINE_FINAL_TYPE (RcWorkBar, rc_work_bar, GTK_TYPE_BOX)

static void
stop_cb (RcWorkBar *self)
{
  if (self->running == NULL)
    return;
  gtk_widget_set_sensitive (self->stop, FALSE);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), _ ("Stopping…"));
  g_cancellable_cancel (self->running);
}

GCancellable *
rc_work_bar_start (RcWorkBar *self)
{
  g_return_val_if_fail (RC_IS_WORK_BAR (self) && self->running == NULL, NULL);

  self->running = g_cancellable_new ();
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), "");
  gtk_widget_set_sensitive (self->stop, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->stop);
  return self->running;
}

void
rc_work_bar_progress (double fraction, const char *words, gpointer user_data)
{
  RcWorkBar *self = RC_WORK_BAR (user_data);

  if (self->running == NULL || g_cancellable_is_cancelled (self->running))
    return;
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), MIN (fraction, 1));
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
}

void
rc_work_bar_end (RcWorkBar *self)
{
  g_return_if_fail (RC_IS_WORK_BAR (self));

  g_clear_object (&self->running);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gboolean
rc_work_bar_is_running (RcWorkBar *self)
{
  g_return_val_if_fail (RC_IS_WORK_BAR (self), FALSE);
  return self->running != NULL;
}

/* The window is gone: nobody waits any more, though the work still holds the page. */
static void
rc_work_bar_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (RC_WORK_BAR (widget)->running);
  GTK_WIDGET_CLASS (rc_work_bar_parent_class)->unroot (widget);
}

static void
rc_work_bar_dispose (GObject *object)
{
  g_clear_object (&RC_WORK_BAR (object)->running);
  G_OBJECT_CLASS (rc_work_bar_parent_class)->dispose (object);
}

static void
rc_work_bar_class_init (RcWorkBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_work_bar_dispose;
  GTK_WIDGET_CLASS (klass)->unroot = rc_work_bar_unroot;
}

static void
rc_work_bar_init (RcWorkBar *self)
{
  GtkWidget *content = adw_button_content_new ();

  self->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->progress), TRUE);
  gtk_widget_set_hexpand (self->progress, TRUE);
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Progress"), -1);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "media-playback-stop-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Stop"));
  self->stop = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->stop), content);
  gtk_widget_set_valign (self->stop, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->stop, "clicked", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_append (GTK_BOX (self), self->progress);
  gtk_box_append (GTK_BOX (self), self->stop);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
