/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar above the files of a disc. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-order.h"

#include <glib/gi18n.h>

#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/wrap-layout.h"

struct _RcDiscOrder
{
  GtkWidget parent_instance;
  GtkWidget *buttons[RC_N_FILE_ORDERS];
  GtkWidget *types;
  GtkWidget *count;
  RcFileOrder order;
  gboolean backwards;
  gboolean quiet; /* what changes is not chosen by anybody */
};

static guint changed_signal;

static const struct
{
  const char *name, *upwards, *downwards;
} orders[RC_N_FILE_ORDERS] = {
  { N_ ("Name"), N_ ("By name, from A on"), N_ ("By name, from the last letter on") },
  { N_ ("Type"), N_ ("By type"), N_ ("By type, the other way round") },
  { N_ ("Size"), N_ ("By size, the smallest first"), N_ ("By size, the largest first") },
};

/* In the order of RcFileClass. */
static const char *const classes[RC_N_FILE_CLASSES + 1] = {
  N_ ("All types"), N_ ("Pictures"), N_ ("Texts"), N_ ("PDFs"), N_ ("Sound and video"), N_ ("Programs"), N_ ("Other files"), NULL,
};

G_DEFINE_FINAL_TYPE (RcDiscOrder, rc_disc_order, GTK_TYPE_WIDGET)

/* By size, people look for the largest. */
static gboolean
starts_backwards (guint order)
{
  return order == RC_FILE_ORDER_SIZE;
}

static void
show_order (RcDiscOrder *self)
{
  for (guint i = 0; i < RC_N_FILE_ORDERS; i++)
    {
      GtkWidget *image = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (self->buttons[i])));
      gboolean current = i == self->order, backwards = current ? self->backwards : starts_backwards (i);

      gtk_widget_set_visible (image, current);
      gtk_image_set_from_icon_name (GTK_IMAGE (image), self->backwards ? "pan-down-symbolic" : "pan-up-symbolic");
      if (current)
        gtk_widget_add_css_class (self->buttons[i], "current");
      else
        gtk_widget_remove_css_class (self->buttons[i], "current");
      rc_button_set_name (GTK_BUTTON (self->buttons[i]), gettext (backwards ? orders[i].downwards : orders[i].upwards));
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_STATE_PRESSED,
                                   current ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

/* The same column again turns it round. */
static void
sort_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDiscOrder *self = RC_DISC_ORDER (widget);
  int order = g_variant_get_int32 (parameter);

  if (order < 0 || order >= RC_N_FILE_ORDERS)
    return;
  self->backwards = (RcFileOrder) order == self->order ? !self->backwards : starts_backwards ((guint) order);
  self->order = (RcFileOrder) order;
  show_order (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
type_cb (RcDiscOrder *self)
{
  if (!self->quiet)
    g_signal_emit (self, changed_signal, 0);
}

static void
rc_disc_order_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rc_disc_order_parent_class)->dispose (object);
}

static void
rc_disc_order_class_init (RcDiscOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_disc_order_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), RC_TYPE_WRAP_LAYOUT);
  changed_signal = g_signal_new ("changed", RC_TYPE_DISC_ORDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "order.sort", "i", sort_cb);
}

static GtkWidget *
make_button (int order)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_label_new (gettext (orders[order].name)));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "order.sort");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", order);
  return button;
}

static void
rc_disc_order_init (RcDiscOrder *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "order-row");
  for (int i = 0; i < RC_N_FILE_ORDERS; i++)
    {
      self->buttons[i] = make_button (i);
      gtk_widget_set_parent (self->buttons[i], GTK_WIDGET (self));
    }
  show_order (self);
  for (int i = 0; i < RC_N_FILE_CLASSES; i++)
    gtk_string_list_append (names, gettext (classes[i]));
  self->types = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->types), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Type of the files"), -1);
  rc_button_set_name (GTK_BUTTON (gtk_widget_get_first_child (self->types)), _("Type of the files"));
  g_signal_connect_object (self->types, "notify::selected", G_CALLBACK (type_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->types, GTK_WIDGET (self));
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "muted");
  gtk_widget_add_css_class (self->count, "second");
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
}

RcFileOrder
rc_disc_order_get (RcDiscOrder *self, gboolean *backwards)
{
  g_return_val_if_fail (RC_IS_DISC_ORDER (self), RC_FILE_ORDER_NAME);

  *backwards = self->backwards;
  return self->order;
}

RcFileClass
rc_disc_order_get_class (RcDiscOrder *self)
{
  g_return_val_if_fail (RC_IS_DISC_ORDER (self), RC_FILE_CLASS_ANY);

  return (RcFileClass) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->types));
}

void
rc_disc_order_show_all (RcDiscOrder *self)
{
  g_return_if_fail (RC_IS_DISC_ORDER (self));

  self->quiet = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->types), RC_FILE_CLASS_ANY);
  self->quiet = FALSE;
}

const char *
rc_disc_order_show_count (RcDiscOrder *self, guint n_folders, guint n_files, guint n_pages)
{
  g_autofree char *folders_number = rc_format_count (n_folders);
  g_autofree char *files_number = rc_format_count (n_files);
  g_autofree char *pages_number = rc_format_count (n_pages);
  g_autofree char *folders = g_strdup_printf (ngettext ("%s folder", "%s folders", n_folders), folders_number);
  g_autofree char *files = g_strdup_printf (ngettext ("%s file", "%s files", n_files), files_number);
  /* Translators: pages of documents on which the words were found. */
  g_autofree char *pages = g_strdup_printf (ngettext ("%s page with these words", "%s pages with these words", n_pages), pages_number);
  g_autofree char *text = NULL;
  const char *parts[4] = { NULL };
  guint n = 0;

  g_return_val_if_fail (RC_IS_DISC_ORDER (self), NULL);

  if (n_folders > 0)
    parts[n++] = folders;
  if (n_files > 0 || n_folders + n_pages == 0)
    parts[n++] = files;
  if (n_pages > 0)
    parts[n++] = pages;
  text = g_strjoinv (", ", (char **) parts);
  gtk_label_set_text (GTK_LABEL (self->count), text);
  return gtk_label_get_text (GTK_LABEL (self->count));
}
