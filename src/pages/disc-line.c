/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file or folder of a disc in its list. All rows have one height. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-line.h"

#include <glib/gi18n.h>
#include <string.h>

#include "pages/disc-load.h"
#include "pages/disc-preview.h"
#include "record/readable.h"
#include "widgets/format.h"

struct _RcDiscLine
{
  GtkWidget parent_instance;

  RcFileItem *file; /* (owned) (nullable) */
  gboolean narrow;
  gulong handler;   /* of the file's data; 0 none */

  GtkWidget *icon;
  GtkWidget *name;
  GtkWidget *type;
  GtkWidget *size;
  GtkWidget *arrow;
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcDiscLine, rc_disc_line, GTK_TYPE_WIDGET)

/* "REPORT.PDF, page 12", "KAZAKH/OTRAR/REPORT.PDF", or the name where it lies. */
static char *
dup_name (RcFileItem *file)
{
  const RcFileRow *row = rc_file_item_get_row (file);

  if (rc_file_item_get_page (file) > 0 && rc_readable_of (row->media_type) == RC_READABLE_TEXT)
    return g_strdup_printf ("%s · %s", row->name, rc_file_item_get_snippet (file));
  if (rc_file_item_get_page (file) > 0)
    {
      /* Translators: a document on a disc, and the page on which something was found. */
      g_autofree char *page = g_strdup_printf (_("%s, page %s"), row->name, rc_file_item_get_page_label (file));

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

/* "Web page, shown as text": in the list there is room for what it is, and the preview says the rest. */
static char *
cut_type (const RcFileRow *row, const char *type)
{
  const char *comma = row == NULL || row->details == NULL ? strstr (type, ", ") : NULL;

  return comma != NULL ? g_strndup (type, (gsize) (comma - type)) : g_strdup (type);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* Words in a text have the row for themselves, as every name on a narrow screen. */
static void
show_cells (RcDiscLine *self)
{
  gboolean alone = self->narrow || (self->file != NULL && rc_file_item_get_page (self->file) > 0);

  gtk_widget_set_visible (self->type, !alone);
  gtk_widget_set_visible (self->size, !alone);
}

static void
refresh (RcDiscLine *self)
{
  const RcFileRow *row = rc_file_item_get_row (self->file);
  gboolean folder = rc_file_item_is_folder (self->file);
  g_autofree char *name = row != NULL ? dup_name (self->file) : g_strdup ("");
  g_autofree char *type = row != NULL ? dup_type (self->file) : g_strdup ("");
  g_autofree char *short_type = cut_type (row, type);
  g_autofree char *size = row == NULL || folder ? g_strdup ("") : rc_format_size ((guint64) row->size_bytes);
  g_autofree char *spoken = folder ? g_strdup_printf ("%s, %s", name, type) : g_strdup_printf ("%s, %s, %s", name, type, size);

  show_cells (self);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), row != NULL ? rc_file_row_get_icon_name (row) : NULL);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->name), name);
  /* The end of a name tells files apart; of a text, the beginning is read. */
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->name), rc_file_item_get_page (self->file) > 0 ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END
                                                                                                          : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->type), short_type);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->size), size);
  gtk_widget_set_opacity (self->arrow, folder ? 1 : 0);
  set_class (self->icon, "folder", folder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, row != NULL ? spoken : _("Being read"), -1);
}

static void
let_go (RcDiscLine *self)
{
  if (self->file != NULL)
    g_clear_signal_handler (&self->handler, self->file);
  g_clear_object (&self->file);
}

static void
rc_disc_line_dispose (GObject *object)
{
  GtkWidget *child;

  let_go (RC_DISC_LINE (object));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rc_disc_line_parent_class)->dispose (object);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[OPENED], 0);
}

static void
clicked_cb (RcDiscLine *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
rc_disc_line_class_init (RcDiscLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_disc_line_dispose;
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* What a screen reader finds to do with it. */
  gtk_widget_class_install_action (widget_class, "file.open", NULL, open_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "row");
}

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

static GtkWidget *
make_image (const char *name)
{
  return g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name", name, NULL);
}

static void
rc_disc_line_init (RcDiscLine *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *children[] = {
    self->icon = make_image (NULL),
    self->name = make_cell ("file-name", TRUE, 0),
    self->type = make_cell ("second", FALSE, 0),
    self->size = make_cell ("second", FALSE, 1),
    self->arrow = make_image ("go-next-symbolic"),
  };

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->type), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->type, "muted");
  gtk_widget_add_css_class (self->size, "muted");
  gtk_widget_add_css_class (self->icon, "file-icon");
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->type), 14);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->size), 9);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->size), 8);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_set_parent (children[i], GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
rc_disc_line_new (void)
{
  return g_object_new (RC_TYPE_DISC_LINE, NULL);
}

void
rc_disc_line_set_narrow (RcDiscLine *self, gboolean narrow)
{
  g_return_if_fail (RC_IS_DISC_LINE (self));

  self->narrow = narrow;
  show_cells (self);
}

void
rc_disc_line_set (RcDiscLine *self, RcFileItem *file, gboolean first, gboolean last, gboolean keep)
{
  g_return_if_fail (RC_IS_DISC_LINE (self));
  g_return_if_fail (file == NULL || RC_IS_FILE_ITEM (file));

  let_go (self);
  set_class (GTK_WIDGET (self), "first", first);
  set_class (GTK_WIDGET (self), "last", last);
  if (file == NULL)
    return;
  self->file = g_object_ref (file);
  self->handler = g_signal_connect_object (file, "notify::row", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  if (!keep || rc_file_item_get_row (file) != NULL)
    refresh (self);
}

void
rc_disc_line_set_selected (RcDiscLine *self, gboolean selected)
{
  g_return_if_fail (RC_IS_DISC_LINE (self));

  if (selected)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}
