/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Previous and Next: the way from one result to another without going back to the list. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/steps.h"

#include "widgets/format.h"
#include "widgets/widgets.h"

struct _RcSteps
{
  GtkBox parent_instance;
  RcNavigator *navigator; /* (weak) (nullable) */
  RcResultList *among;    /* (owned) (nullable) */
  gint64 place;           /* in among, from 0; -1: nowhere */
  RcRow *wanted;          /* (owned) (nullable) where a step leads, until it is known what it is */

  GtkWidget *previous_label;
  GtkWidget *next_label;
};

G_DEFINE_FINAL_TYPE (RcSteps, rc_steps, GTK_TYPE_BOX)

static guint
count (RcSteps *self)
{
  return self->among != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->among)) : 0;
}

static void
forget_wanted (RcSteps *self)
{
  if (self->wanted != NULL)
    g_signal_handlers_disconnect_by_data (self->wanted, self);
  g_clear_object (&self->wanted);
}

static void
go_if_known (RcSteps *self)
{
  const RcRowData *data = rc_row_is_loaded (self->wanted) ? rc_row_get_data (self->wanted) : NULL;
  g_autoptr (RcRow) row = NULL;

  if (data == NULL)
    return;
  row = g_object_ref (self->wanted);
  forget_wanted (self);
  if (self->navigator != NULL)
    rc_navigator_open_row (self->navigator, data, self->among);
}

static void
step_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSteps *self = RC_STEPS (widget);
  gint64 to = self->place + (g_str_equal (action, "steps.next") ? +1 : -1);

  forget_wanted (self);
  self->wanted = g_list_model_get_item (G_LIST_MODEL (self->among), (guint) to);
  g_signal_connect_swapped (self->wanted, "notify::data", G_CALLBACK (go_if_known), self);
  go_if_known (self);
}

static void
rc_steps_dispose (GObject *object)
{
  RcSteps *self = RC_STEPS (object);

  forget_wanted (self);
  g_clear_weak_pointer (&self->navigator);
  g_clear_object (&self->among);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_STEPS);
  G_OBJECT_CLASS (rc_steps_parent_class)->dispose (object);
}

static void
rc_steps_class_init (RcStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_steps_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/steps.ui");
  gtk_widget_class_bind_template_child (widget_class, RcSteps, previous_label);
  gtk_widget_class_bind_template_child (widget_class, RcSteps, next_label);
  gtk_widget_class_install_action (widget_class, "steps.previous", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "steps.next", NULL, step_cb);
}

static void
rc_steps_init (RcSteps *self)
{
  self->place = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rc_steps_set_place (RcSteps *self, RcNavigator *navigator, RcResultList *among, gint64 id)
{
  g_return_if_fail (RC_IS_STEPS (self));

  forget_wanted (self);
  g_set_weak_pointer (&self->navigator, navigator);
  g_set_object (&self->among, among);
  self->place = among != NULL ? rc_result_list_find (among, id) : -1;
  gtk_widget_set_visible (GTK_WIDGET (self), self->place >= 0 && count (self) > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "steps.previous", self->place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "steps.next", self->place >= 0 && self->place + 1 < count (self));
}

gboolean
rc_steps_dup_place (RcSteps *self, char **number, char **total)
{
  g_return_val_if_fail (RC_IS_STEPS (self), FALSE);

  *number = *total = NULL;
  if (self->place < 0 || count (self) < 2)
    return FALSE;
  *number = rc_format_count ((guint64) self->place + 1);
  *total = rc_format_count (count (self));
  return TRUE;
}

void
rc_steps_set_brief (RcSteps *self, gboolean brief)
{
  g_return_if_fail (RC_IS_STEPS (self));

  gtk_widget_set_visible (self->previous_label, !brief);
  gtk_widget_set_visible (self->next_label, !brief);
}
