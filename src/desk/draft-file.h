/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small file in the user's own folder in which a window keeps what is typed and not saved, against a crash or a power cut. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RC_TYPE_DRAFT_FILE (rc_draft_file_get_type ())
G_DECLARE_FINAL_TYPE (RcDraftFile, rc_draft_file, RC, DRAFT_FILE, GObject)

/* Signal "failed" (words): nothing can be kept, said once. */

/* For what is typed into one form ("record", "grant"), into the catalogue of that folder. Each window has a file of its own, whoever else
 * works there. */
RcDraftFile *rc_draft_file_new (const char *catalogue_folder, const char *form);
/* Once, before anything is put: what a window that ended without taking it away has left (the caller frees it); NULL: nothing. */
void rc_draft_file_open_async (RcDraftFile *self, GAsyncReadyCallback callback, gpointer user_data);
char *rc_draft_file_open_finish (RcDraftFile *self, GAsyncResult *result);
/* Keeps the text in place of the one before; NULL: none. Takes the text. Written in a thread; the program does not end before. */
void rc_draft_file_take_text (RcDraftFile *self, char *text);
/* Asks for the text to keep some seconds from now, unless one is given before: for each change of what is typed. */
typedef char *(*RcDraftTextFunc) (gpointer user_data);
void rc_draft_file_take_text_soon (RcDraftFile *self, RcDraftTextFunc make_text, gpointer user_data);

G_END_DECLS
