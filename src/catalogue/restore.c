/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backup back into a folder: unpacked and verified beside it, then put in its place. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/database-private.h"
#include "catalogue/documents.h"
#include "record/problem.h"

#define COPY_BYTES (256u << 10)
#define SHA256_LENGTH 64

/* A restore under way. */
typedef struct
{
  const char *path;          /* (unowned) of the backup */
  char *staging;             /* (owned) folder beside the catalogue's */
  GHashTable *files;         /* (owned) SHA-256 of what was unpacked */
  GCancellable *cancellable; /* (unowned) (nullable) */
  GInputStream *stream;      /* (owned) (nullable) */
  char *buffer;              /* (owned) (nullable) of what is read from it */
  gboolean has_database;
} RcRestore;

static gboolean
set_bad_backup (RcRestore *self, const char *reason, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_ONE, _ ("%s is not a whole backup: %s"), self->path, reason);
  return FALSE;
}

static gboolean
set_system_error (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, RC_CATALOGUE_ERROR, code == ENOSPC ? RC_CATALOGUE_ERROR_NO_SPACE : RC_CATALOGUE_ERROR_FAILED,
               _ ("Cannot write %s: %s"), path, g_strerror (code));
  return FALSE;
}

/* The name is one that a backup writes, and nothing else: no other path is ever made. */
static gboolean
parse_name (const char *name, char **sha256)
{
  *sha256 = NULL;
  if (g_strcmp0 (name, RC_DATABASE_FILE) == 0)
    return TRUE;
  if (name == NULL || strlen (name) != strlen ("files/ab/") + SHA256_LENGTH || !g_str_has_prefix (name, "files/") ||
      name[8] != '/' || strspn (name + 9, "0123456789abcdef") != SHA256_LENGTH || strncmp (name + 6, name + 9, 2) != 0)
    return FALSE;
  *sha256 = g_strdup (name + 9);
  return TRUE;
}

