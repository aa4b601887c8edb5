/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the catalogue folder, each stored once by its SHA-256: documents and disc images. */
#pragma once

#include "catalogue/batches.h"
#include "catalogue/database.h"
#include "catalogue/documents.h"
#include "documents/pdf.h"

G_BEGIN_DECLS

/* Copies a file into the folder: written beside its place, synced, renamed. `progress` may be NULL. Returns its SHA-256 in
 * hexadecimal. Nothing changes when it is already there. */
char *rc_store_add (const char *catalogue_folder, const char *path, gint64 *size_bytes, GFileProgressCallback progress,
                    gpointer user_data, GCancellable *cancellable, GError **error);

/* Where a stored file is; it may be missing. */
char *rc_store_dup_path (const char *catalogue_folder, const char *sha256);

/* Reads the file again and compares; FALSE with RC_DOCUMENTS_ERROR_DAMAGED or _MISSING. */
gboolean rc_store_verify (const char *catalogue_folder, const char *sha256, GCancellable *cancellable, GError **error);

/* Names of stored files that are not in `wanted` (a set of SHA-256), and what was left half written. Removes them when asked. */
GPtrArray *rc_store_find_orphans (const char *catalogue_folder, GHashTable *wanted, gboolean remove, GError **error);

/* Takes a batch back (rc_batch_undo) and then removes from the store what nothing refers to any more because of it. That a
 * file could not be removed is a problem of the report. */
RcUndoReport *rc_store_undo_batch (RcDatabase *db, gint64 batch, GError **error);
/* The same for one record of it. */
RcUndoReport *rc_store_undo_record (RcDatabase *db, gint64 batch, gint64 record, GError **error);

/* Inside a transaction: FALSE when a file that was stored before has been removed since. */
gboolean rc_store_check_held (RcDatabase *db, const char *sha256, GError **error);

/* A file that holds the document's bytes: the stored one, or one taken out of its disc into `$XDG_RUNTIME_DIR` or the
 * temporary folder and already unlinked when the descriptor closes. Returns an open read-only descriptor, or -1. */
int rc_document_open_fd (RcDatabase *db, const RcDocument *document, GCancellable *cancellable, GError **error);

/* Outside a transaction: what was stored for something that came to nothing is removed again, unless somebody refers to it. Where
 * that cannot be done it stays for a check. The connection's cancellable is let go: what came to nothing may have been cancelled. */
void rc_store_drop (RcDatabase *db, const char *sha256);

/* Stores a PDF (or another file), counts its pages and reads their text, which may take minutes and holds up nobody; then gives it
 * to the record, in a short transaction of its own: one edit, called `label`. A PDF that cannot be read is stored all the same and
 * named in `problems` (RcProblem, nullable). `batch` (out, nullable) takes it back. Returns the document's id; 0 on error, and then
 * nothing of it stays. Outside a transaction. */
gint64 rc_document_add (RcDatabase *db, gint64 record, const char *path, const char *label, GPtrArray *problems, gint64 *batch,
                        GCancellable *cancellable, GError **error);

G_END_DECLS
