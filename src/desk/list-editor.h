/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of short texts that can be changed: an entry each, with Remove, and Add below. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_LIST_EDITOR (rc_list_editor_get_type ())
G_DECLARE_FINAL_TYPE (RcListEditor, rc_list_editor, RC, LIST_EDITOR, GtkBox)

/* Properties: "item-label" names each entry ("Person"), "add-label" the button ("Add person"), "brief" sets several
 * beside each other: they are short. Signal "changed".
 * Signal "suggest" (entry): somebody types; answer, now or later, with rc_list_editor_suggest. */
void rc_list_editor_set_values (RcListEditor *self, const char *const *values);
/* What is wrong with a text, in words, or NULL; `typing`: somebody has not left it yet. Called for each text that is not empty. */
typedef char *(*RcListEditorCheck) (const char *text, gboolean typing);
/* What it says stands below the texts, and is told of the one that it is about. */
void rc_list_editor_set_check (RcListEditor *self, RcListEditorCheck check);
/* Without empty ones. */
GStrv rc_list_editor_dup_values (RcListEditor *self);
/* Shows texts to choose from below the entry that has the keyboard; an empty list hides them. */
void rc_list_editor_suggest (RcListEditor *self, const char *const *texts);

G_END_DECLS
