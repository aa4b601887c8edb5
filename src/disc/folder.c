/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder as a disc: walked from its open descriptor, no link followed, so nothing outside of it is ever read. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disc/source.h"
#include "disc/tree.h"

#define HEAD 512

typedef struct
{
  RcDiscSource source;
  int fd; /* (owned) */
  RcDiscSource *archive; /* (owned) (nullable) the one last read from */
  char *archive_path;    /* (owned) (nullable) */
} Folder;

static void
set_error (GError **error, const char *path)
{
  int saved = errno;
  RcDiscError code = saved == ENOENT || saved == ENOTDIR ? RC_DISC_ERROR_NOT_FOUND : RC_DISC_ERROR_UNREADABLE;

  g_set_error (error, RC_DISC_ERROR, code, "%s: %s", path, g_strerror (saved));
}

static void
add_problem (GPtrArray *items, const char *path, const char *message)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", path, message);

  g_ptr_array_add (items, rc_disc_item_new (RC_DISC_ITEM_PROBLEM, text));
}

/* A file that was exchanged for something else meanwhile is not read. */
static int
open_file (int folder, const char *name)
{
  int fd = openat (folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  struct stat status;

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    return fd;
  if (fd >= 0)
    close (fd);
  if (fd >= 0 || errno == ELOOP)
    errno = ENOENT; /* a link or a device: as if it were not there */
  return -1;
}

static GBytes *
read_head (int folder, const char *name)
{
  guint8 head[HEAD];
  int fd = open_file (folder, name);
  gssize got = fd >= 0 ? pread (fd, head, sizeof head, 0) : -1;

  if (fd >= 0)
    close (fd);
  return got > 0 ? g_bytes_new (head, got) : NULL;
}

static RcDiscItem *
make_item (int folder, const char *name, const char *path, const struct stat *status)
{
  RcDiscItem *item;

  if (S_ISDIR (status->st_mode))
    item = rc_disc_item_new (RC_DISC_ITEM_FOLDER, path);
  else if (S_ISREG (status->st_mode))
    {
      item = rc_disc_item_new (RC_DISC_ITEM_FILE, path);
      item->size = status->st_size;
      item->head = read_head (folder, name);
    }
  else
    item = rc_disc_item_new (RC_DISC_ITEM_OTHER, path);
  item->mtime = status->st_mtime;
  return item;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* (transfer full) names in an open folder (taken), sorted; NULL when it cannot be read */
static GPtrArray *
read_names (int fd)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  DIR *dir = fdopendir (fd);
  struct dirent *entry;

  if (!dir)
    {
      close (fd);
      return NULL;
    }
  while (names->len <= RC_DISC_MAX_ENTRIES && (errno = 0, entry = readdir (dir)))
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      g_ptr_array_add (names, g_strdup (entry->d_name));
  closedir (dir);
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static gboolean
walk (int fd, const char *path, int depth, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = read_names (fcntl (fd, F_DUPFD_CLOEXEC, 0));

  if (!names)
    {
      add_problem (items, path, g_strerror (errno));
      return TRUE;
    }
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *below = *path ? g_strconcat (path, "/", name, NULL) : g_strdup (name);
      struct stat status;
      int sub;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (items->len > RC_DISC_MAX_ENTRIES)
        {
          g_set_error (error, RC_DISC_ERROR, RC_DISC_ERROR_TOO_LARGE, _("There are more than %d files"),
                       RC_DISC_MAX_ENTRIES);
          return FALSE;
        }
      if (fstatat (fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        {
          add_problem (items, below, g_strerror (errno));
          continue;
        }
      g_ptr_array_add (items, make_item (fd, name, below, &status));
      if (!S_ISDIR (status.st_mode))
        continue;
      sub = depth < RC_DISC_MAX_DEPTH ? openat (fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
      if (sub < 0)
        {
          add_problem (items, below,
                       depth < RC_DISC_MAX_DEPTH ? g_strerror (errno) : _("folders in folders too deep to follow"));
          continue;
        }
      if (!walk (sub, below, depth + 1, items, cancellable, error))
        {
          close (sub);
          return FALSE;
        }
      close (sub);
    }
  return TRUE;
}

static GPtrArray *
folder_list (RcDiscSource *source, GCancellable *cancellable, GError **error)
{
  Folder *self = (Folder *) source;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_disc_item_free);

  if (!walk (self->fd, "", 1, items, cancellable, error))
    return NULL;
  return g_steal_pointer (&items);
}

/* Step by step, so that no part of the path can be a link. */
static int
open_path (int root, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", RC_DISC_MAX_DEPTH + 2);
  int folder = fcntl (root, F_DUPFD_CLOEXEC, 0);
  int fd;

  for (int i = 0; parts[i] && parts[i + 1]; i++)
    {
      int next = strcmp (parts[i], "..") != 0
                     ? openat (folder, parts[i], O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                     : -1;
      int saved = next < 0 && errno == ELOOP ? ENOENT : errno;

      close (folder);
      folder = next;
      errno = saved;
      if (folder < 0)
        return -1;
    }
  fd = open_file (folder, parts[0] ? parts[g_strv_length (parts) - 1] : "");
  close (folder);
  return fd;
}

/* (nullable) An archive in the folder, opened in the sandbox; kept until another one is wanted. */
static RcDiscSource *
find_archive (Folder *self, const char *path, GError **error)
{
  int fd;

  if (g_strcmp0 (self->archive_path, path) == 0)
    return self->archive;
  fd = open_path (self->fd, path);
  if (fd < 0)
    {
      set_error (error, path);
      return NULL;
    }
  if (self->archive)
    self->archive->funcs->free (self->archive);
  g_free (self->archive_path);
  self->archive = rc_disc_archive_new (fd, path);
  self->archive_path = g_strdup (path);
  return self->archive;
}

static GPtrArray *
folder_list_inside (RcDiscSource *source, const char *path, guint most, GCancellable *cancellable, GError **error)
{
  RcDiscSource *archive = find_archive ((Folder *) source, path, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *itself = g_strconcat ("/", name, NULL);

  return archive ? archive->funcs->list_inside (archive, itself, most, cancellable, error) : NULL;
}

/* What is before one of the slashes is an archive, or there is no such file. */
static GBytes *
read_inside (Folder *self, const char *path, gint64 offset, gsize length, GCancellable *cancellable, GError **error)
{
  for (const char *slash = strchr (path, '/'); slash; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *before = g_strndup (path, (gsize) (slash - path));
      int fd = open_path (self->fd, before);
      RcDiscSource *archive;

      if (fd < 0)
        continue;
      close (fd);
      archive = find_archive (self, before, NULL);
      if (archive)
        return archive->funcs->read (archive, slash, offset, length, cancellable, error);
      break;
    }
  errno = ENOENT;
  set_error (error, path);
  return NULL;
}

static GBytes *
folder_read (
    RcDiscSource *source, const char *path, gint64 offset, gsize length, GCancellable *cancellable, GError **error)
{
  Folder *self = (Folder *) source;
  int fd = open_path (self->fd, path);
  g_autofree guint8 *bytes = NULL;
  gsize done = 0;
  gssize got = 1;

  if (fd < 0 && errno == ENOTDIR)
    return read_inside (self, path, offset, length, cancellable, error);
  if (fd < 0)
    {
      set_error (error, path);
      return NULL;
    }
  bytes = g_malloc (MAX (1, length));
  while (got > 0 && done < length)
    {
      got = pread (fd, bytes + done, length - done, offset + done);
      if (got < 0)
        set_error (error, path);
      done += MAX (0, got);
    }
  close (fd);
  return got < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&bytes), done);
}

static void
folder_free (RcDiscSource *source)
{
  Folder *self = (Folder *) source;

  if (self->archive)
    self->archive->funcs->free (self->archive);
  g_free (self->archive_path);
  close (self->fd);
  g_free (source->volume);
  g_free (source->facts);
  g_free (self);
}

static const RcDiscSourceFuncs folder_funcs = { folder_list, folder_list_inside, folder_read, folder_free };

RcDiscSource *
rc_disc_folder_new (int fd, const char *path)
{
  Folder *self = g_new0 (Folder, 1);
  g_autofree char *name = g_path_get_basename (path);

  self->source.funcs = &folder_funcs;
  self->source.no_image = TRUE;
  self->source.volume = g_utf8_make_valid (name, -1);
  self->fd = fd;
  return &self->source;
}
