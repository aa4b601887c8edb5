/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of a condition, chosen by the words visitors read: a chip for each, and a list to add from. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/value-chooser.h"

#include "pages/checklist.h"
#include "widgets/fill.h"
#include "widgets/language-button.h"
#include "widgets/wrap-layout.h"

#include <glib/gi18n.h>

struct _RcValueChooser
{
  GtkBox parent_instance;
  RcFactKind kind;
  GPtrArray *values;  /* (owned) char *: what is chosen, in order */
  GPtrArray *choices; /* (owned) (nullable) char *: the list, from its second row */
  GtkWidget *chips;
  GtkWidget *drop;
  gboolean filling;   /* the list is set by the program */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RcValueChooser, rc_value_chooser, GTK_TYPE_BOX)

static void
removed_cb (RcValueChooser *self, GtkButton *chip)
{
  guint place;

  if (!g_ptr_array_find_with_equal_func (self->values, g_object_get_data (G_OBJECT (chip), "rc-value"), g_str_equal, &place))
    return;
  /* The keyboard stays here when the chip that has it goes. */
  gtk_widget_grab_focus (self->drop);
  g_ptr_array_remove_index (self->values, place);
  gtk_box_remove (GTK_BOX (self->chips), GTK_WIDGET (chip));
  gtk_widget_set_visible (self->chips, self->values->len > 0);
  g_signal_emit (self, changed_signal, 0);
}

static void
add_chip (RcValueChooser *self, const char *value)
{
  GtkWidget *chip = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label;
  g_autofree char *name = rc_fact_dup_value_name (self->kind, value);
  g_autofree char *shown = name != NULL ? g_strdup (name) : g_strdup (value);
  g_autofree char *spoken = NULL;

  /* A field within a field is called by its number beside the name of the wider one. */
  if (self->kind == RC_FACT_FIELD && strlen (value) > 2 && name != NULL && !g_str_equal (name, value))
    {
      g_free (shown);
      shown = g_strdup_printf ("%s · %s", name, value);
    }
  /* Translators: takes a country, a degree … out of a condition. */
  spoken = g_strdup_printf (_ ("Remove: %s"), shown);
  label = gtk_label_new (shown);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", "window-close-symbolic", "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  rc_button_set_name (GTK_BUTTON (chip), spoken);
  g_object_set_data_full (G_OBJECT (chip), "rc-value", g_strdup (value), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->chips), chip);
}

static void
show_values (RcValueChooser *self)
{
  rc_box_empty (GTK_BOX (self->chips));
  for (guint i = 0; i < self->values->len; i++)
    add_chip (self, g_ptr_array_index (self->values, i));
  gtk_widget_set_visible (self->chips, self->values->len > 0);
}

static void
selected_cb (RcValueChooser *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop));
  const char *value;

  if (self->filling || self->choices == NULL || selected == 0 || selected > self->choices->len)
    return;
  value = g_ptr_array_index (self->choices, selected - 1);
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), 0);
  self->filling = FALSE;
  if (g_ptr_array_find_with_equal_func (self->values, value, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->values, g_strdup (value));
  show_values (self);
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
find_search (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SEARCH_ENTRY (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_search (child);
  return found;
}

static gboolean
is_country (RcFactKind kind)
{
  return kind == RC_FACT_CITIZENSHIP || kind == RC_FACT_RESIDENCE || kind == RC_FACT_INSTITUTION;
}

static void
fill_choices (RcValueChooser *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = rc_fact_list_values (self->kind);
  gtk_string_list_append (names, _ ("Add…"));
  for (guint i = 0; i < self->choices->len; i++)
    gtk_string_list_take (names, rc_fact_dup_value_name (self->kind, g_ptr_array_index (self->choices, i)));
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), 0);
  /* Nobody looks through all countries of the world. */
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->drop), self->choices->len > 10);
  self->filling = FALSE;
}

void
rc_value_chooser_set_kind (RcValueChooser *self, RcFactKind kind)
{
  g_return_if_fail (RC_IS_VALUE_CHOOSER (self));

  if (self->choices != NULL && (kind == self->kind || (is_country (kind) && is_country (self->kind))))
    return;
  if (self->choices != NULL)
    g_ptr_array_set_size (self->values, 0);
  self->kind = kind;
  fill_choices (self);
  show_values (self);
}

void
rc_value_chooser_set_values (RcValueChooser *self, const char *const *values)
{
  g_return_if_fail (RC_IS_VALUE_CHOOSER (self));

  g_ptr_array_set_size (self->values, 0);
  for (guint i = 0; values[i] != NULL; i++)
    g_ptr_array_add (self->values, g_strdup (values[i]));
  show_values (self);
}

GStrv
rc_value_chooser_dup_values (RcValueChooser *self)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  g_return_val_if_fail (RC_IS_VALUE_CHOOSER (self), NULL);

  for (guint i = 0; i < self->values->len; i++)
    g_strv_builder_add (values, g_ptr_array_index (self->values, i));
  return g_strv_builder_end (values);
}

static void
rc_value_chooser_finalize (GObject *object)
{
  RcValueChooser *self = RC_VALUE_CHOOSER (object);

  g_ptr_array_unref (self->values);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  G_OBJECT_CLASS (rc_value_chooser_parent_class)->finalize (object);
}

static gboolean
rc_value_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RC_VALUE_CHOOSER (widget)->drop);
}

static void
rc_value_chooser_class_init (RcValueChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_value_chooser_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = rc_value_chooser_grab_focus;
  changed_signal = g_signal_new ("changed", RC_TYPE_VALUE_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rc_value_chooser_init (RcValueChooser *self)
{
  GtkWidget *search;

  self->values = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->chips, rc_wrap_layout_new (6));
  self->drop = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  search = find_search (self->drop);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search"), -1);
  /* The keyboard opens the list on its rows: whoever types there searches. */
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (search), gtk_widget_get_ancestor (search, GTK_TYPE_POPOVER));
  gtk_widget_set_halign (self->drop, GTK_ALIGN_START);
  g_signal_connect_object (self->drop, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->chips);
  gtk_box_append (GTK_BOX (self), self->drop);
}

RcValueChooser *
rc_value_chooser_new (const char *label)
{
  RcValueChooser *self = g_object_new (RC_TYPE_VALUE_CHOOSER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->drop)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return self;
}
