/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the list of files on a disc. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-rows.h"

#include <glib/gi18n.h>

#include "pages/disc-load.h"
#include "pages/disc-preview.h"
#include "widgets/format.h"

static GtkWidget *
make_cell (const char *css_class, gboolean expand, float xalign)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), xalign);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (cell, expand);
  gtk_widget_add_css_class (cell, css_class);
  return cell;
}

static void
clicked_cb (GtkGestureClick *gesture, int n_clicks, double x, double y, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  gtk_widget_activate_action (row, "list.activate-item", "u", gtk_list_item_get_position (item));
}

/* The view's own single clicks would also choose whatever the pointer passes, and every choice is looked into. */
static void
setup_cb (RcFoldBin *page, GtkListItem *item)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *type = make_cell ("second", FALSE, 0);
  GtkWidget *size = make_cell ("second", FALSE, 1);
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (type), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (type, "muted");
  gtk_widget_add_css_class (size, "muted");
  gtk_widget_add_css_class (icon, "file-icon");
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (type), 18);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (size), 9);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (size), 8);
  /* On a narrow screen the name has the row for itself. */
  g_object_bind_property (page, "narrow", type, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (page, "narrow", size, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), make_cell ("file-name", TRUE, 0));
  gtk_box_append (GTK_BOX (row), type);
  gtk_box_append (GTK_BOX (row), size);
  gtk_box_append (GTK_BOX (row), arrow);
  g_signal_connect (click, "released", G_CALLBACK (clicked_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, row);
}

/* "REPORT.PDF, page 12", "KAZAKH/OTRAR/REPORT.PDF", or the name where it lies. */
static char *
dup_name (RcFileItem *file)
{
  const RcFileRow *row = rc_file_item_get_row (file);

  if (rc_file_item_get_page (file) > 0)
    {
      /* Translators: a document on a disc, and the page on which something was found. */
      g_autofree char *page = g_strdup_printf (_("%s, page %d"), row->name, rc_file_item_get_page (file));

      return g_strdup_printf ("%s · %s", page, rc_file_item_get_snippet (file));
    }
  return g_strdup (rc_file_item_is_found (file) ? row->path : row->name);
}

static char *
dup_type (RcFileItem *file)
{
  const RcFileRow *row = rc_file_item_get_row (file);

  if (rc_file_item_is_folder (file) && !rc_file_item_is_found (file))
    return g_strdup_printf (ngettext ("%u file", "%u files", rc_file_item_get_n_files (file)), rc_file_item_get_n_files (file));
  return rc_file_row_dup_type (row);
}

static void
fill (GtkListItem *item)
{
  RcFileItem *file = gtk_list_item_get_item (item);
  const RcFileRow *row = rc_file_item_get_row (file);
  gboolean folder = rc_file_item_is_folder (file);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *name = gtk_widget_get_next_sibling (icon);
  GtkWidget *type = gtk_widget_get_next_sibling (name);
  GtkWidget *size = gtk_widget_get_next_sibling (type);
  GtkWidget *arrow = gtk_widget_get_next_sibling (size);
  g_autofree char *name_text = row != NULL ? dup_name (file) : g_strdup ("");
  g_autofree char *type_text = row != NULL ? dup_type (file) : g_strdup ("");
  g_autofree char *size_text = row == NULL || folder ? g_strdup ("") : rc_format_size ((guint64) row->size_bytes);
  g_autofree char *spoken = folder ? g_strdup_printf ("%s, %s", name_text, type_text)
                                   : g_strdup_printf ("%s, %s, %s", name_text, type_text, size_text);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), row != NULL ? rc_file_row_get_icon_name (row) : NULL);
  gtk_inscription_set_text (GTK_INSCRIPTION (name), name_text);
  /* The end of a name tells files apart; of a text, the beginning is read. */
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (name), rc_file_item_get_page (file) > 0 ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END
                                                                                              : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  gtk_inscription_set_text (GTK_INSCRIPTION (type), type_text);
  gtk_inscription_set_text (GTK_INSCRIPTION (size), size_text);
  gtk_image_set_from_icon_name (GTK_IMAGE (arrow), folder ? "go-next-symbolic" : NULL);
  gtk_widget_set_opacity (arrow, folder ? 1 : 0);
  if (folder)
    gtk_widget_add_css_class (icon, "folder");
  else
    gtk_widget_remove_css_class (icon, "folder");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, row != NULL ? spoken : _("Being read"), -1);
}

static void
row_cb (GtkListItem *item)
{
  if (gtk_list_item_get_item (item) != NULL)
    fill (item);
}

/* What stands there may come later. */
static void
bind_cb (RcFoldBin *page, GtkListItem *item)
{
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::row", G_CALLBACK (row_cb), item, G_CONNECT_SWAPPED);
  fill (item);
}

static void
unbind_cb (RcFoldBin *page, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), row_cb, item);
}

GtkListItemFactory *
rc_disc_rows_new (RcFoldBin *page)
{
  GtkListItemFactory *factory = NULL;

  g_return_val_if_fail (RC_IS_FOLD_BIN (page), NULL);

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), page, G_CONNECT_SWAPPED);
  return factory;
}
