/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies of a record, a row each: shelfmark, barcode, location, state. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/copies-editor.h"

#include <glib/gi18n.h>

typedef struct
{
  RcCopy *copy; /* (owned) as it came */
  GtkWidget *shelfmark;
  GtkWidget *barcode;
  GtkWidget *location;
  GtkWidget *status;
  GtkWidget *due;
} Row;

struct _RcCopiesEditor
{
  GtkBox parent_instance;
  GtkWidget *rows;
  GtkWidget *add_button;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RcCopiesEditor, rc_copies_editor, GTK_TYPE_BOX)

static void
row_free (gpointer data)
{
  Row *row = data;

  rc_copy_free (row->copy);
  g_free (row);
}

static void
changed_cb (RcCopiesEditor *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
remove_cb (GtkWidget *button, RcCopiesEditor *self)
{
  gtk_box_remove (GTK_BOX (self->rows), gtk_widget_get_parent (gtk_widget_get_parent (button)));
  gtk_widget_grab_focus (self->add_button);
  changed_cb (self);
}

static void
status_cb (GtkDropDown *status, GParamSpec *pspec, GtkWidget *due)
{
  gtk_widget_set_visible (due, gtk_drop_down_get_selected (status) == RC_COPY_ON_LOAN);
}

/* A name above what it names. */
static GtkWidget *
add_field (GtkWidget *line, const char *label, GtkWidget *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *name = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "field-name");
  gtk_widget_set_hexpand (field, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (line), box);
  return box;
}

static GtkWidget *
make_entry (RcCopiesEditor *self, const char *value)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), value != NULL ? value : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
make_status (RcCopiesEditor *self, RcCopyStatus status)
{
  const char *const states[] = { _ ("On the shelf"), _ ("On loan"), _ ("Missing"), _ ("In repair"), NULL };
  GtkWidget *drop = gtk_drop_down_new_from_strings (states);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (drop)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Where the copy is"), -1);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return drop;
}

static GtkWidget *
make_remove_button (RcCopiesEditor *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove this copy"), -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_widget_set_tooltip_text (button, _ ("Remove this copy"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_END);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  return button;
}

/* Two lines, so that a copy fits beside the queue in a small window. */
static GtkWidget *
add_row (RcCopiesEditor *self, const RcCopy *copy)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  Row *row = g_new0 (Row, 1);
  GtkWidget *due;

  row->copy = rc_copy_copy (copy);
  row->shelfmark = make_entry (self, copy->shelfmark);
  row->barcode = make_entry (self, copy->barcode);
  row->location = make_entry (self, copy->location);
  row->status = make_status (self, copy->status);
  row->due = make_entry (self, copy->due);
  gtk_box_set_homogeneous (GTK_BOX (first), TRUE);
  add_field (first, _ ("Shelfmark"), row->shelfmark);
  add_field (first, _ ("Barcode"), row->barcode);
  add_field (second, _ ("Location"), row->location);
  add_field (second, _ ("Where the copy is"), row->status);
  /* Translators: the day a copy on loan comes back, in this form. */
  due = add_field (second, _ ("Due, YYYY-MM-DD"), row->due);
  g_signal_connect_object (row->status, "notify::selected", G_CALLBACK (status_cb), due, 0);
  status_cb (GTK_DROP_DOWN (row->status), NULL, due);
  gtk_box_append (GTK_BOX (second), make_remove_button (self));
  gtk_box_append (GTK_BOX (card), first);
  gtk_box_append (GTK_BOX (card), second);
  gtk_widget_add_css_class (card, "copy-card");
  g_object_set_data_full (G_OBJECT (card), "row", row, row_free);
  gtk_box_append (GTK_BOX (self->rows), card);
  return row->shelfmark;
}

static void
add_cb (GtkWidget *button, RcCopiesEditor *self)
{
  g_autoptr (RcCopy) copy = rc_copy_new ();

  gtk_widget_grab_focus (add_row (self, copy));
}

void
rc_copies_editor_set_copies (RcCopiesEditor *self, GPtrArray *copies)
{
  GtkWidget *row;

  g_return_if_fail (RC_IS_COPIES_EDITOR (self));
  /* The keyboard stays here when the row that has it goes. */
  if (gtk_widget_get_focus_child (self->rows) != NULL)
    gtk_widget_grab_focus (self->add_button);
  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  for (guint i = 0; copies != NULL && i < copies->len; i++)
    add_row (self, g_ptr_array_index (copies, i));
}

/* The entry's text, or NULL for an empty one. */
static char *
dup_text (GtkWidget *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

GPtrArray *
rc_copies_editor_dup_copies (RcCopiesEditor *self)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);

  g_return_val_if_fail (RC_IS_COPIES_EDITOR (self), NULL);
  for (GtkWidget *box = gtk_widget_get_first_child (self->rows); box != NULL; box = gtk_widget_get_next_sibling (box))
    {
      Row *row = g_object_get_data (G_OBJECT (box), "row");
      g_autoptr (RcCopy) copy = rc_copy_new ();

      copy->shelfmark = dup_text (row->shelfmark);
      copy->barcode = dup_text (row->barcode);
      copy->location = dup_text (row->location);
      copy->status = (RcCopyStatus) gtk_drop_down_get_selected (GTK_DROP_DOWN (row->status));
      copy->due = copy->status == RC_COPY_ON_LOAN ? dup_text (row->due) : NULL;
      copy->note = g_strdup (row->copy->note);
      if (copy->shelfmark != NULL || copy->barcode != NULL)
        g_ptr_array_add (copies, g_steal_pointer (&copy));
    }
  return g_steal_pointer (&copies);
}

static void
rc_copies_editor_class_init (RcCopiesEditorClass *klass)
{
  changed_signal = g_signal_new ("changed", RC_TYPE_COPIES_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rc_copies_editor_init (RcCopiesEditor *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->add_button = gtk_button_new_with_label (_ ("Add copy"));
  gtk_widget_set_halign (self->add_button, GTK_ALIGN_START);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self, 0);
  gtk_box_append (GTK_BOX (self), self->rows);
  gtk_box_append (GTK_BOX (self), self->add_button);
}
