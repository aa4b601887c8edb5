/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A complete copy of the catalogue in one file: a tar with catalogue.db and everything in files/. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/database-private.h"
#include "catalogue/documents.h"

#define COPY_BYTES (256u << 10)

/* A backup under way. */
typedef struct
{
  RcDatabase *db;            /* (unowned) */
  struct archive *archive;   /* (owned) */
  const char *path;          /* (unowned) of the backup, for messages */
  GCancellable *cancellable; /* (unowned) (nullable) */
} RcBackup;

static void
set_write_error (RcBackup *self, GError **error)
{
  int code = archive_errno (self->archive);

  g_set_error (error, RC_CATALOGUE_ERROR, code == ENOSPC ? RC_CATALOGUE_ERROR_NO_SPACE : RC_CATALOGUE_ERROR_FAILED,
               _ ("Cannot write %s: %s"), self->path, archive_error_string (self->archive));
}

/* Copies `size` bytes of an open file; a file that grows or shrinks meanwhile is an error. */
static gboolean
write_content (RcBackup *self, int fd, gint64 size, const char *file, GError **error)
{
  g_autofree char *buffer = g_malloc (COPY_BYTES);
  gint64 left = size;

  while (left > 0)
    {
      gssize n = read (fd, buffer, (size_t) MIN (left, COPY_BYTES));

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (n <= 0)
        {
          g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("Cannot read %s: %s"), file,
                       n < 0 ? g_strerror (errno) : _ ("it was cut short"));
          return FALSE;
        }
      if (archive_write_data (self->archive, buffer, (size_t) n) != n)
        {
          set_write_error (self, error);
          return FALSE;
        }
      left -= n;
    }
  return TRUE;
}

static gboolean
add_file (RcBackup *self, const char *file, const char *name, GError **error)
{
  struct archive_entry *entry;
  struct stat status;
  gboolean done;
  int fd = g_open (file, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0 || fstat (fd, &status) != 0)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("Cannot read %s: %s"), file, g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  entry = archive_entry_new ();
  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, status.st_size);
  archive_entry_set_mtime (entry, status.st_mtime, 0);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  done = archive_write_header (self->archive, entry) == ARCHIVE_OK;
  if (!done)
    set_write_error (self, error);
  archive_entry_free (entry);
  done = done && write_content (self, fd, status.st_size, file, error);
  close (fd);
  return done;
}

/* A snapshot of the database beside the backup, while others work. */
static gboolean
add_database (RcBackup *self, GError **error)
{
  g_autofree char *snapshot = g_strconcat (self->path, ".db", NULL);
  g_autoptr (RcStatement) vacuum = NULL;
  gboolean reads = sqlite3_db_readonly (rc_database_get_handle (self->db), "main") == 1;
  const char *restore_pragma = reads ? "PRAGMA query_only = ON" : "PRAGMA query_only = OFF";
  gboolean done;

  g_remove (snapshot);
  vacuum = rc_statement_new (self->db, "VACUUM INTO ?", error);
  if (vacuum == NULL)
    return FALSE;
  rc_statement_bind_text (vacuum, 1, snapshot);
  /* A reader may make the copy as well: it writes another file, which only query_only would forbid. */
  done = rc_database_exec (self->db, "PRAGMA query_only = OFF", error) && rc_statement_run (vacuum, error);
  rc_database_exec (self->db, restore_pragma, NULL);
  done = done && add_file (self, snapshot, RC_DATABASE_FILE, error);
  g_remove (snapshot);
  return done;
}

/* Only what the database refers to: the rest is left over. A missing one fails the backup, which would not be complete. */
static gboolean
add_files (RcBackup *self, GError **error)
{
  g_autoptr (GHashTable) wanted = rc_documents_get_wanted_files (self->db, error);
  GHashTableIter iter;
  gpointer key;

  if (wanted == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *sha256 = key;
      g_autofree char *name = g_strdup_printf ("files/%.2s/%s", sha256, sha256);
      g_autofree char *file = g_build_filename (rc_database_get_folder (self->db), name, NULL);

      if (!add_file (self, file, name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_archive (RcBackup *self, int fd, GError **error)
{
  gboolean done;

  self->archive = archive_write_new ();
  archive_write_set_format_pax_restricted (self->archive);
  archive_write_add_filter_none (self->archive);
  archive_write_set_bytes_in_last_block (self->archive, 1);
  done = archive_write_open_fd (self->archive, fd) == ARCHIVE_OK;
  if (!done)
    set_write_error (self, error);
  done = done && add_database (self, error) && add_files (self, error);
  if (done && archive_write_close (self->archive) != ARCHIVE_OK)
    {
      set_write_error (self, error);
      done = FALSE;
    }
  archive_write_free (self->archive);
  return done;
}

/* Names a file for good: its bytes first, then its name. */
static gboolean
settle (const char *temporary, const char *path, int fd, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int folder_fd;

  if (fsync (fd) != 0 || g_rename (temporary, path) != 0)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, errno == ENOSPC ? RC_CATALOGUE_ERROR_NO_SPACE : RC_CATALOGUE_ERROR_FAILED,
                   _ ("Cannot write %s: %s"), path, g_strerror (errno));
      return FALSE;
    }
  folder_fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (folder_fd >= 0)
    {
      fsync (folder_fd);
      close (folder_fd);
    }
  return TRUE;
}

gboolean
rc_database_backup (RcDatabase *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = NULL;
  RcBackup backup = { .db = self, .cancellable = cancellable };
  gboolean done;
  int fd;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  /* The name of a device, or of anything else that is no file, is not taken over by one. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("Cannot write %s: it is no file"), path);
      return FALSE;
    }
  temporary = g_strdup_printf ("%s.part%d", path, (int) getpid ());
  backup.path = temporary;
  fd = g_open (temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("Cannot write %s: %s"), path, g_strerror (errno));
      return FALSE;
    }
  rc_database_set_cancellable (self, cancellable);
  done = write_archive (&backup, fd, error) && settle (temporary, path, fd, error);
  rc_database_set_cancellable (self, NULL);
  close (fd);
  if (!done)
    g_remove (temporary);
  return done;
}
