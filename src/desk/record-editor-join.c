/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the editor does with a record and others: joins it with another one, begins a new one with it. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/join-window.h"
#include "desk/record-editor-private.h"

#include <glib/gi18n.h>

static void
agreed_cb (RcRecordEditor *self, const RcJoin *join)
{
  RcEdit *edit;

  if (self->busy || rc_record_editor_count_changes (self) > 0)
    return;
  /* Translators: how a join is called in the history of a record; %s is the title of the one that is a part of it now. */
  edit = rc_record_editor_make_edit (self, RC_EDIT_JOIN, _ ("Joined with “%s”"), join->other_title);
  edit->record = join->keep;
  edit->other = join->other;
  g_clear_pointer (&edit->before, rc_marc_free);
  edit->before = rc_marc_copy (join->before);
  edit->other_before = rc_marc_copy (join->other_before);
  edit->marc = rc_marc_copy (join->joined);
  g_ptr_array_set_size (self->undone, 0);
  rc_record_editor_keep (self, edit);
}

static void
join_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);
  gint64 other = g_str_equal (action, "editor.compare") ? self->twin : 0;
  GtkWindow *window;

  if (self->id == 0 || self->busy || rc_record_editor_count_changes (self) > 0)
    return;
  window = rc_join_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->catalogue, self->id, other);
  g_signal_connect_object (window, "agreed", G_CALLBACK (agreed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

/* Somebody has compared the two: nobody is asked again. */
static void
part_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);
  RcEdit *edit;

  if (self->id == 0 || self->twin == 0 || self->busy || rc_record_editor_count_changes (self) > 0)
    return;
  /* Translators: how it is called in the history that two records were found to be different publications; %s is the title of one. */
  edit = rc_record_editor_make_edit (self, RC_EDIT_PART, _ ("“%s” is not the record that looks like it"),
                                     gtk_editable_get_text (GTK_EDITABLE (self->title_entry)));
  edit->other = self->twin;
  g_ptr_array_set_size (self->undone, 0);
  rc_record_editor_keep (self, edit);
}

static void
duplicate_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);
  RcEdit *edit;

  if (self->id == 0 || self->busy || rc_record_editor_count_changes (self) > 0)
    return;
  /* Translators: how a duplicate is called in its history; %s is the title of the record that it was made of. */
  edit = rc_record_editor_make_edit (self, RC_EDIT_DUPLICATE, _ ("A draft made of “%s”"),
                                     gtk_editable_get_text (GTK_EDITABLE (self->title_entry)));
  edit->other = self->id;
  edit->record = 0;
  g_ptr_array_set_size (self->undone, 0);
  rc_record_editor_keep (self, edit);
}

void
rc_record_editor_install_join (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.join", NULL, join_cb);
  gtk_widget_class_install_action (widget_class, "editor.compare", NULL, join_cb);
  gtk_widget_class_install_action (widget_class, "editor.part", NULL, part_cb);
  gtk_widget_class_install_action (widget_class, "editor.duplicate", NULL, duplicate_cb);
}
