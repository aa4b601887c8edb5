/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one record: shows its facts, and knows what differs from them. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/copies-editor.h"
#include "desk/list-editor.h"
#include "desk/record-editor.h"
#include "desk/record-editor-private.h"
#include "desk/work-bar.h"
#include "record/identifier.h"
#include "widgets/fill.h"

#include <adwaita.h>
#include <glib/gi18n.h>

enum
{
  TOLD,
  KEPT,
  FAILED,
  STATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcRecordEditor, rc_record_editor, GTK_TYPE_BOX)

void
rc_record_editor_tell (RcRecordEditor *self, const char *words)
{
  g_signal_emit (self, signals[TOLD], 0, words);
}

void
rc_record_editor_tell_kept (RcRecordEditor *self, const char *words, gint64 batch)
{
  g_signal_emit (self, signals[KEPT], 0, words, batch);
}

void
rc_record_editor_tell_error (RcRecordEditor *self, const char *what, const GError *error)
{
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = g_strdup_printf ("%s: %s", what, error->message);
  g_signal_emit (self, signals[FAILED], 0, words);
}

gboolean
rc_record_editor_copies_differ (RcRecordEditor *self)
{
  g_autoptr (GPtrArray) now = rc_copies_editor_dup_copies (RC_COPIES_EDITOR (self->copies));

  if (now->len != self->copies_before->len)
    return TRUE;
  for (guint i = 0; i < now->len; i++)
    {
      const RcCopy *a = g_ptr_array_index (now, i);
      const RcCopy *b = g_ptr_array_index (self->copies_before, i);

      if (g_strcmp0 (a->shelfmark, b->shelfmark) != 0 || g_strcmp0 (a->barcode, b->barcode) != 0 ||
          g_strcmp0 (a->location, b->location) != 0 || a->status != b->status || g_strcmp0 (a->due, b->due) != 0)
        return TRUE;
    }
  return FALSE;
}

guint
rc_record_editor_count_changes (RcRecordEditor *self)
{
  g_autoptr (RcForm) now = NULL;

  if (self->form_before == NULL)
    return 0;
  now = rc_record_editor_read_form (self);
  return rc_form_count_changes (self->form_before, now) + (rc_record_editor_copies_differ (self) ? 1 : 0);
}

static void
show_isbn_hint (RcRecordEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->isbn));
  g_autofree char *normal = rc_isbn_normalise (text);
  gboolean wrong = *text != '\0' && normal == NULL;

  gtk_widget_set_visible (self->isbn_hint, wrong);
  gtk_label_set_label (GTK_LABEL (self->isbn_hint), wrong ? _ ("This is no ISBN: look at its last digit again.") : "");
  if (wrong)
    gtk_widget_add_css_class (self->isbn, "error");
  else
    gtk_widget_remove_css_class (self->isbn, "error");
}

gboolean
rc_record_editor_lacks_title (RcRecordEditor *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_entry))));

  return *title == '\0';
}

void
rc_record_editor_show_state (RcRecordEditor *self)
{
  guint changes = rc_record_editor_count_changes (self);
  gboolean nameless = rc_record_editor_lacks_title (self);
  gboolean settled = self->id != 0 && self->kind == RC_KIND_PUBLICATION && changes == 0 && !self->busy;
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->title_entry));
  g_autofree char *words = NULL;

  if (self->busy)
    words = g_strdup (_ ("Saving…"));
  else if (changes > 0)
    words = g_strdup_printf (ngettext ("Not saved · %u change", "Not saved · %u changes", changes), changes);
  else
    words = g_strdup (self->id == 0 ? _ ("Nothing typed yet") : _ ("Saved"));
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->bar_title), nameless ? _ ("New record") : title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), words);
  gtk_widget_set_visible (self->title_hint, nameless && changes > 0);
  gtk_widget_set_visible (self->documents_hint, self->id == 0);
  gtk_widget_set_visible (self->draft_bar, self->id != 0 && self->state != RC_STATE_VISIBLE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", changes > 0 && !nameless && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.undo", (changes > 0 || self->done->len > 0) && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.redo", changes == 0 && self->undone->len > 0 && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.publish", self->id != 0 && !nameless && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.remove", settled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.join", settled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.compare", settled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.part", settled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.duplicate", settled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.add-document",
                                 self->id != 0 && changes == 0 && !self->busy && !rc_record_editor_is_running (self));
  rc_record_editor_note_draft (self);
  g_signal_emit (self, signals[STATE], 0);
}

