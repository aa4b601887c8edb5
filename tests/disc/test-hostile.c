/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images made to hurt, and real ones with damage: what can be read is there, what cannot is said, and no renderer dies of it. */
#include <locale.h>
#include <string.h>

#include "fixture.h"
#include "listed.h"
#include "made-iso.h"

static void
test_loop (void)
{
  GByteArray *image = made_iso_new (1, 30);
  Listed listed;

  made_iso_add (image, MADE_ROOT, "A", 1, 20, MADE_SECTOR, 2);
  made_iso_begin_folder (image, 20, 1, MADE_ROOT);
  made_iso_add (image, 20, "TOP", 3, MADE_ROOT, MADE_SECTOR, 2);
  made_iso_add (image, 20, "SELF", 4, 20, MADE_SECTOR, 2);
  made_iso_add (image, 20, "FILE.TXT;1", 10, 25, 5, 0);
  listed_begin (&listed, "made.iso", image);
  g_assert_cmpuint (listed.entries->len, ==, 4);
  g_assert_nonnull (listed_find (&listed, "A/FILE.TXT"));
  g_assert_true (listed_is_said (&listed, "A/TOP: the folder leads back"));
  g_assert_true (listed_is_said (&listed, "A/SELF: the folder leads back"));
  listed_clear (&listed);
}

static void
test_names (void)
{
  GByteArray *image = made_iso_new (2, 30);
  g_autofree char *long_name = g_strnfill (221, 'x');
  Listed listed;

  made_iso_add (image, MADE_ROOT, "..", 2, 25, 5, 0);
  made_iso_add (image, MADE_ROOT, "../../etc/passwd", 16, 25, 5, 0);
  made_iso_add (image, MADE_ROOT, "A\0B.TXT;1", 9, 25, 5, 0);
  made_iso_add (image, MADE_ROOT, "/ROOT", 5, 25, 5, 0);
  made_iso_add (image, MADE_ROOT, long_name, 221, 25, 5, 0);
  made_iso_add (image, MADE_ROOT, "A\nB", 3, 25, 5, 0);
  made_iso_add (image, MADE_ROOT, "", 0, 26, 5, 0);
  listed_begin (&listed, "made.iso", image);
  g_assert_true (listed_is_said (&listed, "leads out of the disc"));
  g_assert_nonnull (listed_find (&listed, ".._.._etc_passwd"));
  g_assert_nonnull (listed_find (&listed, "A_B.TXT"));
  g_assert_nonnull (listed_find (&listed, "_ROOT"));
  g_assert_nonnull (listed_find (&listed, long_name));
  g_assert_nonnull (listed_find (&listed, "_26"));
  g_assert_cmpuint (listed.entries->len, ==, 6);
  listed_clear (&listed);
}

/* Some tools take a disc from its descriptors on. */
static void
test_headless (void)
{
  GByteArray *image = made_iso_new (1, 30);
  Listed listed;

  made_iso_add (image, MADE_ROOT, "A.TXT;1", 7, 25, 5, 0);
  memcpy (image->data + 25 * MADE_SECTOR, "words", 5);
  g_byte_array_remove_range (image, 0, 16 * MADE_SECTOR);
  listed_begin (&listed, "made.iso", image);
  g_assert_cmpuint (listed.entries->len, ==, 1);
  g_assert_cmpuint (listed.problems->len, ==, 0);
  listed_check_text (&listed, "A.TXT", "words");
  listed_clear (&listed);
}

/* Of numbers that stand there twice some programs wrote only the one with the high byte first. */
static void
test_high_byte_first (void)
{
  GByteArray *image = made_iso_new (1, 30);
  guint8 *record = image->data + MADE_ROOT * MADE_SECTOR, *descriptor = image->data + 16 * MADE_SECTOR;
  Listed listed;

  made_iso_add (image, MADE_ROOT, "A.TXT;1", 7, 25, 5, 0);
  memcpy (image->data + 25 * MADE_SECTOR, "words", 5);
  memset (descriptor + 80, 0, 4);
  memset (descriptor + 156 + 2, 0, 4);
  memset (descriptor + 156 + 10, 0, 4);
  for (; *record != 0; record += *record)
    {
      memset (record + 2, 0, 4);
      memset (record + 10, 0, 4);
    }
  listed_begin (&listed, "made.iso", image);
  g_assert_cmpuint (listed.entries->len, ==, 1);
  listed_check_text (&listed, "A.TXT", "words");
  listed_clear (&listed);
}

