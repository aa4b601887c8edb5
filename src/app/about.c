/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the application is, and whose: the window of libadwaita, made to fit a narrow screen with large text. */
#define G_LOG_DOMAIN "rc-app"

#include "config.h"

#include "app/about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Its labels break between words only or not at all, and its pages, one of which has addresses, are all as wide as the widest. */
static void
let_shrink (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget)))
    gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
  else if (GTK_IS_LABEL (widget))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  else if (GTK_IS_STACK (widget))
    gtk_stack_set_hhomogeneous (GTK_STACK (widget), FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    let_shrink (child);
}

void
rc_about_show (GtkWindow *parent)
{
  GtkWidget *window = adw_about_window_new ();

  g_object_set (window,
                "application-name", _("UNESCO Resource Centre"),
                "application-icon", APP_ID,
                "developer-name", _("UNESCO Almaty"),
                "version", PACKAGE_VERSION,
                "license-type", GTK_LICENSE_GPL_3_0,
                "comments", _("Publications, discs and grants of the reading room in one search."),
                "transient-for", parent,
                NULL);
  let_shrink (window);
  gtk_window_present (GTK_WINDOW (window));
}
