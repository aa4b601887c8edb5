/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a disc asks the catalogue for. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-load.h"

#include <string.h>
#include <unistd.h>

#include "documents/store.h"
#include "pages/charset.h"
#include "text/fold.h"

#define TEXT_BYTES (64u << 10)      /* of a text that are shown */
#define LARGEST_PREVIEW (64 << 20) /* bytes; what is larger is not taken out of the image just to be looked at */

struct _RcFileItem
{
  GObject parent_instance;
  RcFileRow *row; /* (owned) */
  guint n_files;
  gboolean found;
};

G_DEFINE_FINAL_TYPE (RcFileItem, rc_file_item, G_TYPE_OBJECT)

static void
rc_file_item_finalize (GObject *object)
{
  rc_file_row_free (RC_FILE_ITEM (object)->row);
  G_OBJECT_CLASS (rc_file_item_parent_class)->finalize (object);
}

static void
rc_file_item_class_init (RcFileItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_file_item_finalize;
}

static void
rc_file_item_init (RcFileItem *self)
{
}

static RcFileItem *
rc_file_item_new_take (RcFileRow *row)
{
  RcFileItem *self = g_object_new (RC_TYPE_FILE_ITEM, NULL);

  self->row = row;
  return self;
}

const RcFileRow *
rc_file_item_get_row (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), NULL);

  return self->row;
}

guint
rc_file_item_get_n_files (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), 0);

  return self->n_files;
}

gboolean
rc_file_item_is_found (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), FALSE);

  return self->found;
}

void
rc_disc_content_free (RcDiscContent *self)
{
  g_clear_pointer (&self->details, rc_record_details_free);
  g_clear_pointer (&self->disc, rc_disc_row_free);
  g_clear_object (&self->selected);
  g_clear_object (&self->items);
  g_free (self->folder);
  g_free (self);
}

typedef struct
{
  gint64 disc;
  char *text; /* (owned) a path, or what is looked for */
  gboolean about;
} Wanted;

static Wanted *
wanted_new (gint64 disc, const char *text, gboolean about)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->disc = disc;
  wanted->text = g_strdup (text != NULL ? text : "");
  wanted->about = about;
  return wanted;
}

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->text);
  g_free (wanted);
}

static RcDiscContent *
content_new (void)
{
  RcDiscContent *self = g_new0 (RcDiscContent, 1);

  self->folder = g_strdup ("");
  self->items = g_list_store_new (RC_TYPE_FILE_ITEM);
  return self;
}

/* Takes the row. */
static void
add_row (RcDiscContent *self, RcFileRow *row, gboolean found)
{
  g_autoptr (RcFileItem) item = rc_file_item_new_take (row);

  item->found = found;
  if (row->folder)
    self->n_folders++;
  else
    self->n_files++;
  g_list_store_append (self->items, item);
}

