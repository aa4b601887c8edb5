/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Discs: images with long and foreign names, folders with traps in them, real images that must not hang. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../remove-tree.h"
#include "disc/tree.h"
#include "fixture.h"

static GPtrArray *
new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
}

static RcDiscEntry *
find (GPtrArray *entries, const char *path)
{
  for (guint i = 0; i < entries->len; i++)
    if (strcmp (((RcDiscEntry *) entries->pdata[i])->path, path) == 0)
      return entries->pdata[i];
  return NULL;
}

/* Every path once, UTF-8, no part of it empty or leading out, its folder before it. */
static void
check_tree (GPtrArray *entries)
{
  g_autoptr (GHashTable) folders = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      const RcDiscEntry *entry = entries->pdata[i];
      g_autofree char *parent = g_path_get_dirname (entry->path);
      g_auto (GStrv) parts = g_strsplit (entry->path, "/", -1);

      g_assert_true (g_utf8_validate (entry->path, -1, NULL));
      for (int part = 0; parts[part]; part++)
        g_assert_true (*parts[part] && strcmp (parts[part], "..") != 0);
      g_assert_true (strcmp (parent, ".") == 0 || g_hash_table_contains (folders, parent));
      g_assert_true (g_hash_table_add (paths, entry->path));
      g_assert_cmpint (entry->size, >=, 0);
      g_assert_nonnull (entry->type);
      if (entry->folder)
        g_hash_table_add (folders, entry->path);
    }
}

static char *
read_text (RcDisc *disc, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rc_disc_read (disc, path, 0, 1000, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_image (gconstpointer options)
{
  char *path = fixture_make_iso (options, 5 << 20);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDisc) disc = rc_disc_open (path, NULL, &error);
  g_autoptr (GPtrArray) problems = new_problems (), entries = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *hello = NULL, *plan = NULL;
  const guint8 *bytes;
  RcDiscEntry *entry;

  g_assert_no_error (error);
  g_assert_cmpstr (rc_disc_get_volume (disc), ==, "MADE");
  entries = rc_disc_list (disc, problems, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (problems->len, ==, 0);
  g_assert_cmpint (entries->len, ==, 5);
  check_tree (entries);
  entry = find (entries, "docs/report.pdf");
  g_assert_cmpint (entry->size, ==, 5 << 20);
  g_assert_cmpstr (entry->type, ==, "application/pdf");
  g_assert_cmpint (entry->mtime, ==, 1000000000);
  g_assert_null (entry->raw_path);
  g_assert_cmpstr (find (entries, "docs/сессия")->type, ==, "folder");
  g_assert_cmpstr (find (entries, "readme.txt")->type, ==, "text/plain");

  hello = read_text (disc, "readme.txt");
  g_assert_cmpstr (hello, ==, "Hello, disc\n");
  plan = read_text (disc, "docs/сессия/план.txt");
  g_assert_cmpstr (plan, ==, "план\n");
  g_assert_true (rc_disc_extract (disc, "docs/report.pdf", stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 5 << 20);
  bytes = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
  for (gsize i = 0; i < 5 << 20; i++)
    if (bytes[i] != i % 251)
      g_error ("byte %" G_GSIZE_FORMAT " differs", i);
  g_assert_null (rc_disc_read (disc, "docs", 0, 10, NULL, &error));
  g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND);
  fixture_remove (path);
}

/* Sectors with what is around them, from the one of this number on, each with its time. */
static void
append_raw (GByteArray *raw, const char *plain, gsize n, gint64 first)
{
  for (gsize i = 0; i < n; i++)
    {
      const guint time = (guint) (first + (gint64) i + 150);
      const guint parts[3] = { time / 75 / 60, time / 75 % 60, time % 75 };
      guint8 header[16] = { 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 1 };
      static const char zeros[2048];

      for (guint k = 0; k < 3; k++)
        header[12 + k] = (guint8) (parts[k] / 10 << 4 | parts[k] % 10);
      g_byte_array_append (raw, header, sizeof header);
      g_byte_array_append (raw, (const guint8 *) (plain ? plain + i * 2048 : zeros), 2048);
      g_byte_array_set_size (raw, raw->len + 288);
    }
}

static void
check_raw (GByteArray *raw)
{
  char *path = fixture_make_file ("made.bin", raw->data, raw->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDisc) disc = rc_disc_open (path, NULL, &error);
  g_autofree char *hello = NULL;

  g_assert_no_error (error);
  hello = read_text (disc, "readme.txt");
  g_assert_cmpstr (hello, ==, "Hello, disc\n");
  fixture_remove (path);
  g_byte_array_unref (raw);
}

static GByteArray *
make_zeros (guint size)
{
  GByteArray *zeros = g_byte_array_new ();

  g_byte_array_set_size (zeros, size);
  memset (zeros->data, 0, size);
  return zeros;
}

/* The image again, with the 2352 bytes a sector that a drive gives when it is asked for all of them. */
static void
test_raw_sectors (void)
{
  char *path = fixture_make_iso (NULL, 100000);
  GByteArray *raw = g_byte_array_new ();
  g_autofree char *plain = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &plain, &size, NULL));
  append_raw (raw, plain, size / 2048, 0);
  check_raw (raw);
  /* With the pause before it: written, empty with a table behind the end, and of sectors without their heads. */
  raw = g_byte_array_new ();
  append_raw (raw, NULL, 150, -150);
  append_raw (raw, plain, size / 2048, 0);
  check_raw (raw);
  raw = make_zeros (150 * 2352);
  append_raw (raw, plain, size / 2048, 0);
  g_byte_array_append (raw, (const guint8 *) "table of tracks", 15);
  check_raw (raw);
  raw = make_zeros (150 * 2336);
  for (gsize i = 0; i + 2048 <= size; i += 2048)
    {
      g_byte_array_append (raw, (const guint8 *) "\0\0\x08\0\0\0\x08\0", 8);
      g_byte_array_append (raw, (const guint8 *) plain + i, 2048);
      g_byte_array_set_size (raw, raw->len + 280);
    }
  g_byte_array_append (raw, (const guint8 *) "table of tracks", 15);
  check_raw (raw);
  fixture_remove (path);
}

