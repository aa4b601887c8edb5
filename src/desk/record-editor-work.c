/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the editor does to the catalogue: keeps a change, removes a record, adds a file; and takes each back, and does it again. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/ask.h"
#include "desk/choose-file.h"
#include "desk/copies-editor.h"
#include "desk/record-editor-private.h"
#include "desk/work-bar.h"
#include "record/problem.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define PATIENCE_MS 1500

void
rc_edit_free (RcEdit *self)
{
  g_clear_pointer (&self->before, rc_marc_free);
  g_clear_pointer (&self->marc, rc_marc_free);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_free (self->label);
  g_free (self);
}

static gboolean
out_of_patience_cb (gpointer user_data)
{
  RcRecordEditor *self = user_data;

  self->patience = 0;
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), _ ("Waiting until an import or other work has ended…"));
  return G_SOURCE_REMOVE;
}

/* While something is written nobody types, and afterwards the keyboard is where it was. */
static void
set_busy (RcRecordEditor *self, gboolean busy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->busy = busy;
  g_clear_handle_id (&self->patience, g_source_remove);
  if (busy)
    self->patience = g_timeout_add (PATIENCE_MS, out_of_patience_cb, self);
  if (busy && focus != NULL && gtk_widget_is_ancestor (focus, self->form))
    {
      g_set_weak_pointer (&self->focus, focus);
      gtk_root_set_focus (root, NULL);
    }
  gtk_widget_set_sensitive (self->form, !busy);
  if (!busy && self->focus != NULL)
    gtk_widget_grab_focus (self->focus);
  if (!busy)
    g_clear_weak_pointer (&self->focus);
  rc_record_editor_show_state (self);
}

/* A record that was added once more has another id: what is still to be done again is about that. */
static void
rename_record (GPtrArray *edits, gint64 was, gint64 now)
{
  for (guint i = 0; i < edits->len; i++)
    {
      RcEdit *edit = g_ptr_array_index (edits, i);

      if (edit->record == was)
        edit->record = now;
    }
}

/* Of everything that is kept: the end. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcRecordEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSaved) saved = rc_work_finish (RC_CATALOGUE (source), result, &error);
  RcEdit *edit;
  gboolean removal;

  if (self->catalogue == NULL)
    return;
  edit = g_steal_pointer (&self->doing);
  removal = edit->removal;
  set_busy (self, FALSE);
  if (saved == NULL)
    {
      rc_edit_free (edit);
      rc_record_editor_tell_error (self, removal ? _ ("Not removed") : _ ("Not saved"), error);
      return;
    }
  edit->batch = saved->batch;
  edit->record = saved->record;
  if (edit->was != 0)
    rename_record (self->undone, edit->was, edit->record);
  edit->was = 0;
  g_ptr_array_add (self->done, edit);
  rc_record_editor_tell (self, removal ? _ ("Removed. Ctrl+Z brings it back.") : _ ("Saved. Ctrl+Z takes it back."));
  rc_record_editor_edit (self, removal ? 0 : saved->record);
}

/* Takes the edit. */
static void
keep (RcRecordEditor *self, RcEdit *edit)
{
  self->doing = edit;
  set_busy (self, TRUE);
  if (edit->removal)
    rc_work_remove_async (self->catalogue, edit->record, edit->before, edit->label, NULL, kept_cb, g_object_ref (self));
  else
    rc_work_save_async (self->catalogue, edit->record, edit->kind, edit->before, rc_marc_copy (edit->marc), g_ptr_array_ref (edit->copies),
                        edit->state, edit->label, NULL, kept_cb, g_object_ref (self));
}

static RcEdit *
make_edit (RcRecordEditor *self, const char *label, const char *title)
{
  RcEdit *edit = g_new0 (RcEdit, 1);

  edit->record = self->id;
  edit->kind = self->kind;
  edit->state = self->state;
  edit->before = rc_marc_copy (self->marc);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  edit->label = g_strdup_printf (label, title);
#pragma GCC diagnostic pop
  return edit;
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);
  g_autoptr (RcForm) now = rc_record_editor_read_form (self);
  RcEdit *edit;

  if (rc_record_editor_count_changes (self) == 0 || rc_record_editor_lacks_title (self) || self->busy)
    return;
  /* Translators: how a change is called in the history of a record; %s is its title. */
  edit = make_edit (self, self->id == 0 ? _ ("Added “%s”") : _ ("Edited “%s”"), now->title);
  edit->marc = rc_marc_copy (self->marc);
  /* A new record is written with its material, also when nobody touched it. */
  if (self->id == 0)
    self->form_before->material = RC_MATERIAL_NONE;
  rc_form_apply (self->form_before, now, edit->marc);
  edit->copies = rc_copies_editor_dup_copies (RC_COPIES_EDITOR (self->copies));
  g_ptr_array_set_size (self->undone, 0);
  keep (self, edit);
}

