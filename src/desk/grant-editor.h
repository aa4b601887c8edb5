/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One grant: its fields, what its sources say anew, what was done with it. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_GRANT_EDITOR (rc_grant_editor_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantEditor, rc_grant_editor, RC, GRANT_EDITOR, GtkBox)

/* The signals are those of RcRecordEditor, and so are the names of its actions: "editor.save", "editor.undo", "editor.publish",
 * "editor.remove", "editor.undo-batch". Signal "found": something was typed into it when the program ended last; TRUE from whoever
 * brings it in front. */
RcGrantEditor *rc_grant_editor_new (RcCatalogue *catalogue);
/* Shows the grant, or an empty form for id 0. What is not saved is lost: ask first. */
void rc_grant_editor_edit (RcGrantEditor *self, gint64 id);
gboolean rc_grant_editor_is_changed (RcGrantEditor *self);
gboolean rc_grant_editor_is_saving (RcGrantEditor *self);
gint64 rc_grant_editor_get_id (RcGrantEditor *self);
/* Borrowed. */
GtkWidget *rc_grant_editor_get_form (RcGrantEditor *self);

G_END_DECLS
