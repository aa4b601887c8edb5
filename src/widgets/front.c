/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screen readers and stacks. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/front.h"

static void
front_changed_cb (GtkStack *stack)
{
  GtkWidget *front = gtk_stack_get_visible_child (stack);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, child != front, -1);
}

void
rc_front_only (GtkStack *stack)
{
  g_return_if_fail (GTK_IS_STACK (stack));

  front_changed_cb (stack);
  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (front_changed_cb), NULL);
}
