/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grant editor's work: what is kept, removed, taken back, and pasted. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/ask.h"
#include "desk/choose-file.h"
#include "desk/grant-editor-private.h"
#include "desk/import-words.h"
#include "desk/paste-window.h"
#include "desk/work.h"
#include "exchange/grant-calendar.h"

#include <glib/gi18n.h>

static void
set_busy (RcGrantEditor *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->form, !busy);
  rc_grant_editor_show_state (self);
}

/* Of everything that is kept: the end. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcGrantEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSaved) saved = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    {
      /* The window was closed meanwhile: what was not saved comes back with the next one. */
      if (saved != NULL)
        rc_grant_editor_drop_draft (self);
      return;
    }
  set_busy (self, FALSE);
  if (saved == NULL)
    {
      g_autofree char *words = g_strdup_printf ("%s: %s", _ ("Not saved"), error->message);

      rc_grant_editor_tell_failed (self, words);
      return;
    }
  g_array_append_val (self->done, saved->batch);
  rc_grant_editor_tell_kept (self, _ ("Saved. Ctrl+Z takes it back."), saved->batch);
  rc_grant_editor_edit (self, saved->record);
}

/* What the fields say, or NULL, and the keyboard in the first that is wrong. */
static RcGrant *
read_grant (RcGrantEditor *self)
{
  g_autoptr (RcGrantForm) form = rc_grant_fields_read (self->fields);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_grant_fault_free);
  g_autoptr (RcGrant) grant = rc_grant_form_read (form, self->grant, faults);

  if (grant != NULL)
    return g_steal_pointer (&grant);
  rc_grant_fields_show_faults (self->fields, faults);
  rc_grant_fields_focus (self->fields, faults);
  rc_grant_editor_tell (self, ((const RcGrantFault *) g_ptr_array_index (faults, 0))->message);
  return NULL;
}

static void
save (RcGrantEditor *self, RcState state)
{
  g_autoptr (RcGrant) grant = read_grant (self);
  g_autofree char *label = NULL, *text = NULL;

  if (grant == NULL)
    return;
  label = g_strdup_printf (self->id == 0 ? _ ("Added “%s”") : _ ("Edited “%s”"), grant->title);
  text = rc_grant_editor_keep_draft (self);
  set_busy (self, TRUE);
  rc_work_save_grant_async (self->catalogue, self->id, self->grant, grant, state, label, text, NULL, kept_cb, g_object_ref (self));
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcGrantEditor *self = RC_GRANT_EDITOR (widget);

  if (!self->busy && (g_str_equal (action, "editor.publish") || rc_grant_editor_count_changes (self) > 0))
    save (self, g_str_equal (action, "editor.publish") ? RC_STATE_VISIBLE : self->state);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcGrantEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSaved) saved = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  set_busy (self, FALSE);
  if (saved == NULL)
    {
      rc_grant_editor_tell_failed (self, error->message);
      return;
    }
  g_array_append_val (self->done, saved->batch);
  rc_grant_editor_tell_kept (self, _ ("Removed. Ctrl+Z brings it back."), saved->batch);
  rc_grant_editor_edit (self, 0);
}

static void
remove_agreed_cb (GtkWidget *widget)
{
  RcGrantEditor *self = RC_GRANT_EDITOR (widget);
  g_autofree char *label = g_strdup_printf (_ ("Removed “%s”"), self->grant->title);

  if (self->id == 0 || self->busy)
    return;
  set_busy (self, TRUE);
  rc_work_remove_grant_async (self->catalogue, self->id, self->grant, label, NULL, removed_cb, g_object_ref (self));
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_ask (widget, _ ("Remove this grant?"), _ ("Visitors do not find it any more. Ctrl+Z brings it back."), _ ("Keep"), _ ("Remove"), remove_agreed_cb);
}

static void
settle_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcGrantEditor *self = RC_GRANT_EDITOR (widget);
  gboolean take = g_str_equal (action, "editor.take");
  g_autofree char *label = NULL;
  const char *member;
  gint64 source;

  if (self->busy || rc_grant_editor_count_changes (self) > 0)
    return;
  g_variant_get (parameter, "(x&s)", &source, &member);
  label = g_strdup_printf (take ? _ ("Took what the source says of “%s”") : _ ("Kept ours of “%s”"), self->grant->title);
  set_busy (self, TRUE);
  rc_work_settle_async (self->catalogue, self->id, source, member, take, label, NULL, kept_cb, g_object_ref (self));
}

void
rc_grant_editor_follow (RcGrantEditor *self, gint64 source, const char *name)
{
  g_autofree char *label = NULL;

  g_return_if_fail (RC_IS_GRANT_EDITOR (self));

  if (self->busy || rc_grant_editor_count_changes (self) > 0)
    return;
  /* Translators: how it is called in the history of a grant; the name of a source, and the title. */
  label = g_strdup_printf (_ ("Follows “%s” from now on: “%s”"), name, self->grant->title);
  set_busy (self, TRUE);
  rc_work_follow_async (self->catalogue, self->id, source, label, NULL, kept_cb, g_object_ref (self));
}

