/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which page to go to: an entry, and figures to be tapped. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-goto.h"

#include <glib/gi18n.h>

struct _RcReaderGoto
{
  GtkPopover parent_instance;
  RcPageView *view; /* borrowed */

  GtkWidget *entry;
  GtkWidget *note;
  GtkWidget *pad;
};

G_DEFINE_FINAL_TYPE (RcReaderGoto, rc_reader_goto, GTK_TYPE_POPOVER)

static void
tell (RcReaderGoto *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->note), text);
  gtk_widget_set_visible (self->note, *text != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
changed_cb (RcReaderGoto *self)
{
  tell (self, "");
}

static void
go_cb (RcReaderGoto *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint page;

  if (!rc_page_view_find_label (self->view, text, &page))
    {
      g_autofree char *note = *text != '\0' ? g_strdup_printf (_("There is no page “%s” here."), text) : g_strdup ("");

      tell (self, note);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  rc_page_view_jump (self->view, page, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
figure_cb (GtkButton *button, RcReaderGoto *self)
{
  int position = -1;

  gtk_editable_insert_text (GTK_EDITABLE (self->entry), gtk_button_get_label (button), -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
erase_cb (RcReaderGoto *self)
{
  int n = (int) gtk_entry_get_text_length (GTK_ENTRY (self->entry));

  gtk_editable_delete_text (GTK_EDITABLE (self->entry), MAX (n - 1, 0), n);
}

static void
show_cb (RcReaderGoto *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

static GtkWidget *
add_key (RcReaderGoto *self, GtkWidget *button, int column, int row)
{
  gtk_widget_add_css_class (button, "rc-button");
  gtk_widget_add_css_class (button, "key");
  /* The keyboard stays in the entry. */
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_grid_attach (GTK_GRID (self->pad), button, column, row, 1, 1);
  return button;
}

static void
fill_pad (RcReaderGoto *self)
{
  GtkWidget *erase, *go;

  for (int i = 0; i < 10; i++)
    {
      char figure[2] = { (char) ('0' + i), '\0' };
      GtkWidget *button = add_key (self, gtk_button_new_with_label (figure), i == 0 ? 1 : (i - 1) % 3, i == 0 ? 3 : (i - 1) / 3);

      g_signal_connect (button, "clicked", G_CALLBACK (figure_cb), self);
    }
  erase = add_key (self, gtk_button_new_from_icon_name ("edit-clear-symbolic"), 0, 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (erase), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Erase the last figure"), -1);
  g_signal_connect_swapped (erase, "clicked", G_CALLBACK (erase_cb), self);
  /* Translators: to the page whose number was typed. */
  go = add_key (self, gtk_button_new_with_label (C_("page", "Go")), 2, 3);
  gtk_widget_add_css_class (go, "suggested-action");
  g_signal_connect_swapped (go, "clicked", G_CALLBACK (go_cb), self);
}

static void
rc_reader_goto_class_init (RcReaderGotoClass *klass)
{
}

static void
rc_reader_goto_init (RcReaderGoto *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *title = gtk_label_new (_("Page number"));

  self->entry = gtk_entry_new ();
  self->note = gtk_label_new (NULL);
  self->pad = gtk_grid_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 40);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->note), 20);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_set_visible (self->note, FALSE);
  gtk_grid_set_row_spacing (GTK_GRID (self->pad), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->pad), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->pad), TRUE);
  /* Figures run the same way in every script. */
  gtk_widget_set_direction (self->pad, GTK_TEXT_DIR_LTR);
  fill_pad (self);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), self->pad);
  gtk_widget_add_css_class (GTK_WIDGET (self), "page-goto");
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Page number"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self, "show", G_CALLBACK (show_cb), NULL);
}

void
rc_reader_goto_set_view (RcReaderGoto *self, RcPageView *view)
{
  g_return_if_fail (RC_IS_READER_GOTO (self));

  self->view = view;
}
