/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the editor does to the catalogue: keeps a change, removes a record, adds a file; and takes each back, and does it again. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/ask.h"
#include "desk/choose-file.h"
#include "desk/copies-editor.h"
#include "desk/import-words.h"
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
  g_clear_pointer (&self->other_before, rc_marc_free);
  g_clear_pointer (&self->marc, rc_marc_free);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_free (self->label);
  g_free (self->draft);
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

static const char *
get_done_words (const RcEdit *edit)
{
  switch (edit->how)
    {
    case RC_EDIT_REMOVE:
      return _ ("Removed. Ctrl+Z brings it back.");
    case RC_EDIT_JOIN:
      return _ ("Joined: both are one record now. Ctrl+Z splits them again.");
    case RC_EDIT_DUPLICATE:
      return _ ("This is a draft of a new record. Ctrl+Z takes it away again.");
    case RC_EDIT_PART:
      return _ ("Kept as different publications. Ctrl+Z takes it back.");
    case RC_EDIT_SAVE:
    case RC_EDIT_OTHER:
    default:
      return _ ("Saved. Ctrl+Z takes it back.");
    }
}

static const char *
get_failure_words (const RcEdit *edit)
{
  switch (edit->how)
    {
    case RC_EDIT_REMOVE:
      return _ ("Not removed");
    case RC_EDIT_JOIN:
      return _ ("Not joined");
    case RC_EDIT_DUPLICATE:
      return _ ("Not duplicated");
    case RC_EDIT_SAVE:
    case RC_EDIT_OTHER:
    default:
      return _ ("Not saved");
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

  if (self->catalogue == NULL)
    {
      /* The window was closed meanwhile: what was not saved comes back with the next one. */
      if (saved != NULL)
        rc_record_editor_drop_draft (self);
      return;
    }
  edit = g_steal_pointer (&self->doing);
  set_busy (self, FALSE);
  if (saved == NULL)
    {
      rc_record_editor_tell_error (self, get_failure_words (edit), error);
      rc_edit_free (edit);
      return;
    }
  edit->batch = saved->batch;
  edit->record = saved->record;
  if (edit->was != 0)
    rename_record (self->undone, edit->was, edit->record);
  edit->was = 0;
  g_ptr_array_add (self->done, edit);
  rc_record_editor_tell_kept (self, get_done_words (edit), edit->batch);
  rc_record_editor_edit (self, edit->how == RC_EDIT_REMOVE ? 0 : saved->record);
}

void
rc_record_editor_keep (RcRecordEditor *self, RcEdit *edit)
{
  self->doing = edit;
  set_busy (self, TRUE);
  switch (edit->how)
    {
    case RC_EDIT_REMOVE:
      rc_work_remove_async (self->catalogue, edit->record, edit->before, edit->label, NULL, kept_cb, g_object_ref (self));
      break;
    case RC_EDIT_JOIN:
      rc_work_join_async (self->catalogue, edit->record, edit->before, edit->other, edit->other_before, rc_marc_copy (edit->marc),
                          edit->label, NULL, kept_cb, g_object_ref (self));
      break;
    case RC_EDIT_PART:
      rc_work_part_async (self->catalogue, edit->record, edit->other, edit->label, NULL, kept_cb, g_object_ref (self));
      break;
    case RC_EDIT_DUPLICATE:
      rc_work_duplicate_async (self->catalogue, edit->other, edit->label, NULL, kept_cb, g_object_ref (self));
      break;
    case RC_EDIT_SAVE:
    case RC_EDIT_OTHER:
    default:
      rc_work_save_async (self->catalogue, edit->record, edit->kind, edit->before, rc_marc_copy (edit->marc), g_ptr_array_ref (edit->copies),
                          edit->state, edit->label, edit->draft, NULL, kept_cb, g_object_ref (self));
    }
}

RcEdit *
rc_record_editor_make_edit (RcRecordEditor *self, RcEditHow how, const char *label, const char *title)
{
  RcEdit *edit = g_new0 (RcEdit, 1);

  edit->how = how;
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

/* Writes the form into the record, which visitors see from then on or not. */
static void
save (RcRecordEditor *self, RcState state)
{
  g_autoptr (RcForm) now = rc_record_editor_read_form (self);
  RcEdit *edit;

  /* Translators: how a change is called in the history of a record; %s is its title. */
  edit = rc_record_editor_make_edit (self, RC_EDIT_SAVE, self->id == 0 ? _ ("Added “%s”") : _ ("Edited “%s”"), now->title);
  edit->state = state;
  edit->marc = rc_marc_copy (self->marc);
  /* A new record is written with its material, also when nobody touched it. */
  if (self->id == 0)
    self->form_before->material = RC_MATERIAL_NONE;
  rc_form_apply (self->form_before, now, edit->marc);
  edit->copies = rc_copies_editor_dup_copies (RC_COPIES_EDITOR (self->copies));
  g_ptr_array_set_size (self->undone, 0);
  edit->draft = rc_record_editor_keep_draft (self);
  rc_record_editor_keep (self, edit);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);

  if (rc_record_editor_count_changes (self) > 0 && !rc_record_editor_lacks_title (self) && !self->busy)
    save (self, self->state);
}

static void
publish_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);

  if (self->state != RC_STATE_VISIBLE && self->id != 0 && !rc_record_editor_lacks_title (self) && !self->busy)
    save (self, RC_STATE_VISIBLE);
}

