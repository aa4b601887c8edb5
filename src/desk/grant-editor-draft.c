/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed into the grant editor and not saved is kept in a file, and typed again after a crash. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/grant-editor-private.h"
#include "desk/work.h"

#include <glib/gi18n.h>

static char *
make_text (gpointer user_data)
{
  RcGrantEditor *self = user_data;
  g_autoptr (RcGrantForm) now = rc_grant_fields_read (self->fields);

  return rc_grant_draft_to_json (&(RcGrantDraft){ .id = self->id, .before = self->form_before, .now = now });
}

char *
rc_grant_editor_keep_draft (RcGrantEditor *self)
{
  char *text = self->draft_file != NULL ? make_text (self) : NULL;

  if (text != NULL)
    rc_draft_file_take_text (self->draft_file, g_strdup (text));
  return text;
}

void
rc_grant_editor_drop_draft (RcGrantEditor *self)
{
  if (self->draft_file != NULL)
    rc_draft_file_take_text (self->draft_file, NULL);
}

void
rc_grant_editor_note_draft (RcGrantEditor *self)
{
  /* What is found in the file stays there until it is shown; what is being saved, until it is saved. */
  if (self->draft_file == NULL || self->draft != NULL || self->found_draft != NULL || self->busy || self->form_before == NULL)
    return;
  if (rc_grant_editor_count_changes (self) == 0)
    rc_grant_editor_drop_draft (self);
  else
    rc_draft_file_take_text_soon (self->draft_file, make_text, self);
}

/* A field that somebody else has changed since stays as it is, unless it was typed anew here, too. */
void
rc_grant_editor_apply_draft (RcGrantEditor *self)
{
  g_autoptr (RcGrantDraft) draft = g_steal_pointer (&self->draft);
  g_autoptr (RcGrantForm) form = NULL;

  if (draft == NULL)
    return;
  form = rc_grant_form_new (self->grant);
  rc_grant_form_apply (form, draft->before, draft->now);
  rc_grant_fields_write (self->fields, form);
  rc_grant_editor_show_faults (self);
  if (rc_grant_editor_count_changes (self) > 0)
    rc_grant_editor_tell (self, _ ("What was typed before the program ended is here again, and not saved. Ctrl+Z takes it away."));
}

static void
offer (RcGrantEditor *self, RcGrantDraft *taken)
{
  g_autoptr (RcGrantDraft) draft = taken;
  gboolean is_taken = FALSE;

  if (self->id == 0 && rc_grant_editor_count_changes (self) == 0)
    is_taken = rc_grant_editor_ask_to_show (self);
  /* Somebody was quicker, and has something else before them: it waits for the next start. */
  if (!is_taken)
    {
      g_clear_object (&self->draft_file);
      return;
    }
  if (draft->id != 0)
    rc_grant_editor_edit (self, draft->id);
  self->draft = g_steal_pointer (&draft);
  if (self->id == 0)
    rc_grant_editor_apply_draft (self);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcGrantEditor) self = user_data;
  g_autofree char *text = g_steal_pointer (&self->found_draft);
  RcGrantDraft *draft = rc_grant_draft_new_from_json (text);
  gboolean is_saved = rc_work_find_draft_finish (RC_CATALOGUE (source), result);

  if (self->catalogue != NULL && draft != NULL && !is_saved)
    {
      offer (self, draft);
      return;
    }
  rc_grant_draft_free (draft);
  if (self->catalogue == NULL)
    return;
  rc_grant_editor_drop_draft (self);
  rc_grant_editor_note_draft (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcGrantEditor) self = user_data;
  g_autofree char *text = rc_draft_file_open_finish (RC_DRAFT_FILE (source), result);

  if (self->catalogue == NULL)
    return;
  if (text == NULL)
    {
      rc_grant_editor_note_draft (self);
      return;
    }
  self->found_draft = g_steal_pointer (&text);
  rc_work_find_draft_async (self->catalogue, self->found_draft, looked_up_cb, g_object_ref (self));
}

void
rc_grant_editor_begin_drafts (RcGrantEditor *self)
{
  self->draft_file = rc_draft_file_new (rc_catalogue_get_folder (self->catalogue), "grant");
  g_signal_connect_object (self->draft_file, "failed", G_CALLBACK (rc_grant_editor_tell), self, G_CONNECT_SWAPPED);
  rc_draft_file_open_async (self->draft_file, opened_cb, g_object_ref (self));
}