static void
remove_agreed_cb (GtkWidget *widget)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);
  RcEdit *edit;

  if (self->id == 0 || self->busy)
    return;
  /* Translators: how a removal is called in the history of a record; %s is its title. */
  edit = make_edit (self, _ ("Removed “%s”"), gtk_editable_get_text (GTK_EDITABLE (self->title_entry)));
  edit->removal = TRUE;
  g_ptr_array_set_size (self->undone, 0);
  keep (self, edit);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_ask (widget, _ ("Remove this record?"), _ ("Its copies and files go with it. Ctrl+Z brings everything back."), _ ("Keep"),
          _ ("Remove"), remove_agreed_cb);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcRecordEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = rc_work_finish (RC_CATALOGUE (source), result, &error);
  gint64 record;

  if (self->catalogue == NULL)
    return;
  set_busy (self, FALSE);
  record = self->doing->record;
  if (report != NULL && report->kept == 0 && (self->doing->marc != NULL || self->doing->removal))
    {
      /* An added record comes back as a new one. */
      if (report->removed > 0)
        {
          self->doing->was = record;
          self->doing->record = 0;
        }
      g_ptr_array_add (self->undone, g_steal_pointer (&self->doing));
    }
  g_clear_pointer (&self->doing, rc_edit_free);
  if (report == NULL)
    rc_record_editor_tell_error (self, _ ("Not taken back"), error);
  else
    rc_record_editor_tell (self, report->kept > 0 ? _ ("It was changed again since, and was left alone.") : _ ("Taken back."));
  if (report != NULL)
    rc_record_editor_edit (self, record);
}

/* What is typed and not saved, else what was kept last. */
static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);

  if (rc_record_editor_count_changes (self) > 0)
    rc_record_editor_edit (self, self->id);
  else if (self->done->len > 0 && !self->busy)
    {
      self->doing = g_ptr_array_steal_index (self->done, self->done->len - 1);
      set_busy (self, TRUE);
      rc_work_undo_async (self->catalogue, self->doing->batch, NULL, undone_cb, g_object_ref (self));
    }
}

static void
redo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);

  if (self->undone->len > 0 && !self->busy && rc_record_editor_count_changes (self) == 0)
    keep (self, g_ptr_array_steal_index (self->undone, self->undone->len - 1));
}

static void
document_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcRecordEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSaved) saved = rc_work_finish (RC_CATALOGUE (source), result, &error);
  const RcProblem *first;
  RcEdit *edit;

  if (self->catalogue == NULL)
    return;
  rc_work_bar_end (RC_WORK_BAR (self->reading));
  rc_record_editor_show_state (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rc_record_editor_tell (self, _ ("Stopped. The file was not added."));
  else if (saved == NULL)
    rc_record_editor_tell_error (self, _ ("The file was not added"), error);
  if (saved == NULL)
    return;
  edit = g_new0 (RcEdit, 1);
  edit->record = saved->record;
  edit->batch = saved->batch;
  g_ptr_array_add (self->done, edit);
  g_ptr_array_set_size (self->undone, 0);
  first = saved->problems->len > 0 ? g_ptr_array_index (saved->problems, 0) : NULL;
  rc_record_editor_tell (self, first != NULL ? first->message : _ ("The file was added. Ctrl+Z takes it back."));
  /* Somebody may have gone on to another record while the file was read. */
  if (self->id == saved->record && !self->busy && rc_record_editor_count_changes (self) == 0)
    rc_record_editor_edit (self, self->id);
}

void
rc_record_editor_add_document (RcRecordEditor *self, const char *path)
{
  g_autofree char *label = NULL;
  GCancellable *stop;

  g_return_if_fail (RC_IS_RECORD_EDITOR (self));
  if (rc_record_editor_is_running (self))
    {
      rc_record_editor_tell (self, _ ("Another file is being read. Add this one when it is done."));
      return;
    }
  if (self->id == 0 || self->busy || rc_record_editor_is_changed (self))
    {
      rc_record_editor_tell (self, _ ("Open the record that the file belongs to, or save it, and then add the file."));
      return;
    }
  label = g_strdup_printf (_ ("Added a file to “%s”"), gtk_editable_get_text (GTK_EDITABLE (self->title_entry)));
  stop = rc_work_bar_start (RC_WORK_BAR (self->reading));
  rc_work_bar_progress (-1, _ ("Reading the file…"), self->reading);
  rc_record_editor_show_state (self);
  rc_work_add_document_async (self->catalogue, self->id, path, label, stop, document_added_cb, g_object_ref (self));
}

static void
document_chosen_cb (GtkWidget *widget, const char *path)
{
  rc_record_editor_add_document (RC_RECORD_EDITOR (widget), path);
}

static void
choose_document_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_choose_file (widget, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Add a file"), _ ("Add"), NULL, document_chosen_cb);
}

void
rc_record_editor_install_work (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "editor.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "editor.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "editor.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "editor.add-document", NULL, choose_document_cb);
}
