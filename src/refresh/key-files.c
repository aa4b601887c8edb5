/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key files of one kind: the user's, the machine's, and those that come with the program. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "record/problem.h"
#include "refresh/key-files.h"
#include "refresh/refresh-resources.h"

#define OURS "/kz/unesco/ResourceCentre/refresh/"
#define MAX_KIB 256

typedef struct
{
  const char *kind, *suffix;
  RcKeyFileFunc make;
  GHashTable *seen;    /* (owned) names of files */
  GPtrArray *made;
  GPtrArray *problems; /* (nullable) */
} Loading;

/* Keeps it unless one of its file's name came before. */
static void
take (Loading *self, const char *path, const char *name, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  gpointer made;

  if (!g_hash_table_add (self->seen, g_strdup (name)) || length == 0)
    return;
  made = self->make (text, length, &error);
  if (made != NULL)
    g_ptr_array_add (self->made, made);
  else if (self->problems != NULL)
    g_ptr_array_add (self->problems, rc_problem_new (path, 0, NULL, error->message));
}

static gboolean
is_small (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_size <= MAX_KIB * 1024;
}

static void
complain (Loading *self, const char *path)
{
  g_autofree char *message = g_strdup_printf (_ ("the file is larger than %d KiB and was left out"), MAX_KIB);

  if (self->problems != NULL)
    g_ptr_array_add (self->problems, rc_problem_new (path, 0, NULL, message));
}

static void
take_folder (Loading *self, const char *settings)
{
  g_autofree char *folder = g_build_filename (settings, "resource-centre", self->kind, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (!g_str_has_suffix (name, self->suffix))
        continue;
      if (!is_small (path))
        complain (self, path);
      else if (g_file_get_contents (path, &text, &length, NULL))
        take (self, path, name, text, length);
    }
}

static void
take_ours (Loading *self)
{
  GResource *resource = rc_refresh_get_resource ();
  g_autofree char *folder = g_strconcat (OURS, self->kind, "/", NULL);
  g_auto (GStrv) names = g_resource_enumerate_children (resource, folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      g_autofree char *path = g_strconcat (folder, *name, NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (bytes != NULL)
        take (self, path, *name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
}

GPtrArray *
rc_key_files_load (const char *kind, const char *suffix, RcKeyFileFunc make, GDestroyNotify free, GPtrArray *problems)
{
  GPtrArray *made = g_ptr_array_new_with_free_func (free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Loading loading = { .kind = kind, .suffix = suffix, .make = make, .seen = seen, .made = made, .problems = problems };

  take_folder (&loading, g_get_user_config_dir ());
  for (const char *const *dir = g_get_system_config_dirs (); *dir != NULL; dir++)
    take_folder (&loading, *dir);
  take_ours (&loading);
  return made;
}