static void
test_no_disc (void)
{
  char *path = fixture_make_file ("no.iso", "nothing here", 12);
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_disc_open (path, NULL, &error));
  g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_A_DISC);
  g_clear_error (&error);
  g_assert_null (rc_disc_open ("/nonexistent.iso", NULL, &error));
  g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND);
  fixture_remove (path);
}

static char *
make_folder (void)
{
  char *folder = g_dir_make_tmp ("rc-disc-XXXXXX", NULL);
  g_autofree char *sub = g_build_filename (folder, "Отчёты", NULL);
  g_autofree char *report = g_build_filename (sub, "report.PDF", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *way_out = g_build_filename (folder, "out", NULL);
  g_autofree char *old = g_build_filename (folder, "\x8e\x92\x97\x85\x92.txt", NULL); /* ОТЧЕТ in CP866 */
  g_autofree char *pipe_path = g_build_filename (folder, "pipe", NULL);

  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  g_assert_true (g_file_set_contents (report, "%PDF-1.4", 8, NULL));
  g_assert_true (g_file_set_contents (old, "old\n", 4, NULL));
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (symlink ("/etc", way_out), ==, 0);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  return folder;
}

/* What is no image of a disc is called by its name; one that begins with zeros is no archive without files. */
static void
test_foreign (void)
{
  static const struct
  {
    guint at;
    const char *bytes;
    guint length;
    const char *name;
  } signs[] = {
    { 0, "QFI\xfb", 4, "QCOW" },
    { 0, "MSWIM\0\0\0", 8, "WIM" },
    { 65536 - 8, "\6\0\0\x80", 4, "CDI" },
    { 7, "**ACE**", 7, "ACE" },
    { 0, "MZ", 2, "program" },
    { 32, "NXSB", 4, "APFS" },
    { 512, "EFI PART", 8, "GPT" },
    { 1024 + 56, "\x53\xef\x01", 3, "ext" },
    { 65536 - 512, "koly", 4, "DMG" },
    { 446, "\x80\x01\x01\x00\x06\x01\x01\x00\x01\x00\x00\x00\x40", 13, "MBR" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      g_autofree guint8 *image = g_malloc0 (65536);
      char *path;
      g_autoptr (GError) error = NULL;
      g_autoptr (RcDisc) disc = NULL;

      memcpy (image + signs[i].at, signs[i].bytes, signs[i].length);
      image[510] = 0x55;
      image[511] = 0xaa;
      path = fixture_make_file ("foreign.img", image, 65536);
      disc = rc_disc_open (path, NULL, &error);
      g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_A_DISC);
      g_assert_nonnull (strstr (error->message, signs[i].name));
      fixture_remove (path);
    }
}

static void
test_folder (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDisc) disc = rc_disc_open (folder, NULL, &error);
  g_autoptr (GPtrArray) problems = new_problems (), entries = NULL;
  g_autofree char *old = NULL;
  const RcDiscEntry *entry;

  g_assert_no_error (error);
  entries = rc_disc_list (disc, problems, NULL, &error);
  g_assert_no_error (error);
  check_tree (entries);
  g_assert_cmpint (entries->len, ==, 3);
  /* Two links and a pipe are left out, and the character set was a guess. */
  g_assert_cmpint (problems->len, ==, 4);
  g_assert_cmpstr (find (entries, "Отчёты/report.PDF")->type, ==, "application/pdf");
  entry = find (entries, "ОТЧЕТ.txt");
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->raw_path, ==, "\x8e\x92\x97\x85\x92.txt");
  old = read_text (disc, "ОТЧЕТ.txt");
  g_assert_cmpstr (old, ==, "old\n");
  remove_tree (folder);
}

