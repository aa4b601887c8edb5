/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of short texts that can be changed: an entry each, with Remove, and Add below. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/list-editor.h"
#include "widgets/fill.h"
#include "widgets/wrap-layout.h"

#include <glib/gi18n.h>

#define BRIEF_CHARS 17

struct _RcListEditor
{
  GtkBox parent_instance;
  char *item_label;     /* (owned) */
  GtkWidget *rows;      /* a box of rows */
  GtkWidget *hint;      /* what is wrong with the first that is */
  GtkWidget *add_button;
  GtkWidget *popover;   /* suggestions, below the entry they are for */
  GtkWidget *choices;   /* GtkListBox in it */
  GtkWidget *asking;    /* the entry that suggestions are for; NULL none */
  gboolean brief;       /* values are short: several in a line */
  gboolean setting;     /* values come from the program: nobody typed */
  RcListEditorCheck check; /* NULL: any text will do */
};

enum
{
  PROP_0,
  PROP_ITEM_LABEL,
  PROP_ADD_LABEL,
  PROP_BRIEF,
  N_PROPS
};

enum
{
  CHANGED,
  SUGGEST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcListEditor, rc_list_editor, GTK_TYPE_BOX)

static void
hide_suggestions (RcListEditor *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static GtkWidget *
get_entry (GtkWidget *row)
{
  return gtk_widget_get_first_child (row);
}

static char *
dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (get_entry (row)))));
}

static void
mark (GtkWidget *entry, const char *fault)
{
  if (fault != NULL)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               fault != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, fault != NULL ? fault : "", -1);
}

/* `typed_in` (nullable) is the entry that somebody is typing in. */
static void
judge (RcListEditor *self, GtkWidget *typed_in)
{
  g_autofree char *first = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL && self->check != NULL; row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *text = dup_text (row);
      g_autofree char *fault = *text != '\0' ? self->check (text, get_entry (row) == typed_in) : NULL;

      mark (get_entry (row), fault);
      if (first == NULL)
        first = g_steal_pointer (&fault);
    }
  rc_label_fill (GTK_LABEL (self->hint), first);
}

static void
left_cb (GtkEventControllerFocus *focus, RcListEditor *self)
{
  judge (self, NULL);
}

static void
entry_changed_cb (GtkEditable *entry, RcListEditor *self)
{
  if (self->setting)
    return;
  self->asking = GTK_WIDGET (entry);
  judge (self, self->asking);
  g_signal_emit (self, signals[SUGGEST], 0, gtk_editable_get_text (entry));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (GtkWidget *button, RcListEditor *self)
{
  GtkWidget *row = gtk_widget_get_parent (button);

  hide_suggestions (self);
  self->asking = NULL;
  gtk_box_remove (GTK_BOX (self->rows), row);
  gtk_widget_grab_focus (self->add_button);
  judge (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
add_row (RcListEditor *self, const char *value)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkEventController *focus = gtk_event_controller_focus_new ();
  /* Translators: %s is what the entry holds, as "Person" or "Subject". */
  g_autofree char *remove = g_strdup_printf (_ ("Remove: %s"), self->item_label);

  gtk_editable_set_text (GTK_EDITABLE (entry), value);
  gtk_widget_set_hexpand (entry, !self->brief);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), self->brief ? BRIEF_CHARS : -1);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), self->brief ? BRIEF_CHARS : -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, self->item_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_widget_set_tooltip_text (button, remove);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), self, 0);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, 0);
  gtk_widget_add_controller (entry, focus);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self->rows), row);
  return entry;
}

static void
add_cb (GtkWidget *button, RcListEditor *self)
{
  gtk_widget_grab_focus (add_row (self, ""));
}

