/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as visitors see it, among the sections of the desk. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/visitors-section.h"
#include "pages/page-stack.h"

#include <adwaita.h>
#include <glib/gi18n.h>

GtkWidget *
rc_visitors_section_new (RcCatalogue *catalogue)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *pages = GTK_WIDGET (rc_page_stack_new (catalogue, NULL));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), adw_window_title_new (_ ("As visitors see it"), _ ("Nothing can be changed here")));
  gtk_widget_set_vexpand (pages, TRUE);
  gtk_widget_add_css_class (bar, "desk-bar");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), pages);
  return box;
}
