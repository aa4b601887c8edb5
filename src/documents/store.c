/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the catalogue folder: files/ab/abcdef… by their SHA-256. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (256u << 10)
#define HALF_WRITTEN ".part-" /* start of the names of files under way */
#define HALF_WRITTEN_AGE (24 * 60 * 60)

static gboolean
fail_errno (GError **error, const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path, g_strerror (saved));
  return FALSE;
}

/* The name comes from a database: it must not lead anywhere else. */
static gboolean
is_sha256 (const char *text)
{
  return text && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

char *
rc_store_dup_path (const char *catalogue_folder, const char *sha256)
{
  char start[3] = { 0 };

  g_return_val_if_fail (catalogue_folder && is_sha256 (sha256), NULL);
  memcpy (start, sha256, 2);
  return g_build_filename (catalogue_folder, "files", start, sha256, NULL);
}

static int
open_regular (const char *path, struct stat *status, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0 || fstat (fd, status) != 0)
    {
      fail_errno (error, path);
      if (fd >= 0)
        close (fd);
      return -1;
    }
  if (S_ISREG (status->st_mode))
    return fd;
  close (fd);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("%s: not a regular file"), path);
  return -1;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      gssize done = write (fd, bytes, size);

      if (done < 0 && errno == EINTR)
        continue;
      if (done < 0)
        return FALSE;
      bytes += done;
      size -= done;
    }
  return TRUE;
}

typedef struct
{
  const char *path; /* of the file read, for messages */
  gint64 total;
  GFileProgressCallback progress;
  gpointer user_data;
  GCancellable *cancellable;
} Reading;

/* Reads to the end, and writes to `to` unless it is -1. The SHA-256, NULL on failure. */
static char *
digest (const Reading *reading, int from, int to, gint64 *size_bytes, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (PIECE);
  gint64 done = 0;
  gssize got;

  while ((got = read (from, buffer, PIECE)) != 0)
    {
      if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
        return NULL;
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0 || (to >= 0 && !write_all (to, buffer, got)))
        {
          fail_errno (error, reading->path);
          return NULL;
        }
      g_checksum_update (checksum, buffer, got);
      done += got;
      if (reading->progress)
        reading->progress (done, MAX (done, reading->total), reading->user_data);
    }
  if (size_bytes)
    *size_bytes = done;
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (!ok)
    fail_errno (error, path);
  if (fd >= 0)
    close (fd);
  return ok;
}

/* Makes the folder of a stored file; a new one is synced into its own folder too. */
static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *above = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0755) != 0)
    return fail_errno (error, folder);
  return sync_folder (above, error);
}

/* A copy under way: without a name where the file system has such, so that one who is killed leaves nothing. */
typedef struct
{
  int fd;     /* (owned) -1: none */
  char *path; /* (owned) (nullable) */
} Copy;

static void
copy_clear (Copy *self)
{
  if (self->fd >= 0)
    close (self->fd);
  /* Still there when the file was stored before, or could not be moved. */
  if (self->path)
    g_unlink (self->path);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)

static gboolean
copy_open (Copy *self, const char *folder, GError **error)
{
  self->fd = open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644);
  if (self->fd >= 0)
    return TRUE;
  self->path = g_build_filename (folder, HALF_WRITTEN "XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->path, O_WRONLY | O_CLOEXEC, 0644);
  if (self->fd >= 0)
    return TRUE;
  g_clear_pointer (&self->path, g_free);
  return fail_errno (error, folder);
}

static gboolean
give_name (Copy *self, const char *path)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", self->fd);

  return linkat (AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
}

/* Where there is a damaged one it is replaced, which a link alone cannot do. */
static gboolean
copy_name (Copy *self, const char *files, const char *path)
{
  g_autofree char *random = g_uuid_string_random ();

  if (!self->path && give_name (self, path))
    return TRUE;
  if (!self->path && errno != EEXIST)
    return FALSE;
  if (!self->path)
    {
      self->path = g_strconcat (files, "/" HALF_WRITTEN, random, NULL);
      if (!give_name (self, self->path))
        return FALSE;
    }
  return g_rename (self->path, path) == 0;
}