/* How many files are below each folder that is listed. */
static gboolean
count_files (RcDiscContent *self, RcDatabase *db, gint64 disc, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  gsize skip = *self->folder != '\0' ? strlen (self->folder) + 1 : 0;

  if (self->n_folders == 0)
    return TRUE;
  all = rc_discs_list_all (db, disc, error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (RcFileItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (item->row->folder)
        g_hash_table_insert (by_name, item->row->name, item);
    }
  for (guint i = 0; i < all->len; i++)
    {
      const RcFileRow *row = g_ptr_array_index (all, i);
      g_autofree char *name = NULL;
      const char *slash;
      RcFileItem *item;

      if (row->folder || strlen (row->path) <= skip)
        continue;
      if (skip > 0 && (row->path[skip - 1] != '/' || strncmp (row->path, self->folder, skip - 1) != 0))
        continue;
      slash = strchr (row->path + skip, '/');
      if (slash == NULL)
        continue;
      name = g_strndup (row->path + skip, (gsize) (slash - row->path) - skip);
      item = g_hash_table_lookup (by_name, name);
      if (item != NULL)
        item->n_files++;
    }
  return TRUE;
}

static gboolean
load_folder (RcDiscContent *self, RcDatabase *db, gint64 disc, GError **error)
{
  g_autoptr (GPtrArray) rows = rc_discs_list_folder (db, disc, self->folder, error);

  if (rows == NULL)
    return FALSE;
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    add_row (self, g_ptr_array_index (rows, i), FALSE);
  return count_files (self, db, disc, error);
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (RcDiscContent) self = content_new ();

  if (wanted->about)
    {
      self->details = rc_records_get (db, wanted->disc, error);
      self->disc = self->details != NULL ? rc_discs_get (db, wanted->disc, error) : NULL;
      if (self->disc == NULL)
        return NULL;
    }
  if (*wanted->text != '\0')
    {
      RcFileRow *row = rc_discs_find_file (db, wanted->disc, wanted->text, error);

      if (row == NULL)
        return NULL;
      g_free (self->folder);
      self->folder = row->folder ? g_strdup (row->path) : g_path_get_dirname (row->path);
      if (g_str_equal (self->folder, "."))
        *self->folder = '\0';
      if (row->folder)
        rc_file_row_free (row);
      else
        self->selected = rc_file_item_new_take (row);
    }
  return load_folder (self, db, wanted->disc, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
has_words (const char *path, GStrv words)
{
  g_autofree char *folded = rc_text_fold (path, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gpointer
search_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (RcDiscContent) self = content_new ();
  g_autoptr (GPtrArray) all = rc_discs_list_all (db, wanted->disc, error);
  g_autofree char *folded = rc_text_fold (wanted->text, -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len && self->n_files + self->n_folders < RC_DISC_LOAD_MAX_HITS; i++)
    {
      const RcFileRow *row = g_ptr_array_index (all, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (has_words (row->path, words))
        {
          RcFileRow *copy = rc_discs_get_file (db, row->id, error);

          if (copy == NULL)
            return NULL;
          add_row (self, copy, TRUE);
        }
    }
  return g_steal_pointer (&self);
}

void
rc_disc_content_load_async (RcCatalogue *catalogue, gint64 disc, const char *path, gboolean about, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_in_thread, wanted_new (disc, path, about), (GDestroyNotify) wanted_free,
                           (GDestroyNotify) rc_disc_content_free, cancellable, callback, user_data);
}

void
rc_disc_content_search_async (RcCatalogue *catalogue, gint64 disc, const char *text, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, search_in_thread, wanted_new (disc, text, FALSE), (GDestroyNotify) wanted_free,
                           (GDestroyNotify) rc_disc_content_free, cancellable, callback, user_data);
}

RcDiscContent *
rc_disc_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}

RcFileShown
rc_file_row_get_shown (const RcFileRow *row)
{
  const char *type = row->media_type;

  if (row->folder || row->size_bytes == 0)
    return RC_FILE_SHOWN_NOT;
  if (g_str_equal (type, "application/pdf"))
    return RC_FILE_SHOWN_PDF;
  if (g_str_has_prefix (type, "image/"))
    return RC_FILE_SHOWN_PICTURE;
  if (g_str_has_prefix (type, "text/"))
    return RC_FILE_SHOWN_TEXT;
  return RC_FILE_SHOWN_NOT;
}

void
rc_file_preview_free (RcFilePreview *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->text);
  g_free (self);
}

static char *
read_text (int fd)
{
  g_autofree char *bytes = g_malloc (TEXT_BYTES);
  gsize length = 0;

  while (length < TEXT_BYTES)
    {
      gssize n = read (fd, bytes + length, TEXT_BYTES - length);

      if (n <= 0)
        break;
      length += (gsize) n;
    }
  return rc_charset_decode (bytes, length, NULL);
}

/* The PDFs of a disc are documents of the disc, told apart by their paths. */
static gint64
find_document (RcDatabase *db, const RcFileRow *row)
{
  g_autoptr (GPtrArray) documents = rc_documents_list (db, row->disc, NULL);

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const RcDocument *document = g_ptr_array_index (documents, i);

      if (document->held && g_strcmp0 (document->path, row->path) == 0)
        return document->id;
    }
  return 0;
}

static gpointer
preview_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;
  RcFileRow *row = rc_discs_get_file (db, *id, error);
  g_autoptr (RcFilePreview) self = g_new0 (RcFilePreview, 1);
  RcDocument document = { 0 };

  self->fd = -1;
  if (row == NULL)
    return NULL;
  self->shown = row->size_bytes > LARGEST_PREVIEW ? RC_FILE_SHOWN_NOT : rc_file_row_get_shown (row);
  if (self->shown == RC_FILE_SHOWN_PDF)
    self->document = find_document (db, row);
  if (self->shown != RC_FILE_SHOWN_NOT)
    {
      document.record = row->id;
      document.name = row->name;
      document.media_type = row->media_type;
      document.disc = row->disc;
      document.path = row->path;
      document.size_bytes = row->size_bytes;
      self->fd = rc_document_open_fd (db, &document, cancellable, error);
      if (self->fd >= 0 && self->shown == RC_FILE_SHOWN_TEXT)
        self->text = read_text (self->fd);
    }
  rc_file_row_free (row);
  return self->shown != RC_FILE_SHOWN_NOT && self->fd < 0 ? NULL : g_steal_pointer (&self);
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
