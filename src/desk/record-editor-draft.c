/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed into the editor and not saved is kept in a file, and typed again after a crash. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/copies-editor.h"
#include "desk/record-editor-private.h"

#include <glib/gi18n.h>

static char *
make_text (gpointer user_data)
{
  RcRecordEditor *self = user_data;
  g_autoptr (RcForm) now = rc_record_editor_read_form (self);
  g_autoptr (GPtrArray) copies =
      rc_record_editor_copies_differ (self) ? rc_copies_editor_dup_copies (RC_COPIES_EDITOR (self->copies)) : NULL;

  return rc_draft_to_json (&(RcDraft){ .id = self->id, .before = self->form_before, .now = now, .copies = copies });
}

char *
rc_record_editor_keep_draft (RcRecordEditor *self)
{
  char *text = self->draft_file != NULL ? make_text (self) : NULL;

  if (text != NULL)
    rc_draft_file_take_text (self->draft_file, g_strdup (text));
  return text;
}

void
rc_record_editor_drop_draft (RcRecordEditor *self)
{
  if (self->draft_file != NULL)
    rc_draft_file_take_text (self->draft_file, NULL);
}

void
rc_record_editor_note_draft (RcRecordEditor *self)
{
  /* What is found in the file stays there until it is shown; what is being saved, until it is saved. */
  if (self->draft_file == NULL || self->draft != NULL || self->found_draft != NULL || self->busy)
    return;
  if (rc_record_editor_count_changes (self) == 0)
    rc_record_editor_drop_draft (self);
  else
    rc_draft_file_take_text_soon (self->draft_file, make_text, self);
}

/* A fact that somebody else has changed since stays as it is, unless it was typed anew here, too. */
void
rc_record_editor_apply_draft (RcRecordEditor *self)
{
  g_autoptr (RcDraft) draft = g_steal_pointer (&self->draft);
  g_autoptr (RcMarc) marc = NULL;
  g_autoptr (RcForm) form = NULL;

  if (draft == NULL)
    return;
  if (self->id == 0)
    form = rc_form_copy (draft->now);
  else
    {
      marc = rc_marc_copy (self->marc);
      rc_form_apply (draft->before, draft->now, marc);
      form = rc_form_new_from_marc (marc);
      form->material = draft->now->material != draft->before->material ? draft->now->material : self->form_before->material;
    }
  self->filling = TRUE;
  rc_record_editor_write_form (self, form);
  if (draft->copies != NULL)
    rc_copies_editor_set_copies (RC_COPIES_EDITOR (self->copies), draft->copies);
  self->filling = FALSE;
  rc_record_editor_show_state (self);
  if (rc_record_editor_count_changes (self) > 0)
    rc_record_editor_tell (self, _ ("What was typed before the program ended is here again, and not saved. Ctrl+Z takes it away."));
}

static void
offer (RcRecordEditor *self, RcDraft *taken)
{
  g_autoptr (RcDraft) draft = taken;

  /* Somebody was quicker, and has another record before them: it waits for the next start. */
  if (self->id != 0 || rc_record_editor_count_changes (self) > 0)
    {
      g_clear_object (&self->draft_file);
      return;
    }
  if (draft->id != 0)
    rc_record_editor_edit (self, draft->id);
  self->draft = g_steal_pointer (&draft);
  if (self->id == 0)
    rc_record_editor_apply_draft (self);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcRecordEditor) self = user_data;
  g_autofree char *text = g_steal_pointer (&self->found_draft);
  RcDraft *draft = rc_draft_new_from_json (text);
  gboolean is_saved = rc_work_find_draft_finish (RC_CATALOGUE (source), result);

  if (self->catalogue != NULL && draft != NULL && !is_saved)
    {
      offer (self, draft);
      return;
    }
  rc_draft_free (draft);
  if (self->catalogue == NULL)
    return;
  rc_record_editor_drop_draft (self);
  rc_record_editor_note_draft (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcRecordEditor) self = user_data;
  g_autofree char *text = rc_draft_file_open_finish (RC_DRAFT_FILE (source), result);

  if (self->catalogue == NULL)
    return;
  if (text == NULL)
    {
      rc_record_editor_note_draft (self);
      return;
    }
  self->found_draft = g_steal_pointer (&text);
  rc_work_find_draft_async (self->catalogue, self->found_draft, looked_up_cb, g_object_ref (self));
}

void
rc_record_editor_begin_drafts (RcRecordEditor *self)
{
  self->draft_file = rc_draft_file_new (rc_catalogue_get_folder (self->catalogue), "record");
  g_signal_connect_object (self->draft_file, "failed", G_CALLBACK (rc_record_editor_tell), self, G_CONNECT_SWAPPED);
  rc_draft_file_open_async (self->draft_file, opened_cb, g_object_ref (self));
}
