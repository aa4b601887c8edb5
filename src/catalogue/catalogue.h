/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as screens use it: connections on threads of their own, calls that never wait. */
#pragma once

#include "catalogue/database.h"
#include "catalogue/query.h"
#include "catalogue/records.h"

G_BEGIN_DECLS

#define RC_TYPE_CATALOGUE (rc_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (RcCatalogue, rc_catalogue, RC, CATALOGUE, GObject)

/* Nothing is opened before the first call. With `writable` FALSE there is no writer at all.
 * Signal "changed" (main thread): the content differs from what was read before, by whomsoever. */
RcCatalogue *rc_catalogue_new (const char *folder, gboolean writable);
const char *rc_catalogue_get_folder (RcCatalogue *self);

/* Work on a connection, in its thread. Must look at the cancellable where it is long. */
typedef gpointer (*RcDatabaseFunc) (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error);

/* Runs `func` on a reader (lower `priority` first, as G_PRIORITY_*), or on the writer, which does one after another. `data` is
 * freed with `free_data`, what func returned but nobody took with `free_result`; both may be NULL. */
void rc_catalogue_read_async (RcCatalogue *self, int priority, RcDatabaseFunc func, gpointer data, GDestroyNotify free_data,
                              GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void rc_catalogue_write_async (RcCatalogue *self, RcDatabaseFunc func, gpointer data, GDestroyNotify free_data,
                               GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Runs `func` on a connection that may write, beside the writer: for what takes long before it writes a little (a disc, a document,
 * a source over the network), so that no edit waits for it. A few run at once. */
void rc_catalogue_work_async (RcCatalogue *self, RcDatabaseFunc func, gpointer data, GDestroyNotify free_data,
                              GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Cancelling a call that still waits ends it at once; one that runs is interrupted. A write that was done all the same says so.
 * The result of each; the caller owns it. A func that returns NULL without an error gives NULL without an error. */
gpointer rc_catalogue_call_finish (RcCatalogue *self, GAsyncResult *result, GError **error);

/* The calls that more than one page makes. */
void rc_catalogue_search_async (RcCatalogue *self, const RcSearchQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcSearchAnswer *rc_catalogue_search_finish (RcCatalogue *self, GAsyncResult *result, GError **error);
void rc_catalogue_load_record_async (RcCatalogue *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcRecordDetails *rc_catalogue_load_record_finish (RcCatalogue *self, GAsyncResult *result, GError **error);

G_END_DECLS
