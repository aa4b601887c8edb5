/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader needs of the catalogue before it can open a document. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-load.h"

#include <unistd.h>

#include "catalogue/disc-list.h"
#include "documents/store.h"
#include "pages/disc-load.h"

void
rc_reader_source_free (RcReaderSource *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->document, rc_document_free);
  g_clear_pointer (&self->record, rc_record_details_free);
  g_clear_pointer (&self->pictures, g_array_unref);
  g_free (self);
}

/* Without the bytes there is still a record, and maybe a paper copy to point to. FALSE when cancelled. */
static gboolean
open_bytes (RcReaderSource *self, RcDatabase *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  self->fd = rc_document_open_fd (db, self->document, cancellable, &local_error);
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (self->fd < 0)
    g_message ("%s: %s", self->document->name, local_error->message);
  return TRUE;
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcReaderSource) self = g_new0 (RcReaderSource, 1);
  const gint64 *id = data;

  self->fd = -1;
  self->document = rc_documents_get (db, *id, error);
  if (self->document == NULL)
    return NULL;
  self->record = rc_records_get (db, self->document->record, error);
  return self->record != NULL && open_bytes (self, db, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

static gpointer
load_file_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcReaderSource) self = g_new0 (RcReaderSource, 1);
  g_autoptr (RcFileRow) row = rc_discs_get_file (db, *(const gint64 *) data, error);

  self->fd = -1;
  if (row == NULL)
    return NULL;
  self->document = rc_file_row_make_document (row);
  self->record = rc_records_get (db, row->disc, error);
  if (self->record == NULL)
    return NULL;
  if (rc_file_row_get_readable (row) == RC_READABLE_PICTURE)
    {
      self->pictures = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (!rc_disc_list_pictures (db, row->disc, row->parent, self->pictures, error))
        return NULL;
    }
  return open_bytes (self, db, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

void
rc_reader_source_load_async (RcCatalogue *catalogue, gint64 document, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_in_thread, g_memdup2 (&document, sizeof document), g_free,
                           (GDestroyNotify) rc_reader_source_free, cancellable, callback, user_data);
}

void
rc_reader_source_load_file_async (RcCatalogue *catalogue, gint64 file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_file_in_thread, g_memdup2 (&file, sizeof file), g_free,
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
