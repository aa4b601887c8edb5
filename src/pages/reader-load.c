/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader needs of the catalogue before it can open a document. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-load.h"

#include <unistd.h>

#include "documents/store.h"

void
rc_reader_source_free (RcReaderSource *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->document, rc_document_free);
  g_clear_pointer (&self->record, rc_record_details_free);
  g_free (self);
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcReaderSource) self = g_new0 (RcReaderSource, 1);
  g_autoptr (GError) local_error = NULL;
  const gint64 *id = data;

  self->fd = -1;
  self->document = rc_documents_get (db, *id, error);
  if (self->document == NULL)
    return NULL;
  self->record = rc_records_get (db, self->document->record, error);
  if (self->record == NULL)
    return NULL;

  /* Without the bytes there is still a record, and maybe a paper copy to point to. */
  self->fd = rc_document_open_fd (db, self->document, cancellable, &local_error);
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (self->fd < 0)
    g_message ("document %" G_GINT64_FORMAT ": %s", *id, local_error->message);
  return g_steal_pointer (&self);
}

void
rc_reader_source_load_async (RcCatalogue *catalogue, gint64 document, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_in_thread, g_memdup2 (&document, sizeof document), g_free,
                           (GDestroyNotify) rc_reader_source_free, cancellable, callback, user_data);
}

RcReaderSource *
rc_reader_source_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}

const char *
rc_reader_source_get_shelfmark (const RcReaderSource *self)
{
  const char *any = NULL;

  for (guint i = 0; i < self->record->copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (self->record->copies, i);

      if (copy->shelfmark != NULL && copy->status == RC_COPY_ON_SHELF)
        return copy->shelfmark;
      if (any == NULL && copy->status == RC_COPY_ON_LOAN)
        any = copy->shelfmark;
    }
  return any;
}
