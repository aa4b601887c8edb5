/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a test leaves is taken away by it. */
#pragma once

#include <glib/gstdio.h>

/* Removes a folder and everything below it; of a link the link alone. */
static inline void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}