static void
test_outside (void)
{
  GByteArray *image = made_iso_new (1, 30);
  g_autoptr (GError) error = NULL;
  Listed listed;

  made_iso_add (image, MADE_ROOT, "CUT.TXT;1", 9, 29, 5000, 0);
  made_iso_add (image, MADE_ROOT, "FAR.TXT;1", 9, 0xfffffff0, 0xffffffff, 0);
  made_iso_add (image, MADE_ROOT, "FOLDER", 6, 0x7fffffff, 0xffffffff, 2);
  made_iso_add (image, MADE_ROOT, "GOOD.TXT;1", 10, 25, 5, 0);
  listed_begin (&listed, "made.iso", image);
  g_assert_cmpuint (listed.entries->len, ==, 4);
  g_assert_true (listed_is_said (&listed, "CUT.TXT: it lies beyond the end"));
  g_assert_true (listed_is_said (&listed, "FAR.TXT: it lies beyond the end"));
  g_assert_true (listed_is_said (&listed, "FOLDER: the folder cannot be read to its end"));
  g_assert_null (rc_disc_read (listed.disc, "FAR.TXT", 0, 100, NULL, &error));
  g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_UNREADABLE);
  g_bytes_unref (rc_disc_read (listed.disc, "GOOD.TXT", 0, 100, NULL, NULL));
  listed_clear (&listed);
}

/* Folders that lie over each other tell of tens of millions of files: a million is the end, and said. */
static void
test_millions (void)
{
  GByteArray *image = made_iso_new (1, 1200);
  Listed listed;

  for (guint k = 0; k < 40; k++)
    {
      g_autofree char *name = g_strdup_printf ("F%u", k);

      made_iso_add (image, MADE_ROOT, name, strlen (name), 20 + k, 1000 * MADE_SECTOR, 2);
    }
  for (guint sector = 20; sector < 1200; sector++)
    for (guint k = 0; k < 50; k++)
      made_iso_add (image, sector, "F", 1, 0, 0, 0);
  listed_begin (&listed, "made.iso", image);
  g_assert_cmpuint (listed.entries->len, <=, RC_DISC_MAX_ENTRIES);
  g_assert_true (listed_is_said (&listed, "more than a million files"));
  listed_clear (&listed);
}

static void
test_deep (void)
{
  GByteArray *image = made_iso_new (1, 200);
  Listed listed;

  for (guint k = 0; k < 100; k++)
    {
      made_iso_add (image, k == 0 ? MADE_ROOT : 20 + k, "D", 1, 21 + k, MADE_SECTOR, 2);
      made_iso_begin_folder (image, 21 + k, 1, 20 + k);
    }
  listed_begin (&listed, "made.iso", image);
  g_assert_cmpuint (listed.entries->len, ==, RC_DISC_MAX_DEPTH);
  g_assert_true (listed_is_said (&listed, "too deep to follow"));
  listed_clear (&listed);
}

