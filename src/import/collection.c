/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Libraries on a disc. All that is read of the disc is read before the transaction. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include "import/collection.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#include "catalogue/batches.h"
#include "catalogue/documents.h"
#include "catalogue/records.h"
#include "disc/tree.h"
#include "exchange/format.h"
#include "exchange/greenstone.h"
#include "exchange/reader.h"
#include "import/capture-image.h"
#include "import/open-disc.h"
#include "record/problem.h"

#define MAX_BYTES (16u << 20)         /* of a metadata.xml or doc.xml */
#define MAX_DATABASE_BYTES (512u << 20)
#define MAX_MATCHES 2000000           /* names held against patterns */
#define MAX_FILES 32                  /* of one record */

void
rc_collection_report_free (RcCollectionReport *self)
{
  g_ptr_array_unref (self->problems);
  g_free (self);
}

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

/* The first of a document's files that is on the disc: beside its doc.xml, else below the library, where it was imported from. */
static void
find_document_files (GHashTable *by_path, const RcGreenstoneSet *set, const char *path, GPtrArray *files)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *folder = g_path_get_dirname (lower);
  const char *archives = g_str_has_prefix (lower, "archives/") ? lower : strstr (lower, "/archives/");
  g_autofree char *library = archives != NULL && archives != lower ? g_strndup (lower, (gsize) (archives - lower)) : g_strdup (".");
  const char *const places[] = { folder, library };

  for (guint i = 0; i < set->patterns->len && files->len == 0; i++)
    for (guint k = 0; k < G_N_ELEMENTS (places) && files->len == 0; k++)
      {
        g_autofree char *name = g_ascii_strdown (g_ptr_array_index (set->patterns, i), -1);
        g_autofree char *whole = strcmp (places[k], ".") == 0 ? g_strdup (name) : g_strconcat (places[k], "/", name, NULL);
        RcFileRow *row = g_hash_table_lookup (by_path, whole);

        if (row != NULL)
          g_ptr_array_add (files, row);
      }
}

static gboolean
read_document (Collection *self, RcDisc *disc, GHashTable *by_path, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = rc_disc_read (disc, path, 0, MAX_BYTES, cancellable, &local_error);
  g_autoptr (RcGreenstoneSet) set = bytes != NULL ? rc_greenstone_parse_document (bytes, &local_error) : NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  RcMarc *marc;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  self->report->read++;
  marc = set != NULL ? rc_greenstone_to_marc (set) : NULL;
  if (marc == NULL)
    {
      g_autofree char *message = g_strdup_printf ("%s: %s", path, set != NULL ? _ ("it has no title") : local_error->message);

      reject (self, self->report->read, message);
      return TRUE;
    }
  find_document_files (by_path, set, path, files);
  take (self, marc, files);
  return TRUE;
}

/* Files by their paths in small letters. Borrowed. */
static GHashTable *
index_files (Collection *self)
{
  GHashTable *by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      RcFileRow *row = g_ptr_array_index (self->rows, i);

      if (!row->folder)
        g_hash_table_insert (by_path, g_ascii_strdown (row->path, -1), row);
    }
  return by_path;
}

/* One doc.xml, or all of those in a folder and below. */
static gboolean
read_documents (Collection *self, RcDisc *disc, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) by_path = index_files (self);
  gsize length = strlen (self->path);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const RcFileRow *row = g_ptr_array_index (self->rows, i);

      if (row->folder || g_ascii_strcasecmp (row->name, "doc.xml") != 0 || strncmp (row->path, self->path, length) != 0 ||
          (row->path[length] != '\0' && row->path[length] != '/'))
        continue;
      if (!read_document (self, disc, by_path, row->path, cancellable, error))
        return FALSE;
    }
  if (self->report->read > 0)
    return TRUE;
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("“%s” is no library that can be read"), self->path);
  return FALSE;
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

