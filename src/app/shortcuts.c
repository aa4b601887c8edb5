/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the visitor's application, in a list: GtkShortcutsWindow has columns, which a narrow screen cuts. */
#define G_LOG_DOMAIN "rc-app"

#include "config.h"

#include "app/shortcuts.h"
#include "widgets/widgets.h"

void
rc_shortcuts_show (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RC_RESOURCE_PATH "/ui/shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
