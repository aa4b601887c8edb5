/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drop-downs of many words: by the keyboard alone, and with a name. GTK 4.8 has a search in them that nobody can type into before
 * it was clicked, and that takes no Enter. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/drop-search.h"

#include <glib/gi18n.h>

/* The first widget of this type within another one. */
static GtkWidget *
find_within (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_within (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* By what was typed, not by what the list shows: that follows a little later. */
static void
take_first_cb (GtkDropDown *drop, GtkEditable *entry)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER);
  GListModel *all = gtk_drop_down_get_model (drop);
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (entry), -1);
  guint found = gtk_drop_down_get_selected (drop);

  for (guint i = g_list_model_get_n_items (all); *typed != '\0' && i > 0; i--)
    {
      g_autoptr (GtkStringObject) one = g_list_model_get_item (all, i - 1);
      g_autofree char *folded = g_utf8_casefold (gtk_string_object_get_string (one), -1);

      if (g_str_has_prefix (folded, typed))
        found = i - 1;
    }
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_drop_down_set_selected (drop, found);
}

static gboolean
focus_cb (gpointer entry)
{
  if (gtk_widget_get_mapped (entry))
    gtk_widget_grab_focus (entry);
  return G_SOURCE_REMOVE;
}

/* The list takes the keyboard when it opens: this is after it. */
static void
opened_cb (GtkWidget *entry)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, g_object_ref (entry), g_object_unref);
}

void
rc_drop_down_add_search (GtkDropDown *drop)
{
  g_autoptr (GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *entry;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop));

  gtk_drop_down_set_expression (drop, expression);
  gtk_drop_down_set_enable_search (drop, TRUE);
  entry = find_within (GTK_WIDGET (drop), GTK_TYPE_SEARCH_ENTRY);
  if (entry == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find in the list"), -1);
  g_signal_connect (entry, "map", G_CALLBACK (opened_cb), NULL);
  g_signal_connect_object (entry, "activate", G_CALLBACK (take_first_cb), drop, G_CONNECT_SWAPPED);
}

void
rc_drop_down_set_name (GtkDropDown *drop, const char *name, const char *chosen)
{
  g_autofree char *words = g_strdup_printf ("%s: %s", name, chosen);

  g_return_if_fail (GTK_IS_DROP_DOWN (drop));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (drop))), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
