/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a folder as an ISO 9660 image with Joliet and Rock Ridge names: make-iso FOLDER OUT.iso VOLUME_ID
 * [INSIDE=FILE]… The same files give the same bytes. INSIDE=FILE puts a file from elsewhere at the path INSIDE, and
 * OUT.iso.d tells a build system what was read. */

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* 1 June 2004, noon, UTC. */
#define DATE ((time_t) 1086091200)

time_t time (time_t *out);

/* libarchive stamps the volume and its root with the present time and cannot be told another, so it is given this one.
 */
time_t
time (time_t *out)
{
  if (out != NULL)
    *out = DATE;
  return DATE;
}

/* Adds a path to the rule, in the way of make: a space is escaped. */
static void
depend_on (GString *rule, const char *path)
{
  g_auto (GStrv) words = g_strsplit (path, " ", -1);
  g_autofree char *escaped = g_strjoinv ("\\ ", words);

  g_string_append_printf (rule, " %s", escaped);
}

/* Path in the image → path on this machine; a folder's value is "". Sorted, so that the order of a folder does not
 * matter. */
static gboolean
collect (GTree *files, const char *folder, const char *inside, GString *rule, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  depend_on (rule, folder);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *target = *inside != '\0' ? g_build_filename (inside, name, NULL) : g_strdup (name);
      gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

      if (is_folder && !collect (files, path, target, rule, error))
        return FALSE;
      if (!is_folder)
        depend_on (rule, path);
      g_tree_insert (files, g_steal_pointer (&target), is_folder ? g_strdup ("") : g_steal_pointer (&path));
    }
  return TRUE;
}

static struct archive_entry *
new_entry (const char *inside, gboolean is_folder, gsize size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, inside);
  archive_entry_set_filetype (entry, is_folder ? AE_IFDIR : AE_IFREG);
  archive_entry_set_perm (entry, is_folder ? 0555 : 0444);
  archive_entry_set_nlink (entry, 1);
  archive_entry_set_size (entry, size);
  archive_entry_set_mtime (entry, DATE, 0);
  archive_entry_set_atime (entry, DATE, 0);
  archive_entry_set_ctime (entry, DATE, 0);
  return entry;
}

/* GTraverseFunc: stops at the first failure, which the archive then knows. */
static gboolean
write_file (gpointer inside, gpointer path, gpointer user_data)
{
  struct archive *image = user_data;
  gboolean is_folder = *(char *) path == '\0';
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  struct archive_entry *entry;
  gsize size = 0;
  gboolean failed;

  if (!is_folder && !g_file_get_contents (path, &bytes, &size, &error))
    {
      archive_set_error (image, ARCHIVE_FATAL, "%s", error->message);
      return TRUE;
    }
  entry = new_entry (inside, is_folder, size);
  failed = archive_write_header (image, entry) != ARCHIVE_OK ||
           (size > 0 && archive_write_data (image, bytes, size) != (la_ssize_t) size);
  archive_entry_free (entry);
  return failed;
}

static struct archive *
open_image (const char *path, const char *volume)
{
  struct archive *image = archive_write_new ();
  g_autofree char *options = g_strdup_printf ("volume-id=%s,joliet,rockridge=useful,pad=0", volume);

  if (archive_write_set_format_iso9660 (image) != ARCHIVE_OK ||
      archive_write_set_options (image, options) != ARCHIVE_OK ||
      archive_write_open_filename (image, path) != ARCHIVE_OK)
    {
      g_printerr ("make-iso: %s: %s\n", path, archive_error_string (image));
      g_clear_pointer (&image, archive_write_free);
    }
  return image;
}

static gboolean
write_image (GTree *files, const char *path, const char *volume)
{
  struct archive *image = open_image (path, volume);
  gboolean good;

  if (image == NULL)
    return FALSE;
  g_tree_foreach (files, write_file, image);
  good = archive_error_string (image) == NULL && archive_write_close (image) == ARCHIVE_OK;
  if (!good)
    g_printerr ("make-iso: %s: %s\n", path, archive_error_string (image));
  archive_write_free (image);
  return good;
}

static int
compare_paths (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

int
main (int argc, char **argv)
{
  g_autoptr (GTree) files = g_tree_new_full (compare_paths, NULL, g_free, g_free);
  g_autoptr (GString) rule = g_string_new (NULL);
  g_autofree char *rule_path = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 4)
    {
      g_printerr ("usage: make-iso FOLDER OUT.iso VOLUME_ID [INSIDE=FILE]...\n");
      return 2;
    }
  /* Names are UTF-8 whatever the locale of the build, and dates are UTC. */
  g_setenv ("TZ", "UTC", TRUE);
  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    {
      g_printerr ("make-iso: the locale C.UTF-8 is missing\n");
      return EXIT_FAILURE;
    }
  rule_path = g_strconcat (argv[2], ".d", NULL);
  g_string_append_printf (rule, "%s:", argv[2]);
  if (!collect (files, argv[1], "", rule, &error) || !g_file_set_contents (rule_path, rule->str, -1, &error))
    {
      g_printerr ("make-iso: %s\n", error->message);
      return EXIT_FAILURE;
    }
  for (int i = 4; i < argc; i++)
    {
      char *equals = strchr (argv[i], '=');

      if (equals != NULL)
        g_tree_insert (files, g_strndup (argv[i], equals - argv[i]), g_strdup (equals + 1));
    }
  return write_image (files, argv[2], argv[3]) ? EXIT_SUCCESS : EXIT_FAILURE;
}
