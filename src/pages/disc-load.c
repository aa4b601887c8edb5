/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a disc asks the catalogue for. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-load.h"

#include <unistd.h>

#include "documents/store.h"

#define LARGEST_PREVIEW (64 << 20) /* bytes; what is larger is not taken out of the image just to be looked at */

#define MAX_SAME 3            /* other discs that are named */
#define MAX_SAME_LOOKED_AT 50
#define FIRST 64 /* rows that come along with the list */

void
rc_disc_content_free (RcDiscContent *self)
{
  g_clear_pointer (&self->details, rc_record_details_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->first, g_ptr_array_unref);
  g_free (self->folder);
  g_free (self);
}

/* What is asked for; each question uses what it needs. */
typedef struct
{
  gint64 disc, folder;
  char *path; /* (owned) */
  char *text; /* (owned) */
  RcFileNames *names; /* (owned) (nullable) */
  gboolean about, backwards;
  RcFileOrder order;
  RcFileClass class;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_clear_pointer (&wanted->names, rc_file_names_unref);
  g_free (wanted->path);
  g_free (wanted->text);
  g_free (wanted);
}

static RcDiscContent *
content_new (void)
{
  RcDiscContent *self = g_new0 (RcDiscContent, 1);

  self->folder = g_strdup ("");
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

static gboolean
load_first (RcDiscContent *self, RcDatabase *db, GError **error)
{
  self->first = rc_disc_list_load (db, (const gint64 *) (gpointer) self->ids->data, MIN (self->ids->len, FIRST), error);
  return self->first != NULL;
}

/* The folder that is meant by a path, or in which the file is that is meant. */
static gboolean
find_folder (RcDiscContent *self, RcDatabase *db, const Wanted *wanted, GError **error)
{
  g_autoptr (RcFileRow) row = NULL;

  if (*wanted->path == '\0')
    return TRUE;
  row = rc_discs_find_file (db, wanted->disc, wanted->path, error);
  if (row == NULL)
    return FALSE;
  g_free (self->folder);
  if (row->folder || row->opened)
    {
      self->folder_id = row->id;
      self->folder = g_strdup (row->path);
      return TRUE;
    }
  self->selected = row->id;
  self->folder_id = row->parent;
  self->folder = g_path_get_dirname (row->path);
  if (g_str_equal (self->folder, "."))
    *self->folder = '\0';
  return TRUE;
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (RcDiscContent) self = content_new ();

  if (wanted->about)
    {
      self->details = rc_records_get (db, wanted->disc, error);
      if (self->details == NULL)
        return NULL;
    }
  /* Where one file is meant, its place has to be known. */
  if (!find_folder (self, db, wanted, error) ||
      !rc_disc_list_folder (db, wanted->disc, self->folder_id, wanted->order, wanted->backwards, self->selected != 0 ? 0 : FIRST, self->ids, error) ||
      !rc_disc_list_count (db, wanted->disc, self->folder_id, &self->n_folders, &self->n_files, error) || !load_first (self, db, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gpointer
search_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (RcDiscContent) self = content_new ();
  const RcDiscQuery query = {
    .text = wanted->text,
    .folder = wanted->path,
    .class = wanted->class,
    .order = wanted->order,
    .backwards = wanted->backwards,
  };

  if (!rc_file_names_find (wanted->names, &query, self->ids, &self->n_folders, cancellable, error) || !load_first (self, db, error))
    return NULL;
  self->n_files = self->ids->len - self->n_folders;
  return g_steal_pointer (&self);
}

static gpointer
order_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return rc_disc_list_folder (db, wanted->disc, wanted->folder, wanted->order, wanted->backwards, 0, ids, error) ? g_steal_pointer (&ids) : NULL;
}

void
rc_disc_content_load_async (RcCatalogue *catalogue, gint64 disc, const char *path, gboolean about, RcFileOrder order, gboolean backwards,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->disc = disc;
  wanted->path = g_strdup (path != NULL ? path : "");
  wanted->about = about;
  wanted->order = order;
  wanted->backwards = backwards;
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_in_thread, wanted, (GDestroyNotify) wanted_free,
                           (GDestroyNotify) rc_disc_content_free, cancellable, callback, user_data);
}

void
rc_disc_content_search_async (RcCatalogue *catalogue, RcFileNames *names, const RcDiscQuery *query, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->names = rc_file_names_ref (names);
  wanted->text = g_strdup (query->text);
  wanted->path = g_strdup (query->folder);
  wanted->class = query->class;
  wanted->order = query->order;
  wanted->backwards = query->backwards;
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, search_in_thread, wanted, (GDestroyNotify) wanted_free,
                           (GDestroyNotify) rc_disc_content_free, cancellable, callback, user_data);
}