/* The files of the disc that the links of a record name; else the database, so that the record leads to the disc. */
static void
find_linked_files (GHashTable *by_name, RcMarc *marc, RcFileRow *database, GPtrArray *files)
{
  for (int i = rc_marc_find (marc, "856", 0); i >= 0 && files->len < MAX_FILES; i = rc_marc_find (marc, "856", (guint) i + 1))
    {
      g_autofree char *link = rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) i), 'u');
      g_autofree char *name = link != NULL ? g_path_get_basename (g_strdelimit (link, "\\", '/')) : NULL;
      g_autofree char *lower = name != NULL && strstr (link, "://") == NULL ? g_ascii_strdown (name, -1) : NULL;
      RcFileRow *row = lower != NULL ? g_hash_table_lookup (by_name, lower) : NULL;

      if (row != NULL && !g_ptr_array_find (files, row, NULL))
        g_ptr_array_add (files, row);
    }
  if (files->len == 0 && database != NULL)
    g_ptr_array_add (files, database);
}

/* Files by their names in small letters, without those that share one. Borrowed. */
static GHashTable *
index_names (Collection *self, RcFileRow **database)
{
  GHashTable *by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      RcFileRow *row = g_ptr_array_index (self->rows, i);
      char *name = g_ascii_strdown (row->name, -1);

      if (g_str_equal (row->path, self->path))
        *database = row;
      g_hash_table_insert (by_name, name, row->folder || g_hash_table_contains (by_name, name) ? NULL : row);
    }
  return by_name;
}

static gboolean
read_records (Collection *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (RcReader) reader = stream != NULL ? rc_reader_new (G_INPUT_STREAM (stream), RC_FORMAT_ISIS, NULL, cancellable, error) : NULL;
  RcFileRow *database = NULL;
  g_autoptr (GHashTable) by_name = index_names (self, &database);
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
        {
          g_autoptr (GPtrArray) files = g_ptr_array_new ();

          find_linked_files (by_name, item->record->marc, database, files);
          take (self, rc_marc_copy (item->record->marc), files);
        }
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

/* Its files know each other by their names: they get a folder of the catalogue's own, where there is room for them. */
static gboolean
read_isis (Collection *self, RcDisc *disc, GCancellable *cancellable, GError **error)
{
  g_autofree char *above = rc_capture_make_folder (rc_database_get_folder (self->db), error);
  g_autofree char *folder = above != NULL ? g_build_filename (above, "collection-XXXXXX", NULL) : NULL;
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *path = NULL;
  gboolean done;

  if (folder == NULL)
    return FALSE;
  if (g_mkdtemp (folder) == NULL)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("Cannot write %s: %s"), folder, g_strerror (errno));
      return FALSE;
    }
  path = g_build_filename (folder, name, NULL);
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

/* The files below the folder of a path, by path. */
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

static gboolean
has_ending (const char *path, const char *ending)
{
  gsize length = strlen (path), size = strlen (ending);

  return length >= size && g_ascii_strcasecmp (path + length - size, ending) == 0;
}

RcCollectionReport *
rc_collection_import (RcDatabase *db, gint64 id, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcCollectionReport) report = g_new0 (RcCollectionReport, 1);
  Collection self = { .db = db, .disc = id, .path = path, .report = report };
  gboolean metadata = has_ending (path, "metadata.xml");
  g_autoptr (RcDisc) disc = NULL;
  gboolean done;

  g_return_val_if_fail (db != NULL && path != NULL, NULL);

  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  disc = rc_disc_open_kept (db, id, cancellable, error);
  self.rows = disc == NULL ? NULL : metadata ? list_beside (db, id, path, error) : rc_discs_list_all (db, id, error);
  if (self.rows == NULL)
    return NULL;
  self.found = g_ptr_array_new_with_free_func (found_free);
  if (metadata)
    done = read_greenstone (&self, disc, cancellable, error);
  else if (has_ending (path, ".mst"))
    done = read_isis (&self, disc, cancellable, error);
  else
    done = read_documents (&self, disc, cancellable, error);
  done = done && write_collection (&self, cancellable, error);
  g_ptr_array_unref (self.found);
  g_ptr_array_unref (self.rows);
  return done ? g_steal_pointer (&report) : NULL;
}
