/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Libraries on a disc. All that is read of the disc is read before the transaction. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include "import/collection.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#include "catalogue/batches.h"
#include "catalogue/disc-list.h"
#include "catalogue/documents.h"
#include "catalogue/records.h"
#include "disc/tree.h"
#include "documents/store.h"
#include "exchange/format.h"
#include "exchange/greenstone.h"
#include "exchange/reader.h"
#include "record/problem.h"

#define MAX_COLLECTIONS 1000
#define HEAD_BYTES 4096
#define MAX_BYTES (16u << 20)         /* of a metadata.xml */
#define MAX_DATABASE_BYTES (512u << 20)
#define MAX_MATCHES 2000000           /* names held against patterns */
#define MAX_FILES 32                  /* of one record */

void
rc_collection_free (RcCollection *self)
{
  g_free (self->path);
  g_free (self);
}

void
rc_collection_report_free (RcCollectionReport *self)
{
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static RcDisc *
open_disc (RcDatabase *db, gint64 id, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcDiscRow) row = rc_discs_get (db, id, error);
  g_autofree char *path = NULL;
  g_autoptr (RcDisc) disc = NULL;

  if (row == NULL)
    return NULL;
  if (row->sha256 == NULL)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("Only the list of disc %" PRId64 " is kept, not its files"), id);
      return NULL;
    }
  path = rc_store_dup_path (rc_database_get_folder (db), row->sha256);
  disc = rc_disc_open (path, cancellable, error);
  return disc != NULL && rc_disc_set_names (disc, row->names, error) ? g_steal_pointer (&disc) : NULL;
}

static void
add_collections (GPtrArray *collections, RcDatabase *db, RcDisc *disc, gint64 id, gboolean isis, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) rows = rc_disc_list_named (db, id, isis ? "%.mst" : "metadata.xml", MAX_COLLECTIONS, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RcFileRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GBytes) head = isis ? NULL : rc_disc_read (disc, row->path, 0, HEAD_BYTES, cancellable, NULL);
      RcCollection *collection;

      /* Others have a metadata.xml, too; nobody else has a .mst of whole blocks. */
      if (isis ? row->size_bytes == 0 || row->size_bytes % 512 != 0
               : head == NULL || g_strstr_len (g_bytes_get_data (head, NULL), (gssize) g_bytes_get_size (head), "<DirectoryMetadata") == NULL)
        continue;
      collection = g_new0 (RcCollection, 1);
      collection->path = g_strdup (row->path);
      collection->isis = isis;
      g_ptr_array_add (collections, collection);
    }
}

GPtrArray *
rc_collections_list (RcDatabase *db, gint64 id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) collections = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_collection_free);
  g_autoptr (RcDisc) disc = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  disc = open_disc (db, id, cancellable, error);
  if (disc == NULL)
    return NULL;
  add_collections (collections, db, disc, id, FALSE, cancellable);
  add_collections (collections, db, disc, id, TRUE, cancellable);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&collections);
}

/* --- reading --- */

/* A record that is to be written, and the files that it describes. */
typedef struct
{
  RcRecord *record; /* (owned) */
  char *control;    /* (owned) */
  GPtrArray *files; /* (owned) RcFileRow (unowned) */
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->record, rc_record_free);
  g_ptr_array_unref (found->files);
  g_free (found->control);
  g_free (found);
}

typedef struct
{
  RcDatabase *db; /* (unowned) */
  gint64 disc;
  const char *path;           /* (unowned) */
  RcCollectionReport *report; /* (unowned) */
  GPtrArray *rows;            /* (owned) RcFileRow: the files of the disc in the collection's folder and below */
  GPtrArray *found;           /* (owned) Found */
} Collection;

static void
tell_problem (Collection *self, guint64 position, const char *message)
{
  g_ptr_array_add (self->report->problems, rc_problem_new (self->path, position, NULL, message));
}

static void
reject (Collection *self, guint64 position, const char *message)
{
  self->report->rejected++;
  tell_problem (self, position, message);
}