static void
form_changed_cb (RcRecordEditor *self)
{
  if (self->filling)
    return;
  show_isbn_hint (self);
  rc_record_editor_show_state (self);
}

static void
fill (RcRecordEditor *self, const RcMarc *marc, RcMaterial material, GPtrArray *copies, GPtrArray *documents)
{
  self->filling = TRUE;
  g_clear_pointer (&self->marc, rc_marc_free);
  g_clear_pointer (&self->form_before, rc_form_free);
  g_clear_pointer (&self->copies_before, g_ptr_array_unref);
  self->marc = rc_marc_copy (marc);
  self->form_before = rc_form_new_from_marc (marc);
  self->form_before->material = material;
  rc_record_editor_write_form (self, self->form_before);
  rc_copies_editor_set_copies (RC_COPIES_EDITOR (self->copies), copies);
  self->copies_before = rc_copies_editor_dup_copies (RC_COPIES_EDITOR (self->copies));
  rc_record_editor_show_documents (self, documents);
  self->n_documents = documents != NULL ? documents->len : 0;
  self->filling = FALSE;
  rc_record_editor_look_aside (self);
  show_isbn_hint (self);
  rc_record_editor_show_state (self);
}

static void
fill_empty (RcRecordEditor *self)
{
  g_autoptr (RcMarc) marc = rc_marc_new ();

  self->kind = RC_KIND_PUBLICATION;
  self->state = RC_STATE_VISIBLE;
  fill (self, marc, RC_MATERIAL_BOOK, NULL, NULL);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (self->title_entry);
}

static void
show_details (RcRecordEditor *self, const RcRecordDetails *details)
{
  /* One that was joined meanwhile gives the one that it is a part of. */
  self->id = details->id;
  self->kind = details->record->kind;
  self->state = details->state;
  fill (self, details->record->marc, details->description != NULL ? details->description->material : RC_MATERIAL_NONE, details->copies,
        details->documents);
}

/* An entry takes the keyboard itself, a list of them gives it to its first. */
static void
go_to_target (RcRecordEditor *self)
{
  GtkWidget *target = g_steal_pointer (&self->target);

  if (target != NULL && !gtk_widget_grab_focus (target))
    gtk_widget_child_focus (target, GTK_DIR_TAB_FORWARD);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcRecordEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRecordDetails) details = rc_catalogue_load_record_finish (RC_CATALOGUE (source), result, &error);

  if (details == NULL)
    {
      if (g_error_matches (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND) && self->catalogue != NULL)
        {
          self->id = 0;
          fill_empty (self);
          /* Typed into a record that is not there any more: a new one. */
          rc_record_editor_apply_draft (self);
        }
      else
        rc_record_editor_tell_error (self, _ ("The record cannot be shown"), error);
      return;
    }
  if (details->record->marc != NULL && self->catalogue != NULL)
    {
      show_details (self, details);
      go_to_target (self);
      rc_record_editor_apply_draft (self);
    }
}

void
rc_record_editor_edit_at (RcRecordEditor *self, gint64 id, const RcFinding *finding)
{
  g_return_if_fail (RC_IS_RECORD_EDITOR (self));

  self->id = id;
  g_clear_pointer (&self->draft, rc_draft_free);
  self->target = finding != NULL ? rc_record_editor_find_place (self, finding) : NULL;
  rc_label_fill (GTK_LABEL (self->check_hint), finding != NULL ? finding->message : NULL);
  g_cancellable_cancel (self->loading);
  g_set_object (&self->loading, NULL);
  self->loading = g_cancellable_new ();
  if (id == 0)
    fill_empty (self);
  else
    rc_catalogue_load_record_async (self->catalogue, id, self->loading, loaded_cb, g_object_ref (self));
}

void
rc_record_editor_edit (RcRecordEditor *self, gint64 id)
{
  rc_record_editor_edit_at (self, id, NULL);
}

gboolean
rc_record_editor_is_changed (RcRecordEditor *self)
{
  g_return_val_if_fail (RC_IS_RECORD_EDITOR (self), FALSE);
  return self->draft != NULL || rc_record_editor_count_changes (self) > 0;
}

