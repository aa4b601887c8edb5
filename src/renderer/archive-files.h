/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An archive, wherever its bytes come from. It can only be read forward; the place is kept, since files are mostly asked for in pieces and
 * in order. */
#pragma once

#include "renderer/answer.h"
#include "renderer/archive-find.h"

G_BEGIN_DECLS

typedef struct _RcArchive RcArchive;

/* `name` (nullable) is what the file is called. */
RcArchive *rc_archive_new (RcArchiveRead read, gpointer source, gint64 size, const char *name);
void rc_archive_free (RcArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcArchive, rc_archive_free)

/* FALSE, and a refusal written, for what is no archive; NOT_FOUND is that of a program with none in it. */
gboolean rc_archive_check (RcArchive *self, RcAnswer *answer);
/* Appends at most so many entries, and where it ends early the reason; with their first bytes when asked. */
void rc_archive_list (RcArchive *self, gint64 most, gboolean heads, RcAnswer *answer);
/* The payload is bytes of a file. */
void rc_archive_read (RcArchive *self, const char *path, gint64 offset, gint64 length, RcAnswer *answer);

/* An entry of a listing into an answer. FALSE when the answer is full. */
gboolean rc_answer_append_entry (RcAnswer *answer, RcRendererEntry *entry, const char *path, const guint8 *head);
gboolean rc_answer_append_problem (RcAnswer *answer, const char *path, const char *message);

G_END_DECLS