/* The copy becomes the stored file. */
static gboolean
move_in (const char *catalogue_folder, Copy *copy, const char *sha256, GError **error)
{
  g_autofree char *files = g_build_filename (catalogue_folder, "files", NULL);
  g_autofree char *path = rc_store_dup_path (catalogue_folder, sha256);
  g_autofree char *folder = g_path_get_dirname (path);

  if (!make_folder (folder, error))
    return FALSE;
  if (!copy_name (copy, files, path))
    return fail_errno (error, path);
  return sync_folder (folder, error);
}

static gboolean
is_stored (const char *catalogue_folder, const char *sha256, gint64 size)
{
  g_autofree char *path = rc_store_dup_path (catalogue_folder, sha256);
  struct stat status;

  return stat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_size == size;
}

/* Copies into a new file in `folder`, synced. The SHA-256. */
static char *
copy_beside (const Reading *reading, int from, const char *folder, Copy *copy, gint64 *size, GError **error)
{
  g_autofree char *sha256 = copy_open (copy, folder, error) ? digest (reading, from, copy->fd, size, error) : NULL;

  if (sha256 && fsync (copy->fd) != 0)
    {
      fail_errno (error, folder);
      g_clear_pointer (&sha256, g_free);
    }
  return g_steal_pointer (&sha256);
}

char *
rc_store_add (const char *catalogue_folder,
              const char *path,
              gint64 *size_bytes,
              GFileProgressCallback progress,
              gpointer user_data,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *files = g_build_filename (catalogue_folder, "files", NULL);
  g_autofree char *sha256 = NULL;
  g_auto (Copy) copy = { .fd = -1 };
  struct stat status;
  Reading reading = { path, 0, progress, user_data, cancellable };
  gint64 size = 0;
  gboolean ok;
  int from;

  g_return_val_if_fail (catalogue_folder && path, NULL);
  from = open_regular (path, &status, error);
  if (from < 0)
    return NULL;
  reading.total = status.st_size;
  sha256 = make_folder (files, error) ? copy_beside (&reading, from, files, &copy, &size, error) : NULL;
  close (from);
  if (!sha256)
    return NULL;
  ok = is_stored (catalogue_folder, sha256, size) || move_in (catalogue_folder, &copy, sha256, error);
  if (!ok)
    return NULL;
  if (size_bytes)
    *size_bytes = size;
  return g_steal_pointer (&sha256);
}

gboolean
rc_store_verify (const char *catalogue_folder, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = rc_store_dup_path (catalogue_folder, sha256);
  g_autofree char *found = NULL;
  g_autoptr (GError) local = NULL;
  Reading reading = { .path = path, .cancellable = cancellable };
  struct stat status;
  int fd;

  g_return_val_if_fail (path, FALSE);
  fd = open_regular (path, &status, &local);
  if (fd < 0)
    {
      g_set_error_literal (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING, local->message);
      return FALSE;
    }
  found = digest (&reading, fd, -1, NULL, &local);
  close (fd);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else if (local)
    g_set_error_literal (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED, local->message);
  else if (strcmp (found, sha256) != 0)
    g_set_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED,
                 _("%s: its bytes are not those that were stored"), path);
  else
    return TRUE;
  return FALSE;
}

/* A file under way belongs to somebody who is writing it now, unless it is old. */
static gboolean
is_abandoned (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && status.st_mtime < time (NULL) - HALF_WRITTEN_AGE;
}

static gboolean
visit_folder (const char *folder, GHashTable *wanted, gboolean remove, GPtrArray *orphans, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (!dir)
    return FALSE;
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (strlen (name) == 2 && !visit_folder (path, wanted, remove, orphans, error))
            return FALSE;
          continue;
        }
      if (g_str_has_prefix (name, HALF_WRITTEN) ? !is_abandoned (path)
                                                : !is_sha256 (name) || g_hash_table_contains (wanted, name))
        continue;
      if (remove && g_unlink (path) != 0)
        return fail_errno (error, path);
      g_ptr_array_add (orphans, g_strdup (name));
    }
  return TRUE;
}

GPtrArray *
rc_store_find_orphans (const char *catalogue_folder, GHashTable *wanted, gboolean remove, GError **error)
{
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *files = g_build_filename (catalogue_folder, "files", NULL);

  g_return_val_if_fail (catalogue_folder && wanted, NULL);
  if (g_file_test (files, G_FILE_TEST_IS_DIR) && !visit_folder (files, wanted, remove, orphans, error))
    return NULL;
  return g_steal_pointer (&orphans);
}
