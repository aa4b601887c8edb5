/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window of its own above the desk's. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/own-window.h"

void
rc_own_window_place (GtkWindow *window, GtkWindow *parent)
{
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (window) && GTK_IS_WINDOW (parent));
  gtk_window_get_default_size (window, &width, &height);
  gtk_window_set_default_size (window, MIN (width, MAX (gtk_widget_get_width (GTK_WIDGET (parent)), 1)),
                               MIN (height, MAX (gtk_widget_get_height (GTK_WIDGET (parent)), 1)));
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_modal (window, TRUE);
}
