/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of controls that Tab walks through in their order. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/tab-row.h"

struct _RcTabRow
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (RcTabRow, rc_tab_row, GTK_TYPE_BOX)

static gboolean
rc_tab_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (rc_tab_row_parent_class)->focus (widget, direction);
  if (child == NULL)
    child = forward ? gtk_widget_get_first_child (widget) : gtk_widget_get_last_child (widget);
  for (; child != NULL; child = forward ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child))
    if (gtk_widget_get_mapped (child) && gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}

static void
rc_tab_row_class_init (RcTabRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = rc_tab_row_focus;
}

static void
rc_tab_row_init (RcTabRow *self)
{
}