static void
remove_agreed_cb (GtkWidget *widget)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);

  if (self->id == 0 || self->busy)
    return;
  g_ptr_array_set_size (self->undone, 0);
  /* Translators: how a removal is called in the history of a record; %s is its title. */
  rc_record_editor_keep (self, rc_record_editor_make_edit (self, RC_EDIT_REMOVE, _ ("Removed “%s”"),
                                                           gtk_editable_get_text (GTK_EDITABLE (self->title_entry))));
}

static void
add_part (GString *parts, guint n, const char *format)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  if (n > 0)
    g_string_append_printf (g_string_append (parts, parts->len > 0 ? ", " : ""), format, n);
#pragma GCC diagnostic pop
}

/* What goes with the record. */
static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);
  guint n_copies = self->copies_before->len, n_lent = 0;
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < n_copies; i++)
    n_lent += ((const RcCopy *) g_ptr_array_index (self->copies_before, i))->status == RC_COPY_ON_LOAN;
  add_part (parts, n_copies, ngettext ("%u copy", "%u copies", n_copies));
  add_part (parts, n_lent, ngettext ("%u of them on loan", "%u of them on loan", n_lent));
  add_part (parts, self->n_documents, ngettext ("%u file", "%u files", self->n_documents));
  /* Translators: %s is what goes with a record: "2 copies, 1 file". */
  words = parts->len > 0 ? g_strdup_printf (_ ("With it go: %s. Ctrl+Z brings everything back."), parts->str)
                         : g_strdup (_ ("It has no copies and no files. Ctrl+Z brings it back."));
  rc_ask (widget, _ ("Remove this record?"), words, _ ("Keep"), _ ("Remove"), remove_agreed_cb);
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
  /* After a duplicate there is the one that it was made of. */
  record = self->doing->how == RC_EDIT_DUPLICATE ? self->doing->other : self->doing->record;
  if (report != NULL && report->kept == 0 && self->doing->how != RC_EDIT_OTHER)
    {
      /* An added record comes back as a new one. */
      if (report->removed > 0)
        {
          self->doing->was = self->doing->record;
          self->doing->record = 0;
        }
      g_ptr_array_add (self->undone, g_steal_pointer (&self->doing));
    }
  g_clear_pointer (&self->doing, rc_edit_free);
  if (report == NULL)
    rc_record_editor_tell_error (self, _ ("Not taken back"), error);
  else
    rc_record_editor_tell (self, rc_undo_report_get_word (report));
  if (report != NULL)
    rc_record_editor_edit (self, record);
}

/* Takes the edit, which is taken back. */
static void
take_back (RcRecordEditor *self, RcEdit *edit)
{
  self->doing = edit;
  set_busy (self, TRUE);
  rc_work_undo_async (self->catalogue, edit->batch, NULL, undone_cb, g_object_ref (self));
}

/* What is typed and not saved, else what was kept last. */
static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);

  if (rc_record_editor_count_changes (self) > 0)
    rc_record_editor_edit (self, self->id);
  else if (self->done->len > 0 && !self->busy)
    take_back (self, g_ptr_array_steal_index (self->done, self->done->len - 1));
}

/* One certain batch: of a message that is still there, or of the history. */
static void
undo_batch_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);
  gint64 batch = g_variant_get_int64 (parameter);
  RcEdit *edit = NULL;

  if (self->busy)
    return;
  if (rc_record_editor_count_changes (self) > 0)
    {
      rc_record_editor_tell (self, _ ("Save what is typed, or take it back, first."));
      return;
    }
  for (guint i = 0; i < self->done->len && edit == NULL; i++)
    if (((const RcEdit *) g_ptr_array_index (self->done, i))->batch == batch)
      edit = g_ptr_array_steal_index (self->done, i);
  if (edit == NULL)
    {
      edit = g_new0 (RcEdit, 1);
      edit->how = RC_EDIT_OTHER;
      edit->record = self->id;
      edit->batch = batch;
    }
  take_back (self, edit);
}

static void
redo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (widget);

  if (self->undone->len > 0 && !self->busy && rc_record_editor_count_changes (self) == 0)
    rc_record_editor_keep (self, g_ptr_array_steal_index (self->undone, self->undone->len - 1));
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
  edit->how = RC_EDIT_OTHER;
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
  gtk_widget_class_install_action (widget_class, "editor.publish", NULL, publish_cb);
  gtk_widget_class_install_action (widget_class, "editor.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "editor.undo-batch", "x", undo_batch_cb);
  gtk_widget_class_install_action (widget_class, "editor.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "editor.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "editor.add-document", NULL, choose_document_cb);
}
