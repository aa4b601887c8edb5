/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One refresh of a source and one request to a server at a time: locks of the kernel on files beside the catalogue, which end with whoever
 * has them. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "refresh/source-lock.h"

#define FOLDER "sources"

static char *
make_path (const char *folder, gint64 source)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".lock", source);

  return g_build_filename (folder, FOLDER, name, NULL);
}

static int
open_lock (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int lock = g_mkdir_with_parents (folder, 0755) == 0 ? g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0644) : -1;

  if (lock < 0)
    g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
  return lock;
}

int
rc_source_lock (RcDatabase *db, gint64 source, GError **error)
{
  g_autofree char *path = make_path (rc_database_get_folder (db), source);
  int lock = open_lock (path, error);

  if (lock < 0 || rc_lock_try (lock))
    return lock;
  close (lock);
  return -1;
}

int
rc_host_lock_open (RcDatabase *db, const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autofree char *host = uri != NULL && g_uri_get_host (uri) != NULL ? g_ascii_strdown (g_uri_get_host (uri), -1) : g_strdup ("");
  /* A host may be written with signs that no name of a file has. */
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, host, -1);
  g_autofree char *name = g_strdup_printf ("host-%.16s.lock", sum);
  g_autofree char *path = g_build_filename (rc_database_get_folder (db), FOLDER, name, NULL);

  return open_lock (path, error);
}

gboolean
rc_lock_try (int lock)
{
  return flock (lock, LOCK_EX | LOCK_NB) == 0;
}

void
rc_source_unlock (int lock)
{
  close (lock);
}

/* "3: FLOCK  ADVISORY  WRITE 8618 fe:00:11027404 0 EOF" in the kernel's list of locks. To try the lock would hold up who wants it. */
gboolean
rc_source_is_locked (const char *folder, gint64 source)
{
  g_autofree char *path = make_path (folder, source);
  g_autofree char *locks = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf status;

  if (g_stat (path, &status) != 0 || !g_file_get_contents ("/proc/locks", &locks, NULL, NULL))
    return FALSE;
  lines = g_strsplit (locks, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      guint64 inode;

      if (sscanf (*line, "%*u: FLOCK %*s WRITE %*d %*x:%*x:%" G_GUINT64_FORMAT, &inode) == 1 && inode == status.st_ino)
        return TRUE;
    }
  return FALSE;
}