static void
calendar_written_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcGrantEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (file));
  g_autofree char *words = NULL;

  if (self->catalogue == NULL)
    return;
  if (!g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    {
      rc_grant_editor_tell_failed (self, error->message);
      return;
    }
  /* Translators: %s is a file. */
  words = g_strdup_printf (_ ("The deadlines are in “%s”: open it with a calendar."), name);
  rc_grant_editor_tell (self, words);
}

static void
calendar_chosen_cb (GtkWidget *widget, const char *path)
{
  RcGrantEditor *self = RC_GRANT_EDITOR (widget);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;

  if (self->calendar == NULL)
    return;
  bytes = g_bytes_new_take (self->calendar, strlen (self->calendar));
  self->calendar = NULL;
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, calendar_written_cb, g_object_ref (self));
}

/* The deadlines are those that were kept, at the moment somebody asks for them. */
static void
save_calendar_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcGrantEditor *self = RC_GRANT_EDITOR (widget);
  g_autofree char *name = g_strdup_printf ("%s.ics", self->grant->title);

  g_free (self->calendar);
  self->calendar = rc_grant_to_calendar (self->grant, self->id, self->changed, self->now);
  if (self->calendar == NULL)
    {
      rc_grant_editor_tell (self, _ ("It has no deadline with a day that is still to come."));
      return;
    }
  /* A title may be any text; a name of a file may not. */
  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '-');
  rc_choose_file (widget, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save to calendar"), _ ("Save"), name, calendar_chosen_cb);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcGrantEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  set_busy (self, FALSE);
  if (report == NULL)
    rc_grant_editor_tell_failed (self, error->message);
  else
    rc_grant_editor_tell (self, rc_undo_report_get_word (report));
  rc_grant_editor_edit (self, self->id);
}

static void
take_back (RcGrantEditor *self, gint64 batch)
{
  for (guint i = self->done->len; i > 0; i--)
    if (g_array_index (self->done, gint64, i - 1) == batch)
      g_array_remove_index (self->done, i - 1);
  set_busy (self, TRUE);
  rc_work_undo_async (self->catalogue, batch, NULL, undone_cb, g_object_ref (self));
}

/* What is typed and not saved, else what was kept last. */
static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcGrantEditor *self = RC_GRANT_EDITOR (widget);

  if (rc_grant_editor_count_changes (self) > 0)
    rc_grant_editor_edit (self, self->id);
  else if (self->done->len > 0 && !self->busy)
    take_back (self, g_array_index (self->done, gint64, self->done->len - 1));
}

static void
undo_batch_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcGrantEditor *self = RC_GRANT_EDITOR (widget);

  if (rc_grant_editor_count_changes (self) > 0)
    rc_grant_editor_tell (self, _ ("Save what is typed, or take it back, first."));
  else if (!self->busy)
    take_back (self, g_variant_get_int64 (parameter));
}

static void
replace_text (RcGrantForm *form, RcGrantField field, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_free (form->texts[field]);
  form->texts[field] = g_strdup (text);
}

/* What was proposed and agreed to comes into the fields beside what is typed there, and is not saved yet. */
static void
pasted_cb (RcGrantEditor *self, const RcGrant *taken)
{
  g_autoptr (RcGrantForm) form = rc_grant_fields_read (self->fields);

  replace_text (form, RC_GRANT_FIELD_TITLE, taken->title);
  replace_text (form, RC_GRANT_FIELD_ELIGIBILITY, taken->eligibility);
  replace_text (form, RC_GRANT_FIELD_URL, taken->url);
  replace_text (form, RC_GRANT_FIELD_SUMMARY, taken->summary);
  for (guint i = 0; i < taken->deadlines->len; i++)
    g_ptr_array_add (form->deadlines, rc_deadline_form_new (g_ptr_array_index (taken->deadlines, i)));
  for (guint i = 0; i < taken->facts->len; i++)
    g_ptr_array_add (form->facts, rc_fact_form_new (g_ptr_array_index (taken->facts, i)));
  rc_grant_fields_write (self->fields, form);
  rc_grant_editor_show_faults (self);
}

static void
paste_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcGrantEditor *self = RC_GRANT_EDITOR (widget);
  RcPasteWindow *window = rc_paste_window_new (GTK_WINDOW (gtk_widget_get_root (widget)));

  g_signal_connect_object (window, "taken", G_CALLBACK (pasted_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

void
rc_grant_editor_install_work (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "editor.publish", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "editor.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "editor.undo-batch", "x", undo_batch_cb);
  gtk_widget_class_install_action (widget_class, "editor.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "editor.save-calendar", NULL, save_calendar_cb);
  gtk_widget_class_install_action (widget_class, "editor.take", "(xs)", settle_cb);
  gtk_widget_class_install_action (widget_class, "editor.dismiss", "(xs)", settle_cb);
  gtk_widget_class_install_action (widget_class, "editor.paste", NULL, paste_cb);
}
