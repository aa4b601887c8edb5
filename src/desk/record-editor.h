/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one record: shows its facts, keeps what changed, takes back what was kept. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"
#include "record/quality.h"

G_BEGIN_DECLS

#define RC_TYPE_RECORD_EDITOR (rc_record_editor_get_type ())
G_DECLARE_FINAL_TYPE (RcRecordEditor, rc_record_editor, RC, RECORD_EDITOR, GtkBox)

/* Signal "told" (words): something to say in passing. Signal "kept" (words, gint64 batch): the same of a change, which
 * the action "editor.undo-batch" takes back. Signal "failed" (words): what was not
 * done, to be said until somebody has seen it. Signal "state": another record, or whether it is saved. */
RcRecordEditor *rc_record_editor_new (RcCatalogue *catalogue);
/* Shows the record, or an empty form for id 0. What is not saved is lost: ask first. */
void rc_record_editor_edit (RcRecordEditor *self, gint64 id);
/* The same, with the keyboard in the field that the finding (nullable) is about, and its message above the form. */
void rc_record_editor_edit_at (RcRecordEditor *self, gint64 id, const RcFinding *finding);
/* TRUE while the form differs from what was kept. */
gboolean rc_record_editor_is_changed (RcRecordEditor *self);
/* TRUE while something is written, or waits to be: leaving does not stop that. */
gboolean rc_record_editor_is_saving (RcRecordEditor *self);
/* TRUE while a file is being added: leaving stops that. */
gboolean rc_record_editor_is_running (RcRecordEditor *self);
/* Adds a PDF to the record, when it is one that is saved; else says why not. */
void rc_record_editor_add_document (RcRecordEditor *self, const char *path);
gint64 rc_record_editor_get_id (RcRecordEditor *self);
/* Borrowed. */
GtkWidget *rc_record_editor_get_form (RcRecordEditor *self);

G_END_DECLS
