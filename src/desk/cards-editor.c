/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of forms that can be changed: a card each, with Remove, and Add below. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/cards-editor.h"
#include "desk/rows.h"

#include <glib/gi18n.h>

struct _RcCardsEditor
{
  GtkBox parent_instance;
  const RcCardsKind *kind; /* (borrowed) */
  GtkWidget *cards;
  GtkWidget *add_button;
};

#define CARD "rc-card" /* of the widget */

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RcCardsEditor, rc_cards_editor, GTK_TYPE_BOX)

/* The card that the widget is in; NULL while it is being made. */
static GtkWidget *
find_box (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (g_object_get_data (G_OBJECT (widget), CARD) != NULL)
      return widget;
  return NULL;
}

static void
changed_cb (GtkWidget *widget)
{
  GtkWidget *box = find_box (widget);
  RcCardsEditor *self;

  if (box == NULL)
    return;
  self = RC_CARDS_EDITOR (gtk_widget_get_ancestor (box, RC_TYPE_CARDS_EDITOR));
  self->kind->show_card (g_object_get_data (G_OBJECT (box), CARD));
  g_signal_emit (self, changed_signal, 0);
}

static void
remove_cb (GtkWidget *button, RcCardsEditor *self)
{
  gtk_widget_grab_focus (self->add_button);
  gtk_box_remove (GTK_BOX (self->cards), find_box (button));
  g_signal_emit (self, changed_signal, 0);
}

RcField *
rc_card_add_widget (GtkWidget *line, const char *label, GtkWidget *widget, const char *signal)
{
  RcField *field = rc_field_new (label, widget);

  gtk_widget_set_hexpand (GTK_WIDGET (field), TRUE);
  g_signal_connect (widget, signal, G_CALLBACK (changed_cb), NULL);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (field));
  return field;
}

RcField *
rc_card_add_entry (GtkWidget *line, const char *label, const char *text, int width_chars, gboolean expand)
{
  GtkWidget *entry = rc_field_make_entry (width_chars);
  RcField *field;

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  if (expand)
    gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), -1);
  field = rc_card_add_widget (line, label, entry, "changed");
  gtk_widget_set_hexpand (GTK_WIDGET (field), expand);
  return field;
}

GtkWidget *
rc_card_add_choice (GtkWidget *line, const char *label, const char *const *words, guint selected)
{
  GtkWidget *drop = gtk_drop_down_new_from_strings (words);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), selected);
  rc_card_add_widget (line, label, drop, "notify::selected");
  return drop;
}

GtkWidget *
rc_card_add_check (GtkWidget *line, const char *label, gboolean active)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  gtk_widget_set_valign (check, GTK_ALIGN_END);
  g_signal_connect (check, "toggled", G_CALLBACK (changed_cb), NULL);
  gtk_box_append (GTK_BOX (line), check);
  return check;
}

static GtkWidget *
make_remove_button (RcCardsEditor *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  const char *label = gettext (self->kind->remove_label);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  return button;
}

static gpointer
add_card (RcCardsEditor *self, gconstpointer form)
{
  RcCardPlaces places = {
    .first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12),
    .second = rc_rows_make_box (12, RC_ROWS_FORM_WIDTH),
    .box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9),
  };
  gpointer card;

  gtk_box_append (GTK_BOX (places.box), places.first);
  gtk_box_append (GTK_BOX (places.box), places.second);
  card = self->kind->make_card (&places, form);
  gtk_box_append (GTK_BOX (places.first), make_remove_button (self));
  gtk_widget_add_css_class (places.box, "copy-card");
  g_object_set_data_full (G_OBJECT (places.box), CARD, card, self->kind->free_card);
  gtk_box_append (GTK_BOX (self->cards), places.box);
  self->kind->show_card (card);
  return card;
}

static void
add_cb (GtkWidget *button, RcCardsEditor *self)
{
  gpointer form = self->kind->make_form ();

  gtk_widget_grab_focus (self->kind->get_focus (add_card (self, form)));
  self->kind->free_form (form);
  g_signal_emit (self, changed_signal, 0);
}

void
rc_cards_editor_set_forms (RcCardsEditor *self, GPtrArray *forms)
{
  GtkWidget *card;

  g_return_if_fail (RC_IS_CARDS_EDITOR (self));
  /* The keyboard stays here when the card that has it goes. */
  if (gtk_widget_get_focus_child (self->cards) != NULL)
    gtk_widget_grab_focus (self->add_button);
  while ((card = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), card);
  for (guint i = 0; i < forms->len; i++)
    add_card (self, g_ptr_array_index (forms, i));
}

GPtrArray *
rc_cards_editor_dup_forms (RcCardsEditor *self)
{
  g_autoptr (GPtrArray) forms = NULL;

  g_return_val_if_fail (RC_IS_CARDS_EDITOR (self), NULL);
  forms = g_ptr_array_new_with_free_func (self->kind->free_form);
  for (GtkWidget *box = gtk_widget_get_first_child (self->cards); box != NULL; box = gtk_widget_get_next_sibling (box))
    g_ptr_array_add (forms, self->kind->read_card (g_object_get_data (G_OBJECT (box), CARD)));
  return g_steal_pointer (&forms);
}

static void
rc_cards_editor_class_init (RcCardsEditorClass *klass)
{
  changed_signal = g_signal_new ("changed", RC_TYPE_CARDS_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rc_cards_editor_init (RcCardsEditor *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->add_button = gtk_button_new ();
  gtk_widget_set_halign (self->add_button, GTK_ALIGN_START);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self, 0);
  gtk_box_append (GTK_BOX (self), self->cards);
  gtk_box_append (GTK_BOX (self), self->add_button);
}

RcCardsEditor *
rc_cards_editor_new (const RcCardsKind *kind)
{
  RcCardsEditor *self = g_object_new (RC_TYPE_CARDS_EDITOR, NULL);

  self->kind = kind;
  gtk_button_set_label (GTK_BUTTON (self->add_button), gettext (kind->add_label));
  return self;
}