static void
chosen_cb (GtkListBox *list, GtkListBoxRow *row, RcListEditor *self)
{
  GtkWidget *label = gtk_list_box_row_get_child (row);
  GtkWidget *entry = self->asking;

  hide_suggestions (self);
  if (entry == NULL)
    return;
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (entry), gtk_label_get_text (GTK_LABEL (label)));
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
  self->setting = FALSE;
  gtk_widget_grab_focus (entry);
  judge (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
rc_list_editor_set_check (RcListEditor *self, RcListEditorCheck check)
{
  g_return_if_fail (RC_IS_LIST_EDITOR (self));
  self->check = check;
  judge (self, NULL);
}

void
rc_list_editor_set_values (RcListEditor *self, const char *const *values)
{
  GtkWidget *row;

  g_return_if_fail (RC_IS_LIST_EDITOR (self));
  hide_suggestions (self);
  self->asking = NULL;
  /* The keyboard stays here when the row that has it goes. */
  if (gtk_widget_get_focus_child (self->rows) != NULL)
    gtk_widget_grab_focus (self->add_button);
  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    add_row (self, values[i]);
  judge (self, NULL);
}

GStrv
rc_list_editor_dup_values (RcListEditor *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (RC_IS_LIST_EDITOR (self), NULL);
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *text = dup_text (row);

      if (*text != '\0')
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

void
rc_list_editor_suggest (RcListEditor *self, const char *const *texts)
{
  graphene_rect_t bounds;
  GdkRectangle place = { 0 };
  GtkWidget *row;

  g_return_if_fail (RC_IS_LIST_EDITOR (self));
  while ((row = gtk_widget_get_first_child (self->choices)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->choices), row);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (GTK_LIST_BOX (self->choices), label);
    }
  if (self->asking == NULL || texts == NULL || texts[0] == NULL)
    {
      hide_suggestions (self);
      return;
    }
  if (gtk_widget_compute_bounds (self->asking, GTK_WIDGET (self), &bounds))
    place = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
rc_list_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RcListEditor *self = RC_LIST_EDITOR (object);

  switch (id)
    {
    case PROP_ITEM_LABEL:
      g_free (self->item_label);
      self->item_label = g_value_dup_string (value);
      break;
    case PROP_ADD_LABEL:
      gtk_button_set_label (GTK_BUTTON (self->add_button), g_value_get_string (value));
      break;
    case PROP_BRIEF:
      self->brief = g_value_get_boolean (value);
      if (self->brief)
        gtk_widget_set_layout_manager (self->rows, rc_wrap_layout_new (6));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_list_editor_dispose (GObject *object)
{
  RcListEditor *self = RC_LIST_EDITOR (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_list_editor_parent_class)->dispose (object);
}

static void
rc_list_editor_finalize (GObject *object)
{
  g_free (RC_LIST_EDITOR (object)->item_label);
  G_OBJECT_CLASS (rc_list_editor_parent_class)->finalize (object);
}

static void
rc_list_editor_class_init (RcListEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = rc_list_editor_set_property;
  object_class->dispose = rc_list_editor_dispose;
  object_class->finalize = rc_list_editor_finalize;
  g_object_class_install_property (object_class, PROP_ITEM_LABEL,
                                   g_param_spec_string ("item-label", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_ADD_LABEL,
                                   g_param_spec_string ("add-label", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_BRIEF,
                                   g_param_spec_boolean ("brief", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  signals[CHANGED] = g_signal_new ("changed", RC_TYPE_LIST_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SUGGEST] = g_signal_new ("suggest", RC_TYPE_LIST_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_list_editor_init (RcListEditor *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->item_label = g_strdup ("");
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->hint = rc_line_new (NULL, "error-hint");
  gtk_widget_set_visible (self->hint, FALSE);
  self->add_button = gtk_button_new ();
  gtk_widget_set_halign (self->add_button, GTK_ALIGN_START);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self, 0);
  gtk_box_append (GTK_BOX (self), self->rows);
  gtk_box_append (GTK_BOX (self), self->hint);
  gtk_box_append (GTK_BOX (self), self->add_button);

  self->choices = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->choices), GTK_SELECTION_NONE);
  g_signal_connect_object (self->choices, "row-activated", G_CALLBACK (chosen_cb), self, 0);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->choices);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}
