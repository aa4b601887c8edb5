/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of the desk's lists have in common. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/rows.h"
#include "desk/turn-layout.h"
#include "widgets/fill.h"
#include "widgets/fold-bin.h"

#define LARGE_TEXT 1.5

GtkWidget *
rc_rows_make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  rc_label_tell_cut (GTK_LABEL (label));
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

GtkWidget *
rc_rows_make_lines (const char *text, const char *class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

GtkWidget *
rc_rows_make_check (const char *words)
{
  GtkWidget *check = gtk_check_button_new_with_label (words);
  GtkLabel *label = GTK_LABEL (gtk_widget_get_last_child (check));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  return check;
}

GtkWidget *
rc_rows_make_row (GtkWidget *content, const char *class, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (content, class);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

GtkWidget *
rc_rows_add_button (GtkWidget *box, const char *label, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

void
rc_rows_aim_button (GtkWidget *button, const char *words, const char *title, gint64 id)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", words, title);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  rc_button_set_name (GTK_BUTTON (button), name);
}

GtkWidget *
rc_rows_find_focused (GtkWidget *list, GType type)
{
  GtkWidget *widget = gtk_root_get_focus (gtk_widget_get_root (list));

  for (; widget != NULL && widget != list; widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
        return widget;
      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
        return child;
    }
  return NULL;
}

void
rc_rows_clear (GtkWidget *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (row));
}

GtkWidget *
rc_rows_make_box (int spacing, int least_width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  rc_rows_turn (box, spacing, least_width);
  return box;
}

void
rc_rows_turn (GtkWidget *box, int spacing, int least_width)
{
  gtk_widget_set_layout_manager (box, rc_turn_layout_new (spacing, least_width));
}

GtkOrientation
rc_rows_get_orientation (void)
{
  return rc_text_scale () >= LARGE_TEXT ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}