/* The record gets a number by which it is known when it comes again; its own one is kept beside it. Takes marc. */
static void
take (Collection *self, RcMarc *marc, GPtrArray *files)
{
  Found *found = g_new0 (Found, 1);
  g_autofree char *place = g_strdup_printf ("%s#%" PRIu64, self->path, self->report->read);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, place, -1);

  found->control = g_strdup_printf ("disc%" PRId64 "-%.12s", self->disc, digest);
  for (int i = rc_marc_find (marc, "001", 0); i >= 0; i = rc_marc_find (marc, "001", 0))
    {
      g_autofree char *data = g_strdup_printf ("  %ca%s", RC_MARC_SUBFIELD, rc_marc_get_field (marc, (guint) i)->data);

      rc_marc_remove_field (marc, i);
      rc_marc_add_field (marc, "035", data, -1);
    }
  rc_marc_insert_field (marc, 0, "001", found->control, -1);
  found->files = g_ptr_array_ref (files);
  found->record = rc_record_new_marc (RC_KIND_PUBLICATION, marc);
  g_ptr_array_add (self->found, found);
}

/* Names below the folder, as Greenstone matches them. */
static gboolean
find_files (Collection *self, const RcGreenstoneSet *set, gsize skip, guint *budget, GPtrArray *files)
{
  g_autoptr (RcGreenstoneNames) names = rc_greenstone_names_new (set);

  for (guint i = 0; i < self->rows->len && files->len < MAX_FILES; i++)
    {
      RcFileRow *row = g_ptr_array_index (self->rows, i);

      if (*budget == 0)
        return FALSE;
      (*budget)--;
      if (!row->folder && rc_greenstone_names_match (names, row->path + skip))
        g_ptr_array_add (files, row);
    }
  return TRUE;
}

static gboolean
read_greenstone (Collection *self, RcDisc *disc, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = rc_disc_read (disc, self->path, 0, MAX_BYTES, cancellable, error);
  g_autoptr (GPtrArray) sets = bytes != NULL ? rc_greenstone_parse (bytes, error) : NULL;
  const char *slash = strrchr (self->path, '/');
  gsize skip = slash != NULL ? (gsize) (slash - self->path) + 1 : 0;
  guint budget = MAX_MATCHES;

  if (sets == NULL)
    return FALSE;
  for (guint i = 0; i < sets->len; i++)
    {
      const RcGreenstoneSet *set = g_ptr_array_index (sets, i);
      g_autoptr (GPtrArray) files = g_ptr_array_new ();
      RcMarc *marc = rc_greenstone_to_marc (set);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          g_clear_pointer (&marc, rc_marc_free);
          return FALSE;
        }
      self->report->read++;
      if (marc == NULL)
        {
          reject (self, self->report->read, _ ("it has no title"));
          continue;
        }
      if (!find_files (self, set, skip, &budget, files))
        tell_problem (self, self->report->read, _ ("there are too many names to compare: its files are not looked for"));
      take (self, marc, files);
    }
  return TRUE;
}

/* A database is several files of one name. */
static gboolean
copy_out (Collection *self, RcDisc *disc, const char *folder, GCancellable *cancellable, GError **error)
{
  const char *dot = strrchr (self->path, '.');
  gint64 budget = MAX_DATABASE_BYTES;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const RcFileRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char *path = NULL;
      g_autoptr (GFile) file = NULL;
      g_autoptr (GFileOutputStream) stream = NULL;

      if (row->folder || strchr (row->path + (dot - self->path), '/') != NULL ||
          g_ascii_strncasecmp (row->path, self->path, (gsize) (dot - self->path) + 1) != 0)
        continue;
      budget -= row->size_bytes;
      if (budget < 0)
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("“%s” is too large"), self->path);
          return FALSE;
        }
      path = g_build_filename (folder, row->name, NULL);
      file = g_file_new_for_path (path);
      stream = g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, error);
      if (stream == NULL || !rc_disc_extract (disc, row->path, G_OUTPUT_STREAM (stream), cancellable, error) ||
          !g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_records (Collection *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (RcReader) reader = stream != NULL ? rc_reader_new (G_INPUT_STREAM (stream), RC_FORMAT_ISIS, NULL, cancellable, error) : NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GError) local_error = NULL;

  if (reader == NULL)
    return FALSE;
  rc_reader_set_path (reader, path);
  while (TRUE)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, cancellable, &local_error);

      if (item == NULL)
        break;
      self->report->read++;
      if (item->record == NULL || item->record->marc == NULL)
        reject (self, item->position, item->rejection != NULL ? item->rejection : _ ("it is no record of a publication"));
      else
        take (self, rc_marc_copy (item->record->marc), files);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static gboolean
