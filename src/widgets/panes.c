/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F6: from one pane of a window to the next. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/panes.h"

static gboolean
has_focus (GtkWidget *pane)
{
  GtkRoot *root = gtk_widget_get_root (pane);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

gboolean
rc_panes_focus_next (GtkWidget *const *panes, guint n_panes)
{
  guint first = 0;

  for (guint i = 0; i < n_panes; i++)
    if (has_focus (panes[i]))
      first = i + 1;
  for (guint i = 0; i < n_panes; i++)
    if (gtk_widget_child_focus (panes[(first + i) % n_panes], GTK_DIR_TAB_FORWARD))
      return TRUE;
  return FALSE;
}
