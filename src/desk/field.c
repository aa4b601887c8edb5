/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a form: its name above, what is wrong with it below. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/field.h"
#include "widgets/fill.h"

struct _RcField
{
  GtkBox parent_instance;
  GtkWidget *widget; /* (borrowed) a child */
  GtkWidget *hint;
  gboolean wrong;
};

G_DEFINE_FINAL_TYPE (RcField, rc_field, GTK_TYPE_BOX)

static void
rc_field_class_init (RcFieldClass *klass)
{
}

static void
rc_field_init (RcField *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
}

/* What takes the keyboard: of a scrolled text the view in it. */
static GtkWidget *
get_control (RcField *self)
{
  if (GTK_IS_SCROLLED_WINDOW (self->widget))
    return gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->widget));
  if (GTK_IS_DROP_DOWN (self->widget))
    return gtk_widget_get_first_child (self->widget);
  return self->widget;
}

RcField *
rc_field_new (const char *label, GtkWidget *widget)
{
  RcField *self = g_object_new (RC_TYPE_FIELD, NULL);
  GtkWidget *name = gtk_label_new (label);

  self->widget = widget;
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "field-name");
  self->hint = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "visible", FALSE, NULL);
  gtk_box_append (GTK_BOX (self), name);
  gtk_box_append (GTK_BOX (self), widget);
  gtk_box_append (GTK_BOX (self), self->hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (get_control (self)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return self;
}

static void
show_hint (RcField *self, const char *words, const char *class)
{
  gtk_widget_set_css_classes (self->hint, (const char *[]){ class, NULL });
  rc_label_fill (GTK_LABEL (self->hint), words);
}

void
rc_field_set_fault (RcField *self, const char *message)
{
  GtkAccessible *control;

  g_return_if_fail (RC_IS_FIELD (self));
  control = GTK_ACCESSIBLE (get_control (self));
  if (message == NULL && !self->wrong)
    return;
  self->wrong = message != NULL;
  show_hint (self, message, "error-hint");
  gtk_accessible_update_state (control, GTK_ACCESSIBLE_STATE_INVALID, message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message != NULL ? message : "", -1);
  if (message != NULL)
    gtk_widget_add_css_class (self->widget, "error");
  else
    gtk_widget_remove_css_class (self->widget, "error");
}

void
rc_field_set_hint (RcField *self, const char *words)
{
  g_return_if_fail (RC_IS_FIELD (self));
  if (!self->wrong)
    show_hint (self, words, "field-hint");
}

GtkWidget *
rc_field_get_widget (RcField *self)
{
  g_return_val_if_fail (RC_IS_FIELD (self), NULL);
  return self->widget;
}

GtkWidget *
rc_field_make_entry (int width_chars)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width_chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width_chars);
  return entry;
}

GtkWidget *
rc_field_make_lines (int height)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 11);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 11);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 7);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 7);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), height);
  gtk_widget_add_css_class (scroller, "text-field");
  return scroller;
}

char *
rc_field_dup_text (RcField *self)
{
  GtkWidget *control;
  GtkTextIter start, end;
  GtkTextBuffer *buffer;

  g_return_val_if_fail (RC_IS_FIELD (self), NULL);
  control = get_control (self);
  if (GTK_IS_EDITABLE (control))
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (control))));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (control));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

void
rc_field_set_text (RcField *self, const char *text)
{
  GtkWidget *control;

  g_return_if_fail (RC_IS_FIELD (self));
  control = get_control (self);
  if (GTK_IS_EDITABLE (control))
    {
      gtk_editable_set_enable_undo (GTK_EDITABLE (control), FALSE);
      gtk_editable_set_text (GTK_EDITABLE (control), text);
      gtk_editable_set_enable_undo (GTK_EDITABLE (control), TRUE);
      return;
    }
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), text, -1);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), TRUE);
}
