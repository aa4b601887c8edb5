/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane of the desk's sections: an icon, a name and, where something waits, a number. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/section-list.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

struct _RcSectionList
{
  GtkBox parent_instance;
  GtkWidget *rows;  /* GtkListBox */
  GHashTable *by_name; /* (owned) static names to GtkListBoxRow (borrowed) */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (RcSectionList, rc_section_list, GTK_TYPE_BOX)

static void
row_activated_cb (RcSectionList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, chosen_signal, 0, g_object_get_data (G_OBJECT (row), "name"));
}

static GtkWidget *
get_count_label (GtkWidget *row)
{
  return gtk_widget_get_last_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)));
}

void
rc_section_list_add (RcSectionList *self, const char *name, const char *icon_name, const char *title, gboolean place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *count = gtk_label_new (NULL);

  g_return_if_fail (RC_IS_SECTION_LIST (self));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* Large text has two lines. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (count, FALSE);
  gtk_widget_add_css_class (count, "pill");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (row), "title", g_strdup (title), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->rows), row);
  g_hash_table_insert (self->by_name, g_object_get_data (G_OBJECT (row), "name"), row);
}

void
rc_section_list_select (RcSectionList *self, const char *name)
{
  g_return_if_fail (RC_IS_SECTION_LIST (self));
  gtk_list_box_select_row (GTK_LIST_BOX (self->rows), g_hash_table_lookup (self->by_name, name));
}

void
rc_section_list_set_count (RcSectionList *self, const char *name, guint count, const char *meaning, const char *tone)
{
  GtkWidget *row;
  const char *title;
  g_autofree char *number = rc_format_count (count);
  g_autofree char *label = NULL;

  g_return_if_fail (RC_IS_SECTION_LIST (self));
  row = g_hash_table_lookup (self->by_name, name);
  g_return_if_fail (row != NULL);
  title = g_object_get_data (G_OBJECT (row), "title");
  label = count > 0 ? g_strdup_printf ("%s, %s", title, meaning) : g_strdup (title);
  gtk_label_set_label (GTK_LABEL (get_count_label (row)), number);
  gtk_widget_set_visible (get_count_label (row), count > 0);
  if (tone != NULL)
    gtk_widget_add_css_class (get_count_label (row), tone);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
rc_section_list_finalize (GObject *object)
{
  g_hash_table_unref (RC_SECTION_LIST (object)->by_name);
  G_OBJECT_CLASS (rc_section_list_parent_class)->finalize (object);
}

static void
rc_section_list_class_init (RcSectionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_section_list_finalize;
  chosen_signal = g_signal_new ("chosen", RC_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_section_list_init (RcSectionList *self)
{
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->rows = gtk_list_box_new ();
  gtk_widget_set_hexpand (self->rows, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sections"), -1);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->rows), TRUE);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->rows);
}