/* Writes one entry to a new file and gives its SHA-256. */
static char *
unpack_file (RcRestore *self, struct archive *archive, const char *target, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *buffer = g_malloc (COPY_BYTES);
  g_autofree char *folder = g_path_get_dirname (target);
  gboolean done = FALSE;
  int fd;

  if (g_mkdir_with_parents (folder, 0755) != 0 || (fd = g_open (target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)) < 0)
    {
      set_system_error (target, error);
      return NULL;
    }
  while (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    {
      la_ssize_t n = archive_read_data (archive, buffer, COPY_BYTES);

      done = n == 0;
      if (n < 0)
        set_bad_backup (self, archive_error_string (archive), error);
      if (n <= 0)
        break;
      g_checksum_update (checksum, (const guchar *) buffer, n);
      if (write (fd, buffer, (size_t) n) != n)
        {
          set_system_error (target, error);
          break;
        }
    }
  if (done && fsync (fd) != 0)
    done = set_system_error (target, error);
  close (fd);
  return done ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static gboolean
unpack_entry (RcRestore *self, struct archive *archive, struct archive_entry *entry, GError **error)
{
  const char *name = archive_entry_pathname (entry);
  g_autofree char *expected = NULL;
  g_autofree char *target = NULL;
  g_autofree char *found = NULL;

  if (archive_entry_filetype (entry) != AE_IFREG || !parse_name (name, &expected))
    return set_bad_backup (self, _ ("it holds something else"), error);
  target = g_build_filename (self->staging, name, NULL);
  found = unpack_file (self, archive, target, error);
  if (found == NULL)
    return FALSE;
  if (expected == NULL)
    self->has_database = TRUE;
  else if (!g_str_equal (expected, found))
    return set_bad_backup (self, _ ("a file in it is damaged"), error);
  else
    g_hash_table_add (self->files, g_steal_pointer (&found));
  return TRUE;
}

static la_ssize_t
read_cb (struct archive *archive, void *data, const void **buffer)
{
  RcRestore *self = data;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read (self->stream, self->buffer, COPY_BYTES, self->cancellable, &error);

  *buffer = self->buffer;
  if (n < 0)
    archive_set_error (archive, EIO, "%s", error->message);
  return n;
}

/* A pipe may have nobody who writes to it: neither opening nor reading it is waited for longer than the caller likes. */
static gboolean
open_backup (RcRestore *self, GError **error)
{
  int fd = g_open (self->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);

  if (fd < 0)
    return set_bad_backup (self, g_strerror (errno), error);
  self->stream = g_unix_input_stream_new (fd, TRUE);
  self->buffer = g_malloc (COPY_BYTES);
  return TRUE;
}

static gboolean
unpack (RcRestore *self, GError **error)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  gboolean done = open_backup (self, error);
  int rc = ARCHIVE_FATAL;

  archive_read_support_format_tar (archive);
  if (done)
    rc = archive_read_open2 (archive, self, NULL, read_cb, NULL, NULL);
  if (done && rc != ARCHIVE_OK)
    done = set_bad_backup (self, archive_error_string (archive), error);
  while (done && (rc = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    done = unpack_entry (self, archive, entry, error);
  if (done && rc != ARCHIVE_EOF)
    done = set_bad_backup (self, archive_error_string (archive), error);
  archive_read_free (archive);
  if (done && !self->has_database)
    return set_bad_backup (self, _ ("there is no catalogue in it"), error);
  return done;
}

/* The database says that it is ours and whole, and has every file it refers to. */
static gboolean
verify (RcRestore *self, GError **error)
{
  g_autoptr (RcDatabase) db = rc_database_open (self->staging, RC_DATABASE_READ, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GHashTable) wanted = NULL;
  GHashTableIter iter;
  gpointer sha256;

  if (db == NULL || !rc_database_check (db, FALSE, problems, self->cancellable, error))
    {
      g_prefix_error (error, "%s: ", self->path);
      return FALSE;
    }
  if (problems->len > 0)
    {
      g_autofree char *problem = rc_problem_to_string (g_ptr_array_index (problems, 0));

      return set_bad_backup (self, problem, error);
    }
  wanted = rc_documents_get_wanted_files (db, error);
  if (wanted == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    if (!g_hash_table_contains (self->files, sha256))
      return set_bad_backup (self, _ ("a document is missing in it"), error);
  return TRUE;
}

/* Removes a folder of ours with everything in it; links are removed, never followed. */
static void
remove_tree (const char *path)
{
  GDir *dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);

  if (dir != NULL)
    {
      for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
      g_dir_close (dir);
    }
  g_remove (path);
}

/* Stored files are named by their content: those that are there already are right, the new ones go beside them. The
 * database comes last, by one rename: before it the old catalogue is whole, after it the new one. */
static gboolean
put_files (RcRestore *self, const char *folder, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *sha256 = key;
      g_autofree char *name = g_strdup_printf ("files/%.2s/%s", sha256, sha256);
      g_autofree char *from = g_build_filename (self->staging, name, NULL);
      g_autofree char *to = g_build_filename (folder, name, NULL);
      g_autofree char *parent = g_path_get_dirname (to);

      if (g_mkdir_with_parents (parent, 0755) != 0 || g_rename (from, to) != 0)
        return set_system_error (to, error);
    }
  return TRUE;
}

/* The WAL of the old database must not be taken for one of the new. With the old one locked by us and its WAL written
 * back into it, the WAL is empty and can go; a reader that has it open keeps what it has. */
static gboolean
put_database (RcRestore *self, const char *folder, GError **error)
{
  g_autofree char *from = g_build_filename (self->staging, RC_DATABASE_FILE, NULL);
  g_autofree char *to = g_build_filename (folder, RC_DATABASE_FILE, NULL);
  g_autofree char *wal = g_strconcat (to, "-wal", NULL);
  g_autofree char *shm = g_strconcat (to, "-shm", NULL);
  g_autoptr (RcDatabase) old = NULL;
  int fd;

  old = rc_database_open (folder, RC_DATABASE_WRITE, NULL);
  if (old != NULL)
    {
      if (!rc_database_exec (old, "PRAGMA wal_checkpoint (TRUNCATE)", error) || !rc_database_begin (old, error))
        return FALSE;
    }
  else
    g_remove (wal);
  if (g_rename (from, to) != 0)
    return set_system_error (to, error);
  g_remove (wal);
  g_remove (shm);
  fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
  return TRUE;
}

/* The new database is in no WAL mode yet; the writer makes it so, and leaves the files that readers need. */
static gboolean
wake (const char *folder, GError **error)
{
  g_autoptr (RcDatabase) db = rc_database_open (folder, RC_DATABASE_WRITE, error);

  if (db == NULL || !rc_database_begin (db, error))
    return FALSE;
  /* A backup is without the file of the search, which is made of the rest. */
  if (rc_search_index_wants_merge (rc_database_get_handle (db)) &&
      !rc_search_index_publish (rc_database_get_handle (db), NULL, error))
    {
      rc_database_rollback (db);
      return FALSE;
    }
  return rc_database_commit (db, error);
}

/* A backup of an older version becomes one of ours; like any, it ends in no WAL mode. */
static gboolean
migrate (RcRestore *self, GError **error)
{
  g_autoptr (RcDatabase) db = rc_database_open (self->staging, RC_DATABASE_WRITE, error);

  if (db != NULL && rc_database_exec (db, "PRAGMA journal_mode = DELETE", error))
    return TRUE;
  g_prefix_error (error, "%s: ", self->path);
  return FALSE;
}

gboolean
rc_catalogue_restore (const char *folder, const char *path, GCancellable *cancellable, GError **error)
{
  RcRestore self = { .path = path, .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (folder != NULL && path != NULL, FALSE);

  if (g_mkdir_with_parents (folder, 0755) != 0)
    return set_system_error (folder, error);
  self.staging = g_build_filename (folder, ".restore-XXXXXX", NULL);
  if (g_mkdtemp_full (self.staging, 0755) == NULL)
    {
      set_system_error (folder, error);
      g_free (self.staging);
      return FALSE;
    }
  self.files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  done = unpack (&self, error) && migrate (&self, error) && verify (&self, error) && put_files (&self, folder, error) &&
         put_database (&self, folder, error) && wake (folder, error);
  remove_tree (self.staging);
  g_hash_table_unref (self.files);
  g_clear_object (&self.stream);
  g_free (self.buffer);
  g_free (self.staging);
  return done;
}
