/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that an import was asked to read. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "import/file-list.h"
#include "record/problem.h"

/* Of folders in folders. */
#define MAX_DEPTH 64
#define MAX_FILES 1000000

static void
file_free (RcImportFile *file)
{
  g_free (file->path);
  g_free (file);
}

static void
add_file (GPtrArray *files, const char *path, guint64 size_bytes)
{
  RcImportFile *file = g_new0 (RcImportFile, 1);

  file->path = g_strdup (path);
  file->size_bytes = size_bytes;
  g_ptr_array_add (files, file);
}

static void
add_problem (GPtrArray *problems, const char *path, const char *message)
{
  g_ptr_array_add (problems, rc_problem_new (path, 0, NULL, message));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const char *folder, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    add_problem (problems, folder, error->message);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
add_below (GPtrArray *files, const char *path, gboolean named, guint depth, GPtrArray *problems)
{
  GStatBuf status;

  /* Links in a folder may lead round in circles; one that was named is meant. */
  if ((named ? g_stat (path, &status) : g_lstat (path, &status)) != 0)
    add_problem (problems, path, g_strerror (errno));
  else if (S_ISREG (status.st_mode) || (named && !S_ISDIR (status.st_mode)))
    {
      if (files->len < MAX_FILES)
        add_file (files, path, S_ISREG (status.st_mode) ? (guint64) status.st_size : 0);
      else
        add_problem (problems, path, _ ("is left out: there are too many files"));
    }
  else if (!S_ISDIR (status.st_mode))
    add_problem (problems, path, _ ("is left out: it is no file"));
  else if (depth == MAX_DEPTH)
    add_problem (problems, path, _ ("is left out: the folders are too deep"));
  else
    {
      g_autoptr (GPtrArray) names = list_names (path, problems);

      for (guint i = 0; i < names->len; i++)
        {
          g_autofree char *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);

          add_below (files, child, FALSE, depth + 1, problems);
        }
    }
}

GPtrArray *
rc_import_list_files (const char *const *names, GPtrArray *problems)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], "-"))
        add_file (files, names[i], 0);
      else
        add_below (files, names[i], TRUE, 0, problems);
    }
  return files;
}

GInputStream *
rc_import_open_file (const RcImportFile *file, GError **error)
{
  int fd;

  if (g_str_equal (file->path, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  /* A pipe that nobody writes to yet is waited for where a signal ends the waiting. */
  fd = g_open (file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("Cannot read %s: %s"), file->path, g_strerror (errno));
      return NULL;
    }
  return g_unix_input_stream_new (fd, TRUE);
}
