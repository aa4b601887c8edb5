/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a grant is still open: words and a colour. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/days-left-pill.h"

struct _RcDaysLeftPill
{
  GtkWidget parent_instance;
  GtkWidget *label; /* (owned) */
  gboolean wordy;
};

G_DEFINE_FINAL_TYPE (RcDaysLeftPill, rc_days_left_pill, GTK_TYPE_WIDGET)

static void
rc_days_left_pill_dispose (GObject *object)
{
  RcDaysLeftPill *self = RC_DAYS_LEFT_PILL (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_days_left_pill_parent_class)->dispose (object);
}

static void
rc_days_left_pill_class_init (RcDaysLeftPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_days_left_pill_dispose;
  gtk_widget_class_set_css_name (widget_class, "dayspill");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
rc_days_left_pill_init (RcDaysLeftPill *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
rc_days_left_pill_new (void)
{
  return g_object_new (RC_TYPE_DAYS_LEFT_PILL, NULL);
}

void
rc_days_left_pill_set_wordy (RcDaysLeftPill *self, gboolean wordy)
{
  g_return_if_fail (RC_IS_DAYS_LEFT_PILL (self));

  self->wordy = wordy;
}

void
rc_days_left_pill_set_deadline (RcDaysLeftPill *self, gint64 deadline, guint day, RcDeadlinePrecision precision, gboolean closed, gint64 now)
{
  g_autofree char *text = NULL;
  RcUrgency urgency;

  g_return_if_fail (RC_IS_DAYS_LEFT_PILL (self));

  text = rc_deadline_dup_days_left (deadline, day, precision, closed, now, &urgency);
  if (self->wordy)
    {
      g_free (text);
      text = rc_deadline_dup_closing (deadline, day, precision, closed, now);
    }
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "soon");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "warm");
  if (urgency == RC_URGENCY_SOON)
    gtk_widget_add_css_class (GTK_WIDGET (self), "soon");
  else if (urgency == RC_URGENCY_WARM)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warm");
}
