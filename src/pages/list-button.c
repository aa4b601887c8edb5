/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts what a page shows on the visitor's list, and takes it off again. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/list-button.h"

#include <glib/gi18n.h>

#include "widgets/fill.h"

struct _RcListButton
{
  GtkToggleButton parent_instance;

  RcMyList *list; /* (owned) (nullable) */
  gint64 id;
  gboolean full;    /* it was asked for more than a list holds */
  gboolean filling; /* the state is being set by us */

  GtkWidget *image;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (RcListButton, rc_list_button, GTK_TYPE_TOGGLE_BUTTON)

static void
show_state (RcListButton *self)
{
  gboolean on = self->list != NULL && rc_my_list_has (self->list, self->id);
  const char *text = on ? _("On my list") : self->full ? _("Your list is full") : _("Add to my list");
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  g_autofree char *count = g_strdup_printf (ngettext ("%u on your list", "%u on your list", n), n);

  self->filling = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self), on);
  self->filling = FALSE;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), on ? "user-bookmarks-symbolic" : "bookmark-new-symbolic");
  gtk_label_set_label (GTK_LABEL (self->label), text);
  rc_button_set_name (GTK_BUTTON (self), text);
  /* What became of the press, for those who do not see the bar below. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, n > 0 ? count : "", -1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->list != NULL);
}

static void
changed_cb (RcListButton *self)
{
  self->full = FALSE;
  show_state (self);
}

static void
toggled_cb (RcListButton *self)
{
  if (self->filling || self->list == NULL)
    return;
  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self)))
    rc_my_list_remove (self->list, self->id);
  else if (!rc_my_list_add (self->list, self->id))
    {
      self->full = TRUE;
      show_state (self);
    }
}

static void
forget (RcListButton *self)
{
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
}

static void
rc_list_button_dispose (GObject *object)
{
  forget (RC_LIST_BUTTON (object));
  G_OBJECT_CLASS (rc_list_button_parent_class)->dispose (object);
}

static void
rc_list_button_class_init (RcListButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_list_button_dispose;
}

static void
rc_list_button_init (RcListButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  gtk_box_append (GTK_BOX (box), self->image);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rc-button");
  gtk_widget_add_css_class (GTK_WIDGET (self), "list-button");
  g_signal_connect (self, "toggled", G_CALLBACK (toggled_cb), NULL);
  show_state (self);
}

void
rc_list_button_set (RcListButton *self, RcMyList *list, gint64 id)
{
  g_return_if_fail (RC_IS_LIST_BUTTON (self));

  if (self->list != list)
    {
      forget (self);
      if (g_set_object (&self->list, list))
        g_signal_connect_swapped (list, "items-changed", G_CALLBACK (changed_cb), self);
    }
  self->id = id;
  changed_cb (self);
}
