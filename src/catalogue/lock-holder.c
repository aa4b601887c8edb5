/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which program is writing to a catalogue, as the kernel's list of locks has it. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "catalogue/lock-holder.h"

/* The byte of the -shm file that a writer locks in WAL mode; SQLite keeps it at its place for other versions of itself. */
#define WRITE_LOCK_BYTE 120

/* "3: POSIX  ADVISORY  WRITE 8618 fe:00:11027404 120 120"; one that waits has an arrow behind its number. 0 when there is none. */
static int
find_process (const char *locks, guint64 inode)
{
  g_auto (GStrv) lines = g_strsplit (locks, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      int process;
      guint64 file, first;

      if (sscanf (*line, "%*u: POSIX %*s WRITE %d %*x:%*x:%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &process, &file, &first) == 3 &&
          file == inode && first == WRITE_LOCK_BYTE)
        return process;
    }
  return 0;
}

char *
rc_lock_holder_dup_name (const char *path, int *process)
{
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);
  g_autofree char *locks = NULL;
  g_autofree char *file = NULL;
  g_autofree char *command = NULL;
  g_autofree char *program = NULL;
  GStatBuf status;
  int found;

  if (g_stat (shared, &status) != 0 || !g_file_get_contents ("/proc/locks", &locks, NULL, NULL))
    return NULL;
  found = find_process (locks, status.st_ino);
  /* What runs in another container has no number here. */
  if (found <= 0)
    return NULL;
  file = g_strdup_printf ("/proc/%d/cmdline", found);
  if (!g_file_get_contents (file, &command, NULL, NULL) || *command == '\0')
    return NULL;
  program = g_path_get_basename (command);
  *process = found;
  return g_utf8_make_valid (program, -1);
}