read_isis (Collection *self, RcDisc *disc, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("rc-collection-XXXXXX", error);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  gboolean done;

  if (folder == NULL)
    return FALSE;
  done = copy_out (self, disc, folder, cancellable, error) && read_records (self, path, cancellable, error);
  remove_folder (folder);
  return done;
}

/* --- writing --- */

static gboolean
write_files (Collection *self, gint64 record, const Found *found, GError **error)
{
  for (guint i = 0; i < found->files->len; i++)
    {
      const RcFileRow *row = g_ptr_array_index (found->files, i);
      const RcDocument document = {
        .record = record,
        .name = row->name,
        .media_type = row->media_type,
        .disc = self->disc,
        .path = row->path,
        .size_bytes = row->size_bytes,
      };

      if (rc_documents_put (self->db, self->report->batch, &document, NULL, error) == 0)
        return FALSE;
    }
  self->report->linked += found->files->len > 0 ? 1 : 0;
  return TRUE;
}

static gboolean
write_all (Collection *self, GError **error)
{
  g_autofree char *json = NULL;

  self->report->batch = rc_batch_begin (self->db, RC_BATCH_IMPORT, self->path, NULL, error);
  if (self->report->batch == 0)
    return FALSE;
  for (guint i = 0; i < self->found->len; i++)
    {
      const Found *found = g_ptr_array_index (self->found, i);
      gint64 record = rc_records_find_control (self->db, RC_KIND_PUBLICATION, 0, found->control, NULL);

      if (record != 0)
        {
          self->report->unchanged++;
          continue;
        }
      record = rc_records_put (self->db, self->report->batch, 0, found->record, NULL, RC_STATE_VISIBLE, error);
      if (record == 0 || !write_files (self, record, found, error))
        return FALSE;
      self->report->added++;
    }
  json = g_strdup_printf ("{\"disc\":%" PRId64 ",\"read\":%" PRIu64 ",\"added\":%" PRIu64 ",\"unchanged\":%" PRIu64 ",\"rejected\":%" PRIu64 "}",
                          self->disc, self->report->read, self->report->added, self->report->unchanged, self->report->rejected);
  return rc_batch_finish (self->db, self->report->batch, json, error);
}

static gboolean
write_collection (Collection *self, GCancellable *cancellable, GError **error)
{
  gboolean done;

  rc_database_set_cancellable (self->db, cancellable);
  done = rc_database_begin (self->db, error) && write_all (self, error);
  /* A batch that changed nothing is none. */
  if (done && self->report->added > 0)
    done = rc_database_commit (self->db, error);
  else
    {
      rc_database_rollback (self->db);
      self->report->batch = 0;
    }
  rc_database_set_cancellable (self->db, NULL);
  return done;
}

/* The files below the folder of a path. */
static GPtrArray *
list_beside (RcDatabase *db, gint64 disc, const char *path, GError **error)
{
  g_autoptr (GPtrArray) all = rc_discs_list_all (db, disc, error);
  const char *slash = strrchr (path, '/');
  gsize length = slash != NULL ? (gsize) (slash - path) + 1 : 0;

  for (guint i = all != NULL ? all->len : 0; i > 0; i--)
    {
      const RcFileRow *row = g_ptr_array_index (all, i - 1);

      if (strncmp (row->path, path, length) != 0)
        g_ptr_array_remove_index_fast (all, i - 1);
    }
  return g_steal_pointer (&all);
}

RcCollectionReport *
rc_collection_import (RcDatabase *db, gint64 id, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcCollectionReport) report = g_new0 (RcCollectionReport, 1);
  Collection self = { .db = db, .disc = id, .path = path, .report = report };
  g_autoptr (RcDisc) disc = NULL;
  gboolean done;

  g_return_val_if_fail (db != NULL && path != NULL, NULL);

  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  disc = open_disc (db, id, cancellable, error);
  self.rows = disc != NULL ? list_beside (db, id, path, error) : NULL;
  if (self.rows == NULL)
    return NULL;
  self.found = g_ptr_array_new_with_free_func (found_free);
  done = g_str_has_suffix (path, ".mst") || g_str_has_suffix (path, ".MST") ? read_isis (&self, disc, cancellable, error)
                                                                            : read_greenstone (&self, disc, cancellable, error);
  done = done && write_collection (&self, cancellable, error);
  g_ptr_array_unref (self.found);
  g_ptr_array_unref (self.rows);
  return done ? g_steal_pointer (&report) : NULL;
}