RcDiscContent *
rc_disc_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}

void
rc_disc_order_load_async (RcCatalogue *catalogue, gint64 disc, gint64 folder, RcFileOrder order, gboolean backwards,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->disc = disc;
  wanted->folder = folder;
  wanted->order = order;
  wanted->backwards = backwards;
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, order_in_thread, wanted, (GDestroyNotify) wanted_free, (GDestroyNotify) g_array_unref,
                           cancellable, callback, user_data);
}

GArray *
rc_disc_order_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}

RcReadable
rc_file_row_get_readable (const RcFileRow *row)
{
  return row->folder || row->size_bytes == 0 ? RC_READABLE_NOT : rc_readable_of (row->media_type);
}

RcDocument *
rc_file_row_make_document (const RcFileRow *row)
{
  RcDocument *document = g_new0 (RcDocument, 1);

  document->record = row->disc;
  document->name = g_strdup (row->name);
  document->media_type = g_strdup (row->media_type);
  document->disc = row->disc;
  document->path = g_strdup (row->path);
  document->size_bytes = row->size_bytes;
  return document;
}

void
rc_file_preview_free (RcFilePreview *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->same, g_ptr_array_unref);
  g_clear_error (&self->problem);
  g_free (self);
}

static void
same_file_free (RcSameFile *self)
{
  g_free (self->title);
  g_free (self->path);
  g_free (self);
}

/* The same content on other discs; that it lies on this one twice helps nobody. */
static GPtrArray *
find_same (RcDatabase *db, const RcFileRow *row)
{
  g_autoptr (GPtrArray) rows = rc_discs_list_same (db, row->id, MAX_SAME_LOOKED_AT, NULL);
  GPtrArray *same = g_ptr_array_new_with_free_func ((GDestroyNotify) same_file_free);
  gint64 last = row->disc;

  for (guint i = 0; rows != NULL && i < rows->len && same->len < MAX_SAME; i++)
    {
      const RcFileRow *other = g_ptr_array_index (rows, i);
      g_autoptr (RcRecordDetails) details = other->disc != last && other->disc != row->disc ? rc_records_get (db, other->disc, NULL) : NULL;
      RcSameFile *file;

      if (details == NULL)
        continue;
      last = other->disc;
      file = g_new0 (RcSameFile, 1);
      file->disc = other->disc;
      file->title = g_strdup (details->title);
      file->path = g_strdup (other->path);
      g_ptr_array_add (same, file);
    }
  return same;
}

static gpointer
preview_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;
  g_autoptr (RcFileRow) row = rc_discs_get_file (db, *id, error);
  g_autoptr (RcFilePreview) self = g_new0 (RcFilePreview, 1);

  self->fd = -1;
  if (row == NULL)
    return NULL;
  self->same = find_same (db, row);
  self->readable = row->size_bytes > LARGEST_PREVIEW ? RC_READABLE_NOT : rc_file_row_get_readable (row);
  if (self->readable != RC_READABLE_NOT)
    {
      g_autoptr (RcDocument) document = rc_file_row_make_document (row);

      self->document = rc_documents_find_file (db, row->disc, row->path);
      self->fd = rc_document_open_fd (db, document, cancellable, &self->problem);
    }
  return g_steal_pointer (&self);
}

void
rc_file_preview_load_async (RcCatalogue *catalogue, const RcFileRow *row, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_LOW, preview_in_thread, g_memdup2 (&row->id, sizeof row->id), g_free,
                           (GDestroyNotify) rc_file_preview_free, cancellable, callback, user_data);
}

RcFilePreview *
rc_file_preview_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}