gboolean
rc_record_editor_is_saving (RcRecordEditor *self)
{
  g_return_val_if_fail (RC_IS_RECORD_EDITOR (self), FALSE);
  return self->busy;
}

gboolean
rc_record_editor_is_running (RcRecordEditor *self)
{
  g_return_val_if_fail (RC_IS_RECORD_EDITOR (self), FALSE);
  return rc_work_bar_is_running (RC_WORK_BAR (self->reading));
}

gint64
rc_record_editor_get_id (RcRecordEditor *self)
{
  g_return_val_if_fail (RC_IS_RECORD_EDITOR (self), 0);
  return self->id;
}

GtkWidget *
rc_record_editor_get_form (RcRecordEditor *self)
{
  g_return_val_if_fail (RC_IS_RECORD_EDITOR (self), NULL);
  return self->form;
}

static void
rc_record_editor_dispose (GObject *object)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (object);

  /* Who closes the window has said what becomes of what is typed. What is being saved is kept until it is. */
  if (self->catalogue != NULL && !self->busy && self->found_draft == NULL)
    rc_record_editor_drop_draft (self);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->catalogue);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_RECORD_EDITOR);
  G_OBJECT_CLASS (rc_record_editor_parent_class)->dispose (object);
}

static void
rc_record_editor_finalize (GObject *object)
{
  RcRecordEditor *self = RC_RECORD_EDITOR (object);

  g_clear_pointer (&self->marc, rc_marc_free);
  g_clear_pointer (&self->form_before, rc_form_free);
  g_clear_pointer (&self->copies_before, g_ptr_array_unref);
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_clear_pointer (&self->undone, g_ptr_array_unref);
  g_clear_pointer (&self->doing, rc_edit_free);
  g_clear_pointer (&self->draft, rc_draft_free);
  g_clear_object (&self->draft_file);
  G_OBJECT_CLASS (rc_record_editor_parent_class)->finalize (object);
}

static void
rc_record_editor_class_init (RcRecordEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rc_record_editor_dispose;
  object_class->finalize = rc_record_editor_finalize;
  g_type_ensure (RC_TYPE_LIST_EDITOR);
  g_type_ensure (RC_TYPE_COPIES_EDITOR);
  g_type_ensure (RC_TYPE_WORK_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-record-editor.ui");
  rc_record_editor_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  rc_record_editor_install_work (widget_class);
  rc_record_editor_install_join (widget_class);
  signals[TOLD] = g_signal_new ("told", RC_TYPE_RECORD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[KEPT] = g_signal_new ("kept", RC_TYPE_RECORD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", RC_TYPE_RECORD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[STATE] = g_signal_new ("state", RC_TYPE_RECORD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rc_record_editor_init (RcRecordEditor *self)
{
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_edit_free);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_edit_free);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_record_editor_prepare (self);
  self->filling = FALSE;
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->abstract)), "changed", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcRecordEditor) self = user_data;
  g_autoptr (RcRecordDetails) details = rc_catalogue_load_record_finish (RC_CATALOGUE (source), result, NULL);

  if (details == NULL || self->catalogue == NULL || self->busy || rc_record_editor_count_changes (self) > 0)
    return;
  if (details->record->marc == NULL || rc_marc_equal (details->record->marc, self->marc))
    return;
  show_details (self, details);
}

/* Somebody else may have changed the record: it is shown anew, unless something is typed that would be lost. */
static void
catalogue_changed_cb (RcRecordEditor *self)
{
  rc_record_editor_look_aside (self);
  if (self->id != 0 && !self->busy && rc_record_editor_count_changes (self) == 0)
    rc_catalogue_load_record_async (self->catalogue, self->id, self->loading, reloaded_cb, g_object_ref (self));
}

RcRecordEditor *
rc_record_editor_new (RcCatalogue *catalogue)
{
  RcRecordEditor *self = g_object_new (RC_TYPE_RECORD_EDITOR, NULL);

  self->catalogue = g_object_ref (catalogue);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (catalogue_changed_cb), self, G_CONNECT_SWAPPED);
  fill_empty (self);
  rc_record_editor_begin_drafts (self);
  return self;
}