static void
test_folder_stays_inside (void)
{
  static const char *const ways_out[] = {
    "link", "out/passwd", "../../etc/passwd", "/etc/passwd", "pipe", "Отчёты/../../x", "", ".", ".."
  };
  g_autofree char *folder = make_folder ();
  g_autoptr (RcDisc) disc = rc_disc_open (folder, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ways_out); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rc_disc_read (disc, ways_out[i], 0, 100, NULL, &error));
      g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND);
    }
  remove_tree (folder);
}

/* A name without its listing before: what the catalogue asks for later. */
static void
test_read_before_list (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (RcDisc) disc = rc_disc_open (folder, NULL, NULL);
  g_autofree char *old = read_text (disc, "ОТЧЕТ.txt");

  g_assert_cmpstr (old, ==, "old\n");
  remove_tree (folder);
}

static guint n_listed, n_refused;

/* Listed, with every file readable or refused; or refused. */
static void
try_image (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDisc) disc = rc_disc_open (path, NULL, &error);
  g_autoptr (GPtrArray) problems = new_problems (), entries = NULL;
  gint64 start = g_get_monotonic_time ();

  entries = disc ? rc_disc_list (disc, problems, NULL, &error) : NULL;
  if (!entries)
    {
      g_assert_cmpint (error->domain, ==, RC_DISC_ERROR);
      g_test_message ("%s: %s", path, error->message);
      n_refused++;
      return;
    }
  check_tree (entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const RcDiscEntry *entry = entries->pdata[i];
      g_autoptr (GBytes) bytes = NULL;

      if (entry->folder)
        continue;
      bytes = rc_disc_read (disc, entry->path, 0, 1 << 20, NULL, &error);
      if (!bytes)
        g_test_message ("%s: %s", path, error->message);
      else
        g_assert_cmpint (g_bytes_get_size (bytes), ==, MIN (entry->size, 1 << 20));
      g_clear_error (&error);
    }
  n_listed++;
  g_test_message ("%s: %s, %u entries, %u problems, %" G_GINT64_FORMAT " ms", path, rc_disc_get_volume (disc),
                  entries->len, problems->len, (g_get_monotonic_time () - start) / 1000);
  for (guint i = 0; i < MIN (3, problems->len); i++)
    g_test_message ("  %s", ((RcProblem *) problems->pdata[i])->message);
}

static void
test_real_images (void)
{
  static const char *const folders[] = { "libarchive", "libcdio", "isolyzer", "kdomanski", "floppies" };
  const char *shared = g_getenv ("RC_SHARED_DATA");
  g_autofree char *top = g_build_filename (shared ? shared : "/nonexistent", "disc", NULL);

  if (!g_file_test (top, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the real images are not here");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (top, folders[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir && (name = g_dir_read_name (dir)))
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          try_image (path);
        }
    }
  g_assert_cmpint (n_listed, >=, 12);
  g_assert_cmpint (n_listed + n_refused, >=, 20);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/disc/tree/image/rock-ridge-and-joliet", NULL, test_image);
  g_test_add_data_func ("/disc/tree/image/joliet", "!rockridge", test_image);
  g_test_add_data_func ("/disc/tree/image/rock-ridge", "!joliet", test_image);
  g_test_add_func ("/disc/tree/raw-sectors", test_raw_sectors);
  g_test_add_func ("/disc/tree/no-disc", test_no_disc);
  g_test_add_func ("/disc/tree/foreign", test_foreign);
  g_test_add_func ("/disc/tree/folder", test_folder);
  g_test_add_func ("/disc/tree/folder-stays-inside", test_folder_stays_inside);
  g_test_add_func ("/disc/tree/read-before-list", test_read_before_list);
  g_test_add_func ("/disc/tree/real-images", test_real_images);
  return g_test_run ();
}
