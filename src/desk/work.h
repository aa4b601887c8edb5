/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk has done in the catalogue, each as one call that never waits. */
#pragma once

#include "catalogue/batches.h"
#include "catalogue/catalogue.h"
#include "catalogue/sources.h"
#include "import/capture.h"
#include "import/import.h"
#include "record/form.h"
#include "refresh/refresh.h"

G_BEGIN_DECLS

/* A change that was kept: the record, and the batch that takes it back. */
typedef struct
{
  gint64 record;
  gint64 batch;
} RcSaved;

/* Opens the catalogue for writing, after making a new one with `create`. Finish sets the error when that cannot be. */
void rc_work_open_async (RcCatalogue *catalogue, gboolean create, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rc_work_open_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* Writes the record as one edit. id 0 adds it. `before` is what the edit began with: CONFLICT when the catalogue has another by now.
 * `copies` (RcCopy). Takes marc and copies; `label` says what was done. */
void rc_work_save_async (RcCatalogue *catalogue, gint64 id, RcKind kind, const RcMarc *before, RcMarc *marc, GPtrArray *copies,
                         RcState state, const char *label, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Free with g_free. */
RcSaved *rc_work_save_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

void rc_work_remove_async (RcCatalogue *catalogue, gint64 id, const char *label, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
RcSaved *rc_work_remove_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* Takes a batch back: an edit, an import, a refresh, a capture. */
void rc_work_undo_async (RcCatalogue *catalogue, gint64 batch, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcUndoReport *rc_work_undo_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* How far long work is: in the main thread, at most ten times a second. `fraction` is below 0 when it is not known. */
typedef void (*RcWorkProgress) (double fraction, const char *words, gpointer user_data);

void rc_work_import_async (RcCatalogue *catalogue, const char *path, gboolean dry_run, RcWorkProgress progress, gpointer progress_data,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcImportReport *rc_work_import_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

void rc_work_capture_async (RcCatalogue *catalogue, const char *path, const char *title, const char *shelfmark, RcWorkProgress progress,
                            gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcCaptureReport *rc_work_capture_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* The result's problems are in the array (RcProblem); an error means nothing was added. */
void rc_work_add_document_async (RcCatalogue *catalogue, gint64 record, const char *path, const char *label,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rc_work_add_document_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* RcSource. */
void rc_work_list_sources_async (RcCatalogue *catalogue, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rc_work_list_sources_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);
void rc_work_add_source_async (RcCatalogue *catalogue, const char *name, const char *url, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean rc_work_add_source_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);
void rc_work_remove_source_async (RcCatalogue *catalogue, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rc_work_remove_source_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);
/* On a connection of its own, so that nobody's saving waits for a slow server. */
void rc_work_refresh_async (RcCatalogue *catalogue, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcRefreshReport *rc_work_refresh_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