/* Names in an old character set on a real tree, its bytes kept, and read by another one when that is asked for. */
static void
test_old_names (void)
{
  GByteArray *image = made_iso_new (1, 30);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const RcDiscEntry *entry;
  Listed listed;

  made_iso_add (image, MADE_ROOT, "\x8e\x92\x97\x85\x92.TXT;1", 11, 25, 5, 0);              /* ОТЧЕТ in CP866 */
  made_iso_add (image, MADE_ROOT, "\x8f\x90\x8e\x85\x8a\x92\x9b", 7, 21, MADE_SECTOR, 2); /* ПРОЕКТЫ */
  made_iso_begin_folder (image, 21, 1, MADE_ROOT);
  made_iso_add (image, 21, "\x91\x8c\x85\x92\x80.XLS;1", 11, 25, 5, 0); /* СМЕТА */
  memcpy (image->data + 25 * MADE_SECTOR, "hello", 5);
  listed_begin (&listed, "made.iso", image);
  g_assert_cmpstr (rc_disc_get_names (listed.disc), ==, "CP866");
  g_assert_true (listed_is_said (&listed, "read as CP866"));
  g_assert_nonnull (listed_find (&listed, "ОТЧЕТ.TXT"));
  g_assert_nonnull (listed_find (&listed, "ПРОЕКТЫ/СМЕТА.XLS"));
  entry = listed.entries->pdata[0];
  g_assert_cmpstr (entry->raw_path, ==, "\x8e\x92\x97\x85\x92.TXT");
  bytes = rc_disc_read (listed.disc, "ПРОЕКТЫ/СМЕТА.XLS", 0, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "hello", 5);
  g_assert_true (rc_disc_set_names (listed.disc, "cp1251", &error));
  again = rc_disc_list (listed.disc, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((RcDiscEntry *) again->pdata[0])->path, !=, "ОТЧЕТ.TXT");
  g_assert_cmpstr (rc_disc_get_names (listed.disc), ==, "CP1251");
  listed_clear (&listed);
}

static void
try_damaged (const char *name, const char *bytes, gsize size)
{
  char *path = fixture_make_file ("damaged.iso", bytes, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDisc) disc = rc_disc_open (path, NULL, &error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free), entries = NULL;

  entries = disc ? rc_disc_list (disc, problems, NULL, &error) : NULL;
  for (guint i = 0; entries && i < MIN (entries->len, 20) && !error; i++)
    {
      const RcDiscEntry *entry = entries->pdata[i];

      if (!entry->folder)
        {
          g_autoptr (GBytes) got = rc_disc_read (disc, entry->path, 0, 1 << 20, NULL, &error);

          if (!got && !strstr (error->message, "stopped"))
            g_clear_error (&error);
        }
    }
  if (error && strstr (error->message, "stopped"))
    g_error ("%s: %s", name, error->message);
  fixture_remove (path);
}

static void
damage (const char *name, const char *bytes, gsize size, int n)
{
  for (int i = 0; i < n; i++)
    {
      g_autofree char *copy = g_memdup2 (bytes, size);

      try_damaged (name, bytes, (gsize) g_test_rand_int_range (0, (gint32) size));
      /* What tells of files is at the beginning of most of them. */
      for (int bit = 0; bit < 30; bit++)
        {
          gsize at = (gsize) g_test_rand_int_range (bit % 2 ? 0 : MIN (16 * 2048, (gint32) size / 2), (gint32) (bit % 3 ? MIN (size, 80 * 2048) : size));

          copy[at] = (char) (copy[at] ^ (1 << g_test_rand_int_range (0, 8)));
        }
      try_damaged (name, copy, size);
    }
}

/* RC_N times each. */
static void
test_damage (void)
{
  static const char *const folders[] = { "libarchive", "libcdio", "isolyzer", "kdomanski", "floppies" };
  const char *shared = g_getenv ("RC_SHARED_DATA"), *n = g_getenv ("RC_N");
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
          g_autofree char *path = g_build_filename (folder, name, NULL), *bytes = NULL;
          gsize size;

          g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
          damage (name, bytes, size, n ? atoi (n) : 1);
        }
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc/hostile/loop", test_loop);
  g_test_add_func ("/disc/hostile/headless", test_headless);
  g_test_add_func ("/disc/hostile/names", test_names);
  g_test_add_func ("/disc/hostile/high-byte-first", test_high_byte_first);
  g_test_add_func ("/disc/hostile/outside", test_outside);
  g_test_add_func ("/disc/hostile/millions", test_millions);
  g_test_add_func ("/disc/hostile/deep", test_deep);
  g_test_add_func ("/disc/hostile/old-names", test_old_names);
  g_test_add_func ("/disc/hostile/damage", test_damage);
  return g_test_run ();
}
