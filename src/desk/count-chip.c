/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chip that narrows a list down to one class, and says how many there are of it. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/count-chip.h"
#include "widgets/fill.h"
#include "widgets/format.h"

static void
toggled_cb (GtkToggleButton *chip)
{
  if (gtk_toggle_button_get_active (chip))
    gtk_widget_add_css_class (GTK_WIDGET (chip), "on");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (chip), "on");
}

GtkWidget *
rc_count_chip_new (GtkToggleButton *group)
{
  GtkWidget *chip = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *number = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), number);
  gtk_widget_add_css_class (number, "muted");
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), group);
  g_signal_connect (chip, "toggled", G_CALLBACK (toggled_cb), NULL);
  return chip;
}

void
rc_count_chip_set (GtkToggleButton *chip, const char *words, guint64 n)
{
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (chip));
  g_autofree char *number = rc_format_count (n);
  g_autofree char *name = g_strdup_printf ("%s, %s", words, number);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), words);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), number);
  rc_button_set_name (GTK_BUTTON (chip), name);
}
